import type { Problem } from "../contract/index.ts";
import { sentence } from "../language/index.ts";
import { type Field, pathOf } from "../webhook/index.ts";
import { type AddressPart, addressParts } from "./written.ts";

/** What is wrong with a field, in words for who filled it in. */
export interface FieldProblem {
  text: string;
  /** Of an address, which part. */
  part?: AddressPart;
}

/** What is wrong with a form, by the fields' names. What programs are told of a body is said to people in other words. */
export function problemsByField(
  fields: readonly Field[],
  problems: readonly Problem[],
  language: string,
): Map<string, FieldProblem[]> {
  const found = new Map<string, FieldProblem[]>();
  for (const { pointer, code } of problems) {
    const names = pointer.split("/").slice(1).map(unescaped);
    const field = fields.find((one) => pathOf(one).every((name, index) => names[index] === name));
    if (field === undefined) continue;
    const part = addressParts.find((name) => name === names[pathOf(field).length]);
    const text = textOf(code.replace(/^webhook\.field\./, ""), field, language);
    found.set(field.name, [...(found.get(field.name) ?? []), { text, ...(part === undefined ? {} : { part }) }]);
  }
  return found;
}

const unescaped = (name: string) => name.replaceAll("~1", "/").replaceAll("~0", "~");

/** The codes that have a sentence of their own; several stand for one. */
const keys: Readonly<Record<string, string>> = {
  "phone-international": "phone",
  "money-currency": "money",
  "money-unknown": "money",
  "money-digits": "money",
  "money-minor": "money",
  "address-lines": "address",
};
const known: ReadonlySet<string> = new Set(
  "text long unprintable number boolean date enum money email phone address address-country address-postalCode address-locality address-thoroughfare".split(
    " ",
  ),
);

function textOf(code: string, field: Field, language: string): string {
  const key = keys[code] ?? code;
  if (key === "required") {
    const kind = field.type === "boolean" ? "-tick" : field.type === "enum" ? "-choice" : "";
    return sentence(`page.problem.required${kind}`, {}, language);
  }
  return sentence(`page.problem.${known.has(key) ? key : "other"}`, {}, language);
}
