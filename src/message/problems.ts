import { LiquidError } from "liquidjs";
import { Fault, type Problem } from "../contract/index.ts";
import { sentence } from "../language/index.ts";

/** A template that cannot be rendered: each of its problems with its place, `<what>:<line>:<column>` counted from 1. */
export class TemplateFault extends Fault {
  readonly problems: Problem[];

  constructor(what: string, problems: Problem[], options?: ErrorOptions) {
    super("message.template", { what, count: problems.length, first: problems[0]?.detail ?? "" }, options);
    this.name = "TemplateFault";
    this.problems = problems;
  }
}

/** A loop repeats its problem at each turn. */
const mostProblems = 50;

const meanings: [RegExp, string, string?][] = [
  [/undefined variable: ([\w.[\]-]+)/, "message.unknown-variable", "name"],
  [/undefined filter: ([\w-]+)/, "message.unknown-filter", "name"],
  [/tag "([\w-]+)" not found/, "message.unknown-tag", "name"],
  [/(?:tag|output|raw) .{0,80}not closed/s, "message.not-closed"],
  [/parse length limit/, "message.too-long"],
  [/template render limit/, "message.too-slow"],
  [/memory alloc limit/, "message.too-much"],
];

function meaning(error: unknown): { code: string; data: Readonly<Record<string, unknown>> } {
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

/** The errors that Liquid caught together, or the one it stopped at. Blocks catch their own, so they are nested. */
export function separateErrors(error: unknown): unknown[] {
  const inner = error instanceof Error && "errors" in error ? error.errors : undefined;
  return Array.isArray(inner) ? inner.flatMap(separateErrors).slice(0, mostProblems) : [error];
}

/** Puts an error of Liquid as a problem, in the product's language for `language`. */
export function problemOf(error: unknown, what: string, language: string): Problem {
  const [line, column] = LiquidError.is(error) ? error.token.getPosition() : [1, 1];
  const { code, data } = meaning(error);
  return { pointer: `${what}:${line}:${column}`, code, detail: sentence(code, data, language) };
}
