import { Fault } from "../contract/index.ts";
import type { HistoryLine, Store, Task } from "../store/index.ts";

/**
 * A message was played to its end.
 * @param steps counted with the end of the task, which there is once: what is played again is not counted again
 */
export async function endPlayed(store: Store, { id, version }: Task, at: number, steps: HistoryLine[]): Promise<void> {
  await store.finish({ task: id, version, state: "done", at, next: [], history: steps });
}

/** It is played again, by whoever claims it next. */
export async function giveBack(store: Store, { id, version }: Task, now: number): Promise<void> {
  await store.release(id, version, now, now, []);
}

/** What cuts processes short is played no more. @returns why */
export async function setAside(store: Store, { id, version, node, attempt }: Task, at: number): Promise<Fault> {
  const reason = new Fault("task.interrupted-often", { attempt });
  const data = { key: reason.key, ...reason.data };
  await store.finish({
    task: id,
    version,
    state: "dead",
    at,
    outcome: { state: "dead", ...data },
    next: [],
    history: [{ kind: "task.dead", node, data }],
  });
  return reason;
}
