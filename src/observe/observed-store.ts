import type { Store } from "../store/index.ts";
import { changes } from "./changes.ts";
import { failureOf, linesOf } from "./lines.ts";
import { isObserved, see } from "./seen.ts";

type Operation = (...asked: unknown[]) => unknown;

/** A store that tells what it does. */
export interface ObservedStore {
  store: Store;
  /** Calls `listener` after each commit of this process that people may see the effect of; the answer ends it. */
  onChange(listener: () => void): () => void;
}

/**
 * The same store; whoever observes is told of what it did, and how long it took, before its caller is. While nobody looks, an
 * operation costs one look at two sets.
 */
export function observedStore(opened: Store): ObservedStore {
  const listeners = new Set<() => void>();

  function done(name: string, began: number, answer: unknown, asked: readonly unknown[]): void {
    // What was done to nobody changes nothing.
    if (changes.has(name) && answer !== 0)
      for (const listener of listeners)
        try {
          listener();
        } catch {
          // Whoever draws figures must not keep a call from its answer.
        }
    if (!isObserved()) return;
    see({ kind: "operation", operation: name, milliseconds: performance.now() - began, failed: false });
    for (const line of linesOf(name, answer, asked)) see({ kind: "line", ...line });
  }

  function failed(name: string, began: number, error: unknown): void {
    see({ kind: "operation", operation: name, milliseconds: performance.now() - began, failed: true });
    see({ kind: "line", ...failureOf(name, error) });
  }

  const observed =
    (name: string, work: Operation): Operation =>
    (...asked) => {
      if (listeners.size === 0 && !isObserved()) return work(...asked);
      const began = performance.now();
      const answer = work(...asked);
      if (answer instanceof Promise)
        answer.then(
          (value: unknown) => done(name, began, value, asked),
          (error: unknown) => failed(name, began, error),
        );
      return answer;
    };

  // What only some drivers have is left as it is where it is absent.
  const operations = Object.entries(opened).map(([name, work]: [string, unknown]) => [
    name,
    typeof work === "function" ? observed(name, work as Operation) : work,
  ]);
  return {
    store: Object.fromEntries(operations) as Store,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
