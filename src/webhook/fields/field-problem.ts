import type { Json, Problem } from "../../contract/index.ts";
import { sentence } from "../../language/index.ts";
import type { Finding, UnknownName } from "./look-up.ts";
import type { FieldIssue } from "./reading.ts";

/** Longest value that is told back in a problem, in characters. */
const valueLimit = 200;

/** What is wrong with a field's value, for its sender. */
export function fieldProblem(pointer: string, issue: FieldIssue, value: Json | undefined, language: string): Problem {
  const { code, data = {}, allowed, at = [] } = issue;
  const told = at.reduce<Json | undefined>(partOf, value);
  return {
    pointer,
    code,
    detail: sentence(code, data, language),
    ...(told === undefined ? {} : { value: cut(told) }),
    ...(allowed === undefined ? {} : { allowed }),
  };
}

export function findingProblem({ pointer, code, value, meant }: Finding, language: string): Problem {
  return fieldProblem(pointer, { code, data: { meant: meant ?? "" } }, value, language);
}

/** A name that no field asks for, where none may be; its value is nobody's business and is not told back. */
export function unknownProblem({ pointer, meant }: UnknownName, language: string): Problem {
  const code = meant === undefined ? "webhook.field.unknown" : "webhook.field.unknown-near";
  return fieldProblem(pointer, { code, data: { meant: meant ?? "" } }, undefined, language);
}

function partOf(value: Json | undefined, name: string): Json | undefined {
  const inside = typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, name);
  return inside ? value[name] : undefined;
}

function cut(value: Json): Json {
  if (typeof value !== "string" && (typeof value !== "object" || value === null)) return value;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text.length > valueLimit) return `${text.slice(0, valueLimit)}…`;
  return value;
}
