import type { Store } from "../store/index.ts";

/** Operations after which figures are others. What is claimed or looked up changes none that people see. */
const telling = [
  "accept",
  "enrol",
  "finish",
  "release",
  "postpone",
  "enqueue",
  "hold",
  "answer",
  "replay",
  "resolve",
  "giveUp",
  "abandon",
  "exit",
  "moveOn",
  "move",
  "deployed",
  "removed",
  "report",
  "note",
  "erase",
  "retain",
  "publish",
  "visited",
  "responded",
  "pageOptOut",
  "revokePages",
  "cancelSends",
  "collect",
  "closeBatch",
  "finishPieces",
  "postponeBatch",
  "endBatch",
  "approveBatch",
  "refuseBatch",
] as const satisfies (keyof Store)[];

/** The same store, and who hears of its commits. A step costs one look at a set that is empty while nobody listens. */
export function heard(store: Store): { store: Store; onChange(listener: () => void): () => void } {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const told = (name: keyof Store) => {
    const work = store[name] as (...input: unknown[]) => Promise<unknown>;
    return async (...input: unknown[]) => {
      const answer = await work(...input);
      tell();
      return answer;
    };
  };
  const work = Object.fromEntries(telling.map((name) => [name, told(name)])) as Partial<Store>;
  const elapse: Store["elapse"] = async (...input) => {
    const count = await store.elapse(...input);
    if (count > 0) tell();
    return count;
  };
  return {
    store: { ...store, ...work, elapse },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
