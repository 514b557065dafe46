import * as z from "zod";
import type { Json, JsonObject, Problem } from "../../contract/index.ts";
import { sentence } from "../../language/index.ts";
import { pointerTo } from "../json.ts";
import { checkFields } from "./check-fields.ts";
import { type Field, pathOf, targetName } from "./field.ts";
import { type FieldIssue, fieldSchema } from "./field-schema.ts";
import { type Finding, lookUp, treeOf } from "./look-up.ts";

export type ReadFields =
  | {
      ok: true;
      caseKey: string;
      /** By the names of the table; the case key is not among them. */
      data: Record<string, Json>;
      recipient: Record<string, Json>;
      /** JSON Pointers of what no field asks for, at most 100. */
      unknown: string[];
    }
  /** `caseKey`: where at least that one could be read. */
  | { ok: false; problems: Problem[]; caseKey?: string };

export interface CompiledFields {
  /** Of the values by the fields' `name`, as they stand in the body. */
  schema: z.ZodType;
  /** Reads a parsed body; every problem at once, its sentences in `language` (BCP 47). */
  read(body: JsonObject, language: string): ReadFields;
}

/** Longest value that is told back in a problem, in characters. */
const valueLimit = 200;

/**
 * Compiles a table of expected fields, once a deploy.
 * @throws {Fault} the first of `checkFields`
 */
export function compileFields(fields: readonly Field[]): CompiledFields {
  for (const fault of checkFields(fields)) throw fault;
  const tree = treeOf(fields);
  const schemas = new Map(fields.map((field) => [field.name, fieldSchema(field)]));
  const schema = z.object(Object.fromEntries(schemas));
  const byName = new Map(fields.map((field) => [field.name, field]));
  const key = fields.find((field) => field.target === "case-key")?.name ?? "";

  return {
    schema,
    read(body, language) {
      const { values, findings, unknown } = lookUp(tree, body);
      const parsed = schema.safeParse(values);
      if (parsed.success && findings.length === 0) {
        const kept = (target: Field["target"]) => pick(fields, parsed.data, target);
        return {
          ok: true,
          caseKey: String(parsed.data[key]),
          data: kept("event"),
          recipient: kept("recipient"),
          unknown,
        };
      }
      const explained = new Set(findings.flatMap(({ covers }) => covers));
      const problems = (parsed.error?.issues ?? []).flatMap((issue) => {
        const field = byName.get(String(issue.path[0]));
        if (field === undefined || explained.has(field.name) || issue.code !== "custom") return [];
        return [fieldProblem(pointerTo(pathOf(field)), issue.params as FieldIssue, values[field.name], language)];
      });
      problems.push(...findings.map((finding) => findingProblem(finding, language)));
      const caseKey = schemas.get(key)?.safeParse(values[key]).data;
      return { ok: false, problems, ...(typeof caseKey === "string" ? { caseKey } : {}) };
    },
  };
}

function pick(
  fields: readonly Field[],
  values: Record<string, Json | undefined>,
  target: Field["target"],
): Record<string, Json> {
  const kept: [string, Json][] = [];
  for (const field of fields) {
    const value = values[field.name];
    if (field.target === target && value !== undefined) kept.push([targetName(field), value]);
  }
  return Object.fromEntries(kept);
}

function fieldProblem(pointer: string, issue: FieldIssue, value: Json | undefined, language: string): Problem {
  const { code, data = {}, allowed } = issue;
  return {
    pointer,
    code,
    detail: sentence(code, data, language),
    ...(value === undefined ? {} : { value: cut(value) }),
    ...(allowed === undefined ? {} : { allowed }),
  };
}

function findingProblem({ pointer, code, value, meant }: Finding, language: string): Problem {
  return fieldProblem(pointer, { code, data: { meant: meant ?? "" } }, value, language);
}

function cut(value: Json): Json {
  if (typeof value !== "string" && (typeof value !== "object" || value === null)) return value;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text.length > valueLimit) return `${text.slice(0, valueLimit)}…`;
  return value;
}
