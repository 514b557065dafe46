import { DatabaseSync } from "node:sqlite";
import { openSqliteStore, type Store } from "../../../src/store/index.ts";
import { operations } from "../../../src/store/operations/index.ts";
import { statementsOf } from "../../../src/store/sqlite/statements.ts";
import { median, percentile } from "../figures.ts";
import { caseKeyOf } from "../fill.ts";
import { campaign, node, webhook } from "./waits.ts";

/** A fresh process that opens a store and works on it, as the engine would. */

export interface Work {
  path: string;
  cases: number;
  /** Looks for what is due, and recipients that are let go on. */
  polls: number;
  releases: number;
}

/** Milliseconds, by what was done, and MiB. */
export interface Done {
  times: Record<string, { p50: number; p99: number }>;
  memory: { opened: number; worked: number };
}

const quantiles = (times: number[]) => ({ p50: median(times), p99: percentile(times, 0.99) });
const memory = () => process.memoryUsage.rss() / 2 ** 20;

async function timed(times: number[], work: () => unknown): Promise<void> {
  const began = performance.now();
  await work();
  times.push(performance.now() - began);
}

/** Wherever they wait among the others: each once. */
const chosenOf = (turn: number, cases: number) => (turn * 7_919) % cases;

function eventOf(index: number) {
  return {
    ...{ campaign, node: webhook, endpoint: "e", eventId: `msg_${index}`, idProven: true, eventType: "decision" },
    ...{ bodyHash: "0".repeat(64), caseKey: caseKeyOf(index), data: { decision: "accepted" }, recipient: {} },
    ...{ test: false, statusToken: "t".repeat(26), at: Date.now(), mode: "release" as const },
    lease: { owner: "bench", until: Date.now() + 60_000 },
  };
}

/** What the engine asks when nothing is due, of a flow with one place to wait and of one with three. */
async function poll(store: Store, polls: number): Promise<Done["times"]> {
  const found: Done["times"] = {};
  for (const [flow, nodes] of [
    ["one node", [node]],
    ["three nodes", [node, "wait2", "wait3"]],
  ] as const) {
    const claim = { owner: "bench", nodes: [...nodes, webhook], limit: 32, lease: 60_000 };
    const asked: Record<string, () => Promise<unknown>> = {
      claim: () => store.claim({ ...claim, kind: "event", now: Date.now() }),
      elapse: () => store.elapse([...nodes], Date.now(), 200),
      nextDue: () => store.nextDue([...nodes], "wait"),
    };
    for (const [name, ask] of Object.entries(asked)) {
      const times: number[] = [];
      // One that takes long is slow enough when seen a few times.
      for (let turn = 0; turn < polls && times.reduce((sum, time) => sum + time, 0) < 3_000; turn += 1)
        await timed(times, ask);
      found[`${name} that finds nothing, ${flow}`] = quantiles(times);
    }
  }
  return found;
}

async function work({ path, cases, polls, releases }: Work): Promise<Done> {
  const began = performance.now();
  const store = await openSqliteStore(path);
  const opening = [performance.now() - began];
  const opened = memory();
  const times: Done["times"] = { "opening the store, once": quantiles(opening), ...(await poll(store, polls)) };
  const trips: number[] = [];
  for (let turn = 0; turn < releases; turn += 1)
    await timed(trips, async () => {
      const { receipt } = await store.accept(eventOf(chosenOf(turn, cases)));
      if (receipt !== "accepted") throw new Error(receipt);
    });
  times["release, as the webhook waits for it"] = quantiles(trips);
  const worked = memory();
  await store.close();
  return { times: { ...times, ...(await databaseTime(path, cases, releases)) }, memory: { opened, worked } };
}

/** The same without the way to the store's thread and back; the commit apart, for it waits for the disk. */
async function databaseTime(path: string, cases: number, releases: number): Promise<Done["times"]> {
  const database = new DatabaseSync(path);
  database.exec("pragma synchronous = full; pragma wal_autocheckpoint = 8000; pragma cache_size = -64000");
  const { accept } = operations(statementsOf(database));
  const [statements, commits]: [number[], number[]] = [[], []];
  for (let turn = releases; turn < 2 * releases; turn += 1) {
    database.exec("begin immediate");
    await timed(statements, () => accept(eventOf(chosenOf(turn, cases))));
    await timed(commits, () => database.exec("commit"));
  }
  database.close();
  return { "release, its statements": quantiles(statements), "release, its commit": quantiles(commits) };
}

process.on("message", (order: Work) => {
  work(order).then(
    (done) => process.send?.({ done }),
    (error: Error) => process.send?.({ failed: error.stack }),
  );
});
process.on("disconnect", () => process.exit());
