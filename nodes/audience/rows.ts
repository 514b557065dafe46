import * as z from "zod";
import { Recipient } from "../../src/contract/index.ts";
import { languageOf, sentence } from "../../src/language/index.ts";
import { type Column, targets } from "./config.ts";

export type ReadRow =
  | { ok: true; recipient: Recipient; caseKey?: string }
  /** One sentence a field. */
  | { ok: false; problems: string[] };

const known: ReadonlySet<string> = new Set(targets);
/** In the language of the campaign, what a field must be and is not. */
const wording = { en: z.locales.en().localeError, fr: z.locales.fr().localeError };
const blank = (value: unknown) =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");
/** A csv node makes numbers of what looks like them: house numbers, postal codes, telephone numbers. */
const textOf = (value: unknown) => (typeof value === "number" ? String(value) : value);
/** Operating systems write `fr_FR` for what BCP 47 calls `fr-FR`. */
const Locale = z.string().transform((text, context) => {
  try {
    return Intl.getCanonicalLocales(text.trim().replaceAll("_", "-"))[0];
  } catch {
    context.addIssue({ code: "invalid_format", format: "BCP 47", input: text });
    return z.NEVER;
  }
});
const Row = Recipient.extend({ locale: Locale.optional(), caseKey: z.string().trim().max(200).optional() });

/** The row's values by their targets, attributes apart. */
function sort(row: Record<string, unknown>, columns: Column[]) {
  const mapped = new Map(columns.map((column) => [column.column, column.target]));
  const fields: Record<string, unknown> = {};
  const attributes: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row)) {
    const target = columns.length === 0 ? column : mapped.get(column);
    if (target === undefined || blank(value)) continue;
    if (known.has(target)) fields[target] = textOf(value);
    else attributes[target.replace(/^attributes\./, "")] = value;
  }
  return { fields, attributes };
}

/** Reads one row of an audience: columns by their mapping, or by their own names where there is none. */
export function readRow(row: unknown, columns: Column[], language: string): ReadRow {
  if (typeof row !== "object" || row === null || Array.isArray(row))
    return { ok: false, problems: [sentence("audience.not-an-object", {}, language)] };
  const { fields, attributes } = sort(row as Record<string, unknown>, columns);
  const { street, street2, postalCode, locality, country, longitude, latitude, ...rest } = fields;
  const hasAddress = [street, postalCode, locality].some((value) => !blank(value));
  const hasLocation = !blank(longitude) || !blank(latitude);
  const parsed = Row.safeParse(
    {
      ...rest,
      ...(hasAddress && {
        postalAddress: {
          country: country ?? "FR",
          postalCode,
          locality,
          thoroughfare: [street, street2].filter((line) => !blank(line)),
        },
      }),
      ...(hasLocation && { location: [Number(longitude ?? Number.NaN), Number(latitude ?? Number.NaN)] }),
      ...(Object.keys(attributes).length > 0 && { attributes }),
    },
    { error: wording[languageOf(language)] },
  );
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) =>
        sentence("audience.field", { field: issue.path.join("."), problem: issue.message }, language),
      ),
    };
  const { caseKey, ...recipient } = parsed.data;
  return { ok: true, recipient, caseKey };
}
