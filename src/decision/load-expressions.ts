import { Fault } from "../contract/index.ts";
import { sentence } from "../language/index.ts";
import { compile, faultOf, type Program, variable } from "./cel.ts";
import { expressionsIn } from "./decide.ts";
import { type Expressions, expressionNames } from "./expression.ts";
import type { Rule } from "./rule.ts";
import { limited } from "./time-limit.ts";

/** What is wrong with an expression, with line and column; undefined when it can be used. */
export async function checkExpression(source: string): Promise<Fault | undefined> {
  try {
    await compile(source);
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

/**
 * Makes expressions ready. One that is wrong is ready as well, and answers with its fault.
 *
 * An expression sees a copy of the message's JSON and reaches nothing else: no function of JavaScript, no prototype. One
 * that loops or searches has half a second.
 */
export async function loadExpressions(sources: readonly string[]): Promise<Expressions> {
  const ready = new Map<string, (message: unknown, now: number) => boolean>();
  for (const source of new Set(sources)) {
    try {
      const { run, slow } = await compile(source);
      ready.set(source, (message, now) => evaluate(slow ? limited(run) : run, source, message, now));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      ready.set(source, () => {
        throw error;
      });
    }
  }
  return ready;
}

function evaluate(run: Program, source: string, message: unknown, now: number): boolean {
  let answer: unknown;
  try {
    answer = run({ ...copyOf(message), now: new Date(now) });
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw faultOf("decision.expression-failed", error, source);
  }
  if (typeof answer === "boolean") return answer;
  const type = answer === null ? "null" : Array.isArray(answer) ? "list" : typeof answer;
  throw new Fault("decision.expression-no-answer", { type });
}

/** An object of JSON as a map: a field may be called `constructor`, by which the library tells types. */
function asMap(_name: string, value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : value;
}

function copyOf(message: unknown): Record<string, unknown> {
  const copy: Record<string, unknown> = Object.create(null);
  if (typeof message !== "object" || message === null) return copy;
  for (const name of expressionNames) {
    const part = (message as Record<string, unknown>)[name];
    if (name === "now" || part === undefined) continue;
    try {
      const text: string | undefined = JSON.stringify(part);
      if (text !== undefined) copy[variable(name)] = JSON.parse(text, asMap);
    } catch {
      throw new Fault("decision.expression-part", { part: name });
    }
  }
  return copy;
}

/** What is wrong with the expressions of a table, in the order of its rows, which count from 1; in words of a language. */
export async function expressionFaults(rules: readonly Rule[], language: string): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const [index, rule] of rules.entries()) {
    for (const source of expressionsIn({ rules: [rule] })) {
      const fault = await checkExpression(source);
      if (fault === undefined) continue;
      const why = sentence(fault.key, fault.data, language);
      faults.push(new Fault("decision.expression-row", { row: index + 1, label: rule.label, why }));
    }
  }
  return faults;
}
