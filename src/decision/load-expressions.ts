import { Fault } from "../contract/index.ts";
import { sentence } from "../language/index.ts";
import { type Compiled, compile, faultOf, variable } from "./cel.ts";
import { expressionsIn } from "./decide.ts";
import type { Expressions } from "./expression.ts";
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
 * An expression sees a copy of the JSON of what it names and reaches nothing else: no function of JavaScript, no prototype. One
 * that loops or searches has half a second.
 */
export async function loadExpressions(sources: readonly string[]): Promise<Expressions> {
  const ready = new Map<string, (message: unknown, now: number) => boolean>();
  for (const source of new Set(sources)) {
    try {
      const compiled = await compile(source);
      const { run, slow } = compiled;
      const asked = { ...compiled, run: slow ? limited(run) : run };
      ready.set(source, (message, now) => evaluate(asked, source, message, now));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      ready.set(source, () => {
        throw error;
      });
    }
  }
  return ready;
}

function evaluate({ run, parts }: Compiled, source: string, message: unknown, now: number): boolean {
  let answer: unknown;
  try {
    answer = run({ ...copyOf(message, parts), now: new Date(now) });
  } catch (error) {
    if (error instanceof Fault) throw error;
    // JavaScript's own, whose words may quote the message: no such time zone, a text too long, a call too deep.
    if (error instanceof RangeError) throw new Fault("decision.expression-impossible");
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

function copyOf(message: unknown, parts: readonly string[]): Record<string, unknown> {
  const copy: Record<string, unknown> = Object.create(null);
  if (typeof message !== "object" || message === null) return copy;
  for (const name of parts) {
    const part = (message as Record<string, unknown>)[name];
    if (part === undefined) continue;
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
