import * as z from "zod";
import { Recipient } from "../contract/index.ts";
import { languageOf, localeOf, sentence } from "../language/index.ts";
import { readAnswer } from "./answer.ts";
import { type Column, targets } from "./targets.ts";

export type ReadRow =
  | { ok: true; recipient: Recipient; caseKey?: string }
  /** One sentence a field. */
  | { ok: false; problems: string[] };

export interface RowSettings {
  /** Empty: columns are taken by their own names; unknown ones become attributes. */
  columns: readonly Column[];
  /** What a recipient is known by where no column holds an `id`; absent: each row needs one. */
  key?: "caseKey" | "email" | "phone";
}

const known: ReadonlySet<string> = new Set(targets);
/** In the language of the campaign, what a field must be and is not. */
const wording = { en: z.locales.en().localeError, fr: z.locales.fr().localeError };
const blank = (value: unknown) =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");
/** A csv node makes numbers of what looks like them: house numbers, postal codes, telephone numbers. */
const textOf = (value: unknown) =>
  typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : value;
/** A language, as systems write it too. */
const Locale = z.string().transform((text, context) => {
  const locale = localeOf(text);
  if (locale !== undefined) return locale;
  context.addIssue({ code: "invalid_format", format: "BCP 47", input: text });
  return z.NEVER;
});
const Consents = z.record(
  z.string(),
  z.unknown().transform((value, context) => {
    const answer = readAnswer(value);
    if (answer !== undefined) return answer;
    context.addIssue({ code: "custom", input: value });
    return z.NEVER;
  }),
);
const Row = Recipient.extend({
  locale: Locale.optional(),
  caseKey: z.string().trim().max(200).optional(),
  consent: Consents.optional(),
});

/** The row's values by their targets; consents and attributes apart. */
function sort(row: Record<string, unknown>, columns: readonly Column[]) {
  const mapped = new Map(columns.map((column) => [column.column, column.target]));
  const fields: Record<string, unknown> = {};
  const consent: Record<string, unknown> = {};
  const attributes: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row)) {
    const target = columns.length === 0 ? column : mapped.get(column);
    if (target === undefined || blank(value)) continue;
    if (!known.has(target)) attributes[target.replace(/^attributes\./, "")] = value;
    else if (target.startsWith("consent.")) consent[target.slice("consent.".length)] = value;
    else fields[target] = textOf(value);
  }
  return { fields, consent, attributes };
}

const some = (values: Record<string, unknown>) => Object.keys(values).length > 0;

/** What a recipient is known by: e-mail addresses do not differ by capitals. */
function keyOf(fields: Record<string, unknown>, key: RowSettings["key"]): unknown {
  if (fields.id !== undefined || key === undefined) return fields.id;
  const value = fields[key];
  return key === "email" && typeof value === "string" ? value.trim().toLowerCase() : value;
}

/** Reads one row of an audience: columns by their mapping, or by their own names where there is none. */
export function readRow(row: unknown, { columns, key }: RowSettings, language: string): ReadRow {
  if (typeof row !== "object" || row === null || Array.isArray(row))
    return { ok: false, problems: [sentence("audience.not-an-object", {}, language)] };
  const { fields, consent, attributes } = sort(row as Record<string, unknown>, columns);
  const { street, street2, postalCode, locality, country, longitude, latitude, ...rest } = fields;
  const hasAddress = [street, postalCode, locality].some((value) => !blank(value));
  const hasLocation = !blank(longitude) || !blank(latitude);
  const parsed = Row.safeParse(
    {
      ...rest,
      id: keyOf(fields, key),
      ...(hasAddress && {
        postalAddress: {
          country: country ?? "FR",
          postalCode,
          locality,
          thoroughfare: [street, street2].filter((line) => !blank(line)),
        },
      }),
      ...(hasLocation && { location: [Number(longitude ?? Number.NaN), Number(latitude ?? Number.NaN)] }),
      ...(some(consent) && { consent }),
      ...(some(attributes) && { attributes }),
    },
    { error: wording[languageOf(language)] },
  );
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map((issue) => told(issue, language)) };
  const { caseKey, ...recipient } = parsed.data;
  return { ok: true, recipient, caseKey };
}

function told(issue: z.core.$ZodIssue, language: string): string {
  const field = issue.path.join(".");
  if (issue.path[0] === "consent") return sentence("audience.consent", { field }, language);
  if (issue.path[0] === "timeZone") return sentence("audience.time-zone", { field }, language);
  return sentence("audience.field", { field, problem: issue.message }, language);
}
