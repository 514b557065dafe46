import type { JsonObject } from "../../contract/index.ts";
import type { Field } from "../fields/field.ts";

export type Body = Record<string, unknown>;

const samples: Readonly<Record<Field["type"], unknown>> = {
  text: "text",
  number: 1,
  date: "2026-01-31",
  enum: "",
  money: "12.50 EUR",
  email: "name@example.org",
  phone: "+33 1 23 45 67 89",
  boolean: true,
  address: { country: "FR", postalCode: "75001", locality: "Paris", thoroughfare: ["1 rue de Rivoli"] },
};

function sample(field: Field): unknown {
  if (field.type === "enum") return field.values?.[0]?.value ?? "";
  if (field.target === "case-key") return field.type === "number" ? 1001 : "CASE-1001";
  return samples[field.type];
}

/** Puts a value where a path leads, dots between names. */
export function place(body: Body, path: string, value: unknown): void {
  const names = path.split(".");
  const last = names.pop()!;
  let at = body;
  for (const name of names) {
    if (typeof at[name] !== "object" || at[name] === null) at[name] = {};
    at = at[name] as Body;
  }
  at[last] = value;
}

/** A body that fits the fields; dots in their names open objects. */
export function sampleBody(fields: readonly Field[]): Body {
  const body: Body = {};
  for (const field of fields) place(body, field.name, sample(field));
  return body;
}

/** The same but for the case key, for who has one already. */
export function sampleData(fields: readonly Field[]): JsonObject {
  return sampleBody(fields.filter(({ target }) => target !== "case-key")) as JsonObject;
}
