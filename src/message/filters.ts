import { languageOf, sentence } from "../language/index.ts";

export interface Locale {
  /** BCP 47 */
  language: string;
  /** IANA time zone */
  timeZone: string;
}

const tagOf = (language: string) => (languageOf(language) === "fr" ? "fr-FR" : language);
const styles: ReadonlySet<string> = new Set(["short", "medium", "long", "full"]);
const dateOnly = /^\d{4}-\d{2}-\d{2}$/;

function numeric(value: unknown): number {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number)) throw new Error(`not a number: ${String(value)}`);
  return number;
}

/** The filters of the campaign's templates, in the language and time zone of a recipient. */
export function filters({ language, timeZone }: Locale): Record<string, (...input: unknown[]) => unknown> {
  const tag = tagOf(language);
  return {
    /** Minor units and ISO 4217 code: `123450 | money: "EUR"`. */
    money(value, currency = "EUR") {
      const format = new Intl.NumberFormat(tag, { style: "currency", currency: String(currency) });
      const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
      return format.format(numeric(value) / 10 ** digits);
    },
    number: (value, digits = 3) =>
      numeric(value).toLocaleString(tag, { maximumFractionDigits: Math.min(20, Math.max(0, numeric(digits))) }),
    /** A date without a time is that day everywhere. */
    date(value, style = "long") {
      const text = String(value);
      const instant = text === "now" ? Date.now() : Date.parse(text);
      if (Number.isNaN(instant)) throw new Error(`not an ISO 8601 date: ${text}`);
      if (!styles.has(String(style))) throw new Error(`unknown date style: ${String(style)}`);
      const zone = dateOnly.test(text) ? "UTC" : timeZone;
      return new Intl.DateTimeFormat(tag, { dateStyle: String(style) as "long", timeZone: zone }).format(instant);
    },
    /** Metres, to the tens or to the hundreds. */
    distance(value) {
      const metres = numeric(value);
      if (metres < 995) return sentence("distance.m", { value: Math.round(metres / 10) * 10 }, tag);
      const digits = metres < 9950 ? 1 : 0;
      const km = (metres / 1000).toLocaleString(tag, { maximumFractionDigits: digits });
      return sentence("distance.km", { value: km }, tag);
    },
    /** Seconds, as minutes and hours; never less than a minute. */
    duration(value) {
      const minutes = Math.max(1, Math.round(numeric(value) / 60));
      if (minutes < 60) return sentence("duration.minutes", { value: minutes }, tag);
      const rest = String(minutes % 60).padStart(2, "0");
      return sentence("duration.hours", { hours: Math.floor(minutes / 60), value: rest }, tag);
    },
    /** `recipient | salutation`: "Madame Moreau", "Camille Moreau", or the neutral form. */
    salutation(value) {
      const { title, firstName, lastName } = (value ?? {}) as Record<string, string | undefined>;
      const french = languageOf(language) === "fr";
      const civility = french ? { mme: "Madame", m: "Monsieur", "m.": "Monsieur", mlle: "Madame" } : {};
      const spoken = (civility as Record<string, string>)[(title ?? "").toLowerCase()] ?? title;
      if (spoken && lastName) return french ? `${spoken} ${lastName}` : `Dear ${spoken} ${lastName}`;
      const name = [firstName, lastName].filter(Boolean).join(" ");
      if (name !== "") return french ? `Bonjour ${name}` : `Dear ${name}`;
      return french ? "Madame, Monsieur" : "Dear Sir or Madam";
    },
    plural: (value, one, other) => (new Intl.PluralRules(tag).select(numeric(value)) === "one" ? one : other),
    list: (value) => new Intl.ListFormat(tag).format((Array.isArray(value) ? value : [value]).map(String)),
  };
}
