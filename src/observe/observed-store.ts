import type { Store } from "../store/index.ts";
import { failureOf, linesOf } from "./lines.ts";
import { isObserved, see } from "./seen.ts";

type Operation = (...asked: unknown[]) => unknown;

/** The same store; whoever observes is told of what it did, and how long it took. */
export function observedStore(store: Store): Store {
  const made = new Map<PropertyKey, Operation>();
  return new Proxy(store, {
    get(target, name) {
      const known = made.get(name);
      if (known !== undefined) return known;
      const found = Reflect.get(target, name, target) as unknown;
      if (typeof found !== "function" || typeof name !== "string") return found;
      const operation = found.bind(target) as Operation;
      const observed: Operation = (...asked) => {
        if (!isObserved()) return operation(...asked);
        const began = performance.now();
        const answer = operation(...asked);
        if (!(answer instanceof Promise)) return answer;
        const seen = (failed: boolean) =>
          see({ kind: "operation", operation: name, milliseconds: performance.now() - began, failed });
        answer.then(
          (value: unknown) => {
            seen(false);
            for (const line of linesOf(name, value, asked)) see({ kind: "line", ...line });
          },
          (error: unknown) => {
            seen(true);
            see({ kind: "line", ...failureOf(name, error) });
          },
        );
        return answer;
      };
      made.set(name, observed);
      return observed;
    },
  });
}
