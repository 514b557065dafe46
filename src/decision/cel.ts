import type { Environment } from "@marcbachmann/cel-js";
import { Fault } from "../contract/index.ts";
import { expressionNames, longestExpression } from "./expression.ts";

/** What an expression may hold; of text `longestExpression`. */
const limits = { maxAstNodes: 500, maxDepth: 32, maxListElements: 100, maxMapEntries: 50, maxCallArguments: 8 };
/** How deep loops over lists may stand in one another. */
const deepest = 2;

const loops: ReadonlySet<string> = new Set(["all", "exists", "exists_one", "map", "filter", "bind"]);
/** What takes no longer than its text and the message are long. */
const quick: ReadonlySet<string> = new Set(
  "has size contains startsWith endsWith timestamp duration string int double bool type dyn".split(" "),
);

type Program = (context: Record<string, unknown>) => unknown;
interface Tree {
  op: string;
  args: unknown;
}
/** Errors whose words quote what the message holds, and that is not told. */
const quoting: ReadonlySet<string> = new Set(["invalid_duration", "invalid_regular_expression", "numeric_overflow"]);

interface CelError {
  code?: string;
  summary?: string;
  range?: { start: number; end: number };
}

let environment: Promise<Environment> | undefined;

/** CEL over the parts of a campaign's message; numbers may be mixed, for JSON has but one kind. */
async function prepare(): Promise<Environment> {
  const { Environment } = await import("@marcbachmann/cel-js");
  const cel = new Environment({ homogeneousAggregateLiterals: false, limits });
  for (const name of expressionNames)
    cel.registerVariable(variable(name), name === "now" ? "google.protobuf.Timestamp" : "dyn");
  const mixed: [string, (a: number, b: number) => number][] = [
    ["+", (a, b) => a + b],
    ["-", (a, b) => a - b],
    ["*", (a, b) => a * b],
    ["/", (a, b) => a / b],
  ];
  for (const [operator, work] of mixed) {
    const handler = (a: number | bigint, b: number | bigint) => work(Number(a), Number(b));
    cel.registerOperator(`double ${operator} int: double`, handler);
    cel.registerOperator(`int ${operator} double: double`, handler);
  }
  return cel;
}

/** `map` is a type of CEL itself; the maps of a message are known to the library by another name. */
export function variable(name: string): string {
  return name === "map" ? "maps" : name;
}

/** Where in a text a place is, lines and columns from 1. */
function placeOf(source: string, at: number): { line: number; column: number } {
  const before = source.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

/** @throws the error itself where it is none of the library's */
export function faultOf(key: string, error: unknown, source: string): Fault {
  const { code = "", summary, range } = error as CelError;
  if (typeof summary !== "string") throw error;
  const problem = quoting.has(code) ? code.replaceAll("_", " ") : summary.slice(0, 200);
  const at = range?.start ?? 0;
  const word = source.slice(at, range?.end ?? at).slice(0, 60);
  return new Fault(key, { ...placeOf(source, at), reason: code, word, problem });
}

/**
 * Walks over an expression before it is used: gives `map` its other name, and counts the loops in one another.
 * @param names gets what it names
 * @returns whether it needs a limit of time
 */
function examine(tree: unknown, source: string, names: Set<string>, depth = 0): boolean {
  if (Array.isArray(tree)) return tree.map((one) => examine(one, source, names, depth)).some(Boolean);
  if (typeof tree !== "object" || tree === null || !("op" in tree)) return false;
  const node = tree as Tree & { start?: number };
  if (node.op === "id" && typeof node.args === "string") {
    names.add(node.args);
    node.args = node.args === "maps" ? "" : variable(node.args);
  }
  const called = node.op === "rcall" || node.op === "call" ? String((node.args as unknown[])[0]) : undefined;
  if (called === undefined) return examine(node.args, source, names, depth);
  const loop = node.op === "rcall" && loops.has(called);
  const where = placeOf(source, node.start ?? 0);
  if (loop && depth >= deepest) throw new Fault("decision.expression-loops", { ...where, limit: deepest });
  if (loop) {
    const [item] = (node.args as [string, unknown, Tree[]])[2];
    if (item?.op === "id" && item.args === "map") throw new Fault("decision.expression-item", where);
  }
  const within = loop ? depth + 1 : depth;
  const inside = (node.args as unknown[]).map((one) => examine(one, source, names, within)).some(Boolean);
  return inside || !quick.has(called);
}

/** An expression that can be asked. */
export interface Compiled {
  run: Program;
  /** It loops or searches. */
  slow: boolean;
  /** The parts of a message that it looks at. */
  parts: readonly string[];
}

/** @throws Fault with line and column */
export async function compile(source: string): Promise<Compiled> {
  if (source.length > longestExpression) throw new Fault("decision.expression-long", { limit: longestExpression });
  environment ??= prepare();
  const cel = await environment;
  try {
    const run = cel.parse(source);
    const names = new Set<string>();
    const slow = examine(run.ast, source, names);
    const { valid, type, error } = run.check();
    if (!valid) throw error;
    if (type !== "bool" && type !== "dyn") throw new Fault("decision.expression-no-answer", { type: String(type) });
    const parts = expressionNames.filter((name) => name !== "now" && names.has(name));
    return { run: run as Program, slow, parts };
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw faultOf("decision.expression-wrong", error, source);
  }
}
