import type { Language } from "./language.ts";

export const locale = (language: Language) => (language === "fr" ? "fr-FR" : "en-GB");

/** "6 minutes", "1 heure 5 minutes"; at least one minute. */
export function durationInWords(seconds: number, language: Language): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  const inUnit = (value: number, unit: "hour" | "minute") =>
    new Intl.NumberFormat(locale(language), { style: "unit", unit, unitDisplay: "long" }).format(value);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return inUnit(minutes, "minute");
  return rest === 0 ? inUnit(hours, "hour") : `${inUnit(hours, "hour")} ${inUnit(rest, "minute")}`;
}
