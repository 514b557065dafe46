import type { Recipient } from "../../src/contract/index.ts";
import { Recipient as RecipientSchema } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import { type Column, targets } from "./config.ts";

export type ReadRow =
  | { ok: true; recipient: Recipient; caseKey?: string }
  /** One sentence a field. */
  | { ok: false; problems: string[] };

const known: ReadonlySet<string> = new Set(targets);
const blank = (value: unknown) => value === undefined || value === null || value === "";
const textOf = (value: unknown) => (typeof value === "number" ? String(value) : value);

/** The row's values by their targets, attributes apart. */
function sort(row: Record<string, unknown>, columns: Column[]) {
  const mapped = new Map(columns.map((column) => [column.column, column.target]));
  const fields: Record<string, unknown> = {};
  const attributes: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row)) {
    const target = columns.length === 0 ? column : mapped.get(column);
    if (target === undefined || blank(value)) continue;
    if (known.has(target)) fields[target] = value;
    else attributes[target.replace(/^attributes\./, "")] = value;
  }
  return { fields, attributes };
}

/** Reads one row of an audience: columns by their mapping, or by their own names where there is none. */
export function readRow(row: unknown, columns: Column[], language: string): ReadRow {
  if (typeof row !== "object" || row === null || Array.isArray(row))
    return { ok: false, problems: [sentence("audience.not-an-object", {}, language)] };
  const { fields, attributes } = sort(row as Record<string, unknown>, columns);
  const { street, street2, postalCode, locality, country, longitude, latitude, caseKey, ...rest } = fields;
  const hasAddress = [street, postalCode, locality].some((value) => !blank(value));
  const hasLocation = !blank(longitude) || !blank(latitude);
  const parsed = RecipientSchema.safeParse({
    ...rest,
    id: textOf(rest.id),
    ...(hasAddress && {
      postalAddress: {
        country: country ?? "FR",
        postalCode: textOf(postalCode),
        locality,
        thoroughfare: [street, street2].filter((line) => !blank(line)),
      },
    }),
    ...(hasLocation && { location: [Number(longitude), Number(latitude)] }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
  });
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) =>
        sentence("audience.field", { field: issue.path.join("."), problem: issue.message }, language),
      ),
    };
  return { ok: true, recipient: parsed.data, caseKey: blank(caseKey) ? undefined : String(caseKey).trim() };
}
