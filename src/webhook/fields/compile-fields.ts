import * as z from "zod";
import { Fault, type Json, type JsonObject, type Problem } from "../../contract/index.ts";
import { pointerTo } from "../json.ts";
import { checkFields } from "./check-fields.ts";
import { type Field, hasDefault, pathOf, type TableOptions, targetName } from "./field.ts";
import { fieldProblem, findingProblem, unknownProblem } from "./field-problem.ts";
import { defaultOf, fieldSchema } from "./field-schema.ts";
import { lookUp, restOf, treeOf } from "./look-up.ts";
import { phoneReader } from "./read-phone.ts";
import type { FieldIssue } from "./reading.ts";

export interface CompileOptions extends TableOptions {
  /**
   * What becomes of names that no field asks for. `drop` (the default): left out. `keep`: into the event's data, in the
   * objects where they stand; a field that is kept under the same name goes before. `refuse`: a problem each.
   */
  unknown?: "keep" | "refuse" | "drop";
}

export type ReadFields =
  | {
      ok: true;
      /** Empty where no field is one. */
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
  /**
   * Reads a parsed body; every problem at once, its sentences in `language` (BCP 47).
   * @param text all values are texts, as in a form: numbers and booleans are read from their spelling
   */
  read(body: JsonObject, language: string, text?: boolean): ReadFields;
}

/**
 * Compiles a table of expected fields, once a deploy.
 * @throws {Fault} the first of `checkFields`, or of a default that is no phone number
 */
export function compileFields(fields: readonly Field[], options: CompileOptions = {}): CompiledFields {
  const { unknown: policy = "drop", ...table } = options;
  for (const fault of checkFields(fields, table)) throw fault;
  for (const [index, field] of fields.entries()) checkDefault(field, index, table);
  const tree = treeOf(fields);
  const byName = new Map(fields.map((field) => [field.name, field]));
  const key = fields.find((field) => field.target === "case-key")?.name;
  const schemaOf = (text: boolean) =>
    z.object(Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field, { ...table, text })])));
  const schema = schemaOf(false);
  let written: typeof schema | undefined;

  return {
    schema,
    read(body, language, text = false) {
      if (text) written ??= schemaOf(true);
      const { values, findings, unknown } = lookUp(tree, body, policy === "refuse");
      const parsed = (text ? (written ?? schema) : schema).safeParse(values);
      const excess = policy === "refuse" ? unknown : [];
      if (parsed.success && findings.length === 0 && excess.length === 0) {
        const data = pick(fields, parsed.data, "event");
        return {
          ok: true,
          caseKey: key === undefined ? "" : String(parsed.data[key]),
          data: policy === "keep" ? { ...restOf(tree, body), ...data } : data,
          recipient: pick(fields, parsed.data, "recipient"),
          unknown: unknown.map(({ pointer }) => pointer),
        };
      }
      const explained = new Set(findings.flatMap(({ covers }) => covers));
      const problems = (parsed.error?.issues ?? []).flatMap((issue) => {
        const field = byName.get(String(issue.path[0]));
        if (field === undefined || explained.has(field.name) || issue.code !== "custom") return [];
        const wrong = issue.params as FieldIssue;
        return [fieldProblem(pointerTo([...pathOf(field), ...(wrong.at ?? [])]), wrong, values[field.name], language)];
      });
      problems.push(...findings.map((finding) => findingProblem(finding, language)));
      problems.push(...excess.map((name) => unknownProblem(name, language)));
      const caseKey = key === undefined ? undefined : schema.shape[key]?.safeParse(values[key]).data;
      return { ok: false, problems, ...(typeof caseKey === "string" ? { caseKey } : {}) };
    },
  };
}

/** Here and not in `checkFields`, which the editor runs as well: the tables of phone numbers are too large for it. */
function checkDefault(field: Field, index: number, table: TableOptions): void {
  if (field.type !== "phone" || !hasDefault(field) || field.target === "case-key") return;
  if (defaultOf(field, { ...table, text: false, phone: phoneReader }) !== undefined) return;
  throw new Fault("webhook.fields.default", { row: index + 1, name: field.name });
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
