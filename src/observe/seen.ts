import type { Json } from "../contract/index.ts";

/**
 * What the process has done, for whoever runs it: ids of nodes, tasks and batches, never a person, a case or what was said.
 */
export type Seen =
  /** A call of an operation of the store. `milliseconds` until it was on disk. */
  | { kind: "operation"; operation: string; milliseconds: number; failed: boolean }
  /** One line for a log; `event` says what happened, as histories call it. */
  | { kind: "line"; event: string; data: Readonly<Record<string, Json>> }
  /** A call of a webhook was answered. */
  | { kind: "receipt"; campaign: string; node: string; receipt: string; status: number };

type Observer = (seen: Seen) => void;

const observers = new Set<Observer>();

/** Is told of all that is seen in this process, until the answer is called. What an observer throws is nobody's. */
export function observe(observer: Observer): () => void {
  observers.add(observer);
  return () => {
    observers.delete(observer);
  };
}

/** Whether anybody looks: what nobody hears need not be put into words. */
export function isObserved(): boolean {
  return observers.size > 0;
}

export function see(seen: Seen): void {
  for (const observer of observers)
    try {
      observer(seen);
    } catch {
      // A log that fails must neither end the process nor keep a call from its answer.
    }
}
