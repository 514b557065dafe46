import { readFile } from "node:fs/promises";
import type { AcceptResult, Store } from "../../src/store/index.ts";
import { median } from "./figures.ts";

/** Cases of a store, and events accepted for them, as the benchmarks of both drivers measure them. */

export const decided = {
  decision: "accepted",
  product: "Household insurance, comfort",
  premium: 218.4,
  validUntil: "2026-01-31",
};

/** Bytes that this process has had written to disk. */
async function written(): Promise<number> {
  return Number(/write_bytes: (\d+)/.exec(await readFile("/proc/self/io", "utf8"))?.[1]);
}

export async function measure(count: number, work: () => Promise<void>): Promise<Record<string, number>> {
  const [bytes, cpu, began] = [await written(), process.cpuUsage(), performance.now()];
  await work();
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    "events/s": count / seconds,
    "CPU µs/event": (user + system) / count,
    "KiB written/event": ((await written()) - bytes) / count / 1024,
  };
}

/** The median of each column over several runs. */
export function middleOf(runs: readonly Record<string, number>[]): Record<string, number> {
  const columns = Object.keys(runs[0] ?? {});
  return Object.fromEntries(columns.map((name) => [name, median(runs.map((run) => run[name] ?? Number.NaN))]));
}

/** Enrols cases; the answer accepts the next event, each of another case, in another order than they were enrolled. */
export async function acceptsOf(store: Store, cases: number): Promise<() => Promise<AcceptResult>> {
  for (let from = 0; from < cases; from += 1000) {
    const rows = Array.from({ length: 1000 }, (_, index) => from + index);
    const row = { campaign: "c", node: "audience", test: false, at: Date.now() };
    await store.enrol(rows.map((index) => ({ ...row, recipient: { id: `R-${index}` }, caseKey: `C-${index}` })));
  }
  let next = 0;
  return () => {
    const index = next;
    next += 1;
    // 7919 and the number of cases have no divisor in common: every case comes once, far from the one before.
    const chosen = (index * 7919) % cases;
    return store.accept({
      ...{ campaign: "c", node: "webhook", endpoint: "e", eventType: "decision", idProven: true, test: false },
      ...{ eventId: `msg_${chosen}`, caseKey: `C-${chosen}`, bodyHash: "0".repeat(64), statusToken: "t".repeat(26) },
      ...{ data: decided, recipient: {}, at: Date.now() },
    });
  };
}

/** Has `count` events accepted, `size` of them at the same time. */
export function acceptMany(accept: () => Promise<AcceptResult>, count: number, size: number) {
  return measure(count, async () => {
    for (let from = 0; from < count; from += size) await Promise.all(Array.from({ length: size }, accept));
  });
}
