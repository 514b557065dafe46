import { Script } from "node:vm";
import { Fault } from "../contract/index.ts";

/** Milliseconds for an expression that loops or searches: it can take a list of a message to the power of its depth. */
const longest = 50;
const door = Symbol.for("belle-histoire.expression");
const knock = new Script("globalThis[Symbol.for('belle-histoire.expression')]()");

/** A time limit on the same thread: V8 ends a script whose time is over, with all that it called. */
export function limited<Input, Output>(run: (input: Input) => Output): (input: Input) => Output {
  return (input) => {
    const place = globalThis as Record<symbol, unknown>;
    place[door] = () => run(input);
    try {
      return knock.runInThisContext({ timeout: longest }) as Output;
    } catch (error) {
      if ((error as { code?: unknown }).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
      throw new Fault("decision.expression-slow", { limit: longest });
    } finally {
      delete place[door];
    }
  };
}
