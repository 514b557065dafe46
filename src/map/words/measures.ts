import type { Language } from "./language.ts";

const locale = (language: Language) => (language === "fr" ? "fr-FR" : "en-GB");

/** "850 m" to the next ten metres below a kilometre, "1,4 km" above. */
export function distanceInWords(metres: number, language: Language): string {
  const far = metres >= 995;
  const value = far ? metres / 1000 : Math.max(10, Math.round(metres / 10) * 10);
  return new Intl.NumberFormat(locale(language), {
    style: "unit",
    unit: far ? "kilometer" : "meter",
    maximumFractionDigits: far && metres < 10_000 ? 1 : 0,
  }).format(value);
}

/** "6 minutes", "1 heure 5 minutes"; at least one minute. */
export function durationInWords(seconds: number, language: Language): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  const inUnit = (value: number, unit: "hour" | "minute") =>
    new Intl.NumberFormat(locale(language), { style: "unit", unit, unitDisplay: "long" }).format(value);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return inUnit(minutes, "minute");
  return rest === 0 ? inUnit(hours, "hour") : `${inUnit(hours, "hour")} ${inUnit(rest, "minute")}`;
}
