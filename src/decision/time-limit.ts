import { Script } from "node:vm";
import { Fault } from "../contract/index.ts";

/**
 * Milliseconds for an expression that loops or searches: it can take a list of a message to the power of its depth. Time
 * passes on a busy machine, or while memory is cleared, also for who does nothing; what did not come to its end is
 * therefore asked once more, so that a branch depends on the message alone.
 */
const tries = [100, 400] as const;

const door = Symbol.for("belle-histoire.expression");
const knock = new Script("globalThis[Symbol.for('belle-histoire.expression')]()");

/**
 * A time limit on the same thread: V8 ends a script whose time is over, with all that it called.
 * @throws Fault `decision.expression-slow`
 */
export function limited<Input, Output>(run: (input: Input) => Output): (input: Input) => Output {
  return (input) => {
    const place = globalThis as Record<symbol, unknown>;
    place[door] = () => run(input);
    try {
      for (const timeout of tries) {
        try {
          return knock.runInThisContext({ timeout }) as Output;
        } catch (error) {
          if ((error as { code?: unknown }).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
        }
      }
    } finally {
      delete place[door];
    }
    throw new Fault("decision.expression-slow", { limit: tries.reduce((sum, one) => sum + one, 0) });
  };
}
