import type { Json, JsonObject, Problem } from "../contract/index.ts";
import { sentence } from "../language/index.ts";
import { type CompiledFields, compileFields } from "../webhook/index.ts";
import type { ServiceSettings } from "./settings.ts";

type ReadAnswer = { ok: true; data: Json | undefined } | { ok: false; problems: Problem[] };

/** Reads the body of an answer; every problem at once, in `language`. */
export type AnswerReader = (text: string | undefined, language: string) => ReadAnswer;

/** Deeper than this nothing that follows could keep the answer. */
const deepest = 32;
/** Names that reach a prototype when they are copied carelessly somewhere down the flow. */
const reserved: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** @throws Fault of `compileFields` */
export function answerReader(settings: ServiceSettings): AnswerReader {
  const { answer, fields, country, currency } = settings;
  if (answer === "none") return () => ({ ok: true, data: undefined });
  if (answer === "text") return (text, language) => (text === undefined ? notText(language) : { ok: true, data: text });
  const standing = { ...(country !== "" && { country }), ...(currency !== "" && { currency }) };
  const wanted = fields.map((field) => ({ ...field, target: "event" as const }));
  const table = wanted.length === 0 ? undefined : compileFields(wanted, { ...standing, keyless: true });
  return (text, language) => {
    if (text === undefined) return notText(language);
    // 204, or an answer without a body.
    const value = text.trim() === "" ? null : readJson(text);
    if (value === undefined) return problem("service.answer-json", language);
    return table === undefined ? { ok: true, data: value } : readFields(table, value, language);
  };
}

function readFields(table: CompiledFields, value: Json, language: string): ReadAnswer {
  if (value !== null && (typeof value !== "object" || Array.isArray(value)))
    return problem("service.answer-object", language);
  const read = table.read((value ?? {}) as JsonObject, language);
  return read.ok ? { ok: true, data: read.data } : { ok: false, problems: read.problems };
}

/** JSON without reserved names; undefined: it is none, or too deep. */
export function readJson(text: string): Json | undefined {
  try {
    const value = JSON.parse(text, (name, part: Json) => (reserved.has(name) ? undefined : part)) as Json;
    return isDeep(value, deepest) ? undefined : value;
  } catch {
    return undefined;
  }
}

function isDeep(value: Json, left: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return left === 0 || Object.values(value).some((part) => isDeep(part, left - 1));
}

function notText(language: string): ReadAnswer {
  return problem("service.answer-text", language);
}

function problem(code: string, language: string): ReadAnswer {
  return { ok: false, problems: [{ pointer: "", code, detail: sentence(code, {}, language) }] };
}
