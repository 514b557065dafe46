import { LiquidError } from "liquidjs";
import { Fault, type Problem } from "../contract/index.ts";
import { sentence } from "../language/index.ts";
import { blockOfError } from "./block.ts";

/** A template that cannot be rendered: each of its problems with its place, `<what>:<line>:<column>` counted from 1. */
export class TemplateFault extends Fault {
  readonly problems: Problem[];

  constructor(what: string, problems: Problem[], options?: ErrorOptions) {
    super("message.template", { what, count: problems.length, first: problems[0]?.detail ?? "" }, options);
    this.name = "TemplateFault";
    this.problems = problems;
  }
}

/** Errors that were found together. */
export class TemplateErrors extends Error {
  readonly errors: unknown[];

  constructor(errors: unknown[]) {
    super(`${errors.length} errors`);
    this.errors = errors;
  }
}

/** A loop repeats its problem at each turn. */
export const mostProblems = 50;

const meanings: [RegExp, string, string?][] = [
  [/undefined variable: ([\w.[\]-]+)/, "message.unknown-variable", "name"],
  [/undefined filter: ([\w-]+)/, "message.unknown-filter", "name"],
  [/tag "([\w-]+)" not found/, "message.unknown-tag", "name"],
  [/(?:tag|output|raw) .{0,80}not closed/s, "message.not-closed"],
  [/parse length limit/, "message.too-long"],
  [/template render limit/, "message.too-slow"],
  [/memory alloc limit/, "message.too-much"],
];

export interface Meaning {
  code: string;
  data: Readonly<Record<string, unknown>>;
}

/** What an error of Liquid or of a filter means, as a key of the catalogue. */
export function meaning(error: unknown): Meaning {
  const cause = LiquidError.is(error) ? error.originalError : error;
  if (cause instanceof Fault) return { code: cause.key, data: cause.data };
  const message = error instanceof Error ? error.message : "";
  for (const [pattern, code, name] of meanings) {
    const match = message.match(pattern);
    if (match !== null) return { code, data: name === undefined ? {} : { [name]: match[1] ?? "" } };
  }
  // Liquid's own words are left out: they can quote the data.
  return { code: "message.syntax", data: {} };
}

const limits = new Set(["message.too-slow", "message.too-much"]);

/** Whether nothing more is rendered after an error. */
export function endsAll(error: unknown): boolean {
  return !(error instanceof TemplateErrors) && limits.has(meaning(error).code);
}

/** What is the template's own fault, whoever it is rendered for, or what stops a rendering. */
const ofTheTemplate = new Set([
  ...["message.syntax", "message.unknown-filter", "message.unknown-tag", "message.not-closed"],
  ...["message.too-long", "message.too-slow", "message.too-much", "message.too-deep", "message.setting"],
  ...["message.block-depth", "message.block-kind", "message.block-name", "message.unknown-block"],
  ...["message.date-style", "message.date-pattern", "message.plural", "message.option"],
]);

/** Whether an error says that a value is missing or cannot be read, so that a template may go without it. */
export function tellsOfData(error: unknown): boolean {
  return separateErrors(error).every((single) => !ofTheTemplate.has(meaning(single).code));
}

/** The errors that Liquid caught together, or the one it stopped at. Blocks catch their own, so they are nested. */
export function separateErrors(error: unknown): unknown[] {
  const inner = error instanceof Error && "errors" in error ? error.errors : undefined;
  return Array.isArray(inner) ? inner.flatMap(separateErrors).slice(0, mostProblems) : [error];
}

/** Puts an error of Liquid as a problem, in the product's language for `language`. */
function problemOf(error: unknown, what: string, language: string): Problem {
  const [line, column] = LiquidError.is(error) ? error.token.getPosition() : [1, 1];
  const { code, data } = meaning(error);
  const block = blockOfError(error);
  const place = block === undefined ? what : `${what}/${block}`;
  return { pointer: `${place}:${line}:${column}`, code, detail: sentence(code, data, language) };
}

/** Problems once each, in the order of their finding. */
export function problemsOf(error: unknown, what: string, language: string): Problem[] {
  const problems = separateErrors(error).map((single) => problemOf(single, what, language));
  const unique = new Map(problems.map((problem) => [`${problem.pointer} ${problem.code} ${problem.detail}`, problem]));
  return [...unique.values()];
}
