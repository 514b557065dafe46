import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openSqliteStore } from "../../src/store/index.ts";
import { acceptMany, acceptsOf, decided, measure, middleOf } from "./accepts.ts";
import type { Figure, Result } from "./figures.ts";
import { handWritten } from "./hand-written/sqlite.ts";

/** Cases of the store, and events accepted of each size of batch in a round. */
const cases = 60_000;
const rounds = 3;
const sizes = [
  { size: 1, events: 200 },
  { size: 32, events: 2_560 },
  { size: 256, events: 2_560 },
] as const;

/** What one row of the same bytes costs in a table of its own: the least that SQLite can do for an event. */
function bare(path: string) {
  const database = new DatabaseSync(path);
  database.exec(`pragma journal_mode = wal; pragma synchronous = full;
    create table if not exists event (id text primary key, data text) without rowid`);
  const add = database.prepare("insert into event (id, data) values (?, ?)");
  const text = JSON.stringify(decided);
  let next = 0;
  const accept = (count: number, size: number) =>
    measure(count, async () => {
      for (let from = 0; from < count; from += size) {
        database.exec("begin immediate");
        for (let index = 0; index < size; index += 1) {
          add.run(`row-${next}`, text);
          next += 1;
        }
        database.exec("commit");
      }
    });
  return { accept, close: () => database.close() };
}

/**
 * What an accepted event costs the embedded store, against a group commit of as many rows written by hand, and against one
 * row in a bare table. Cases are decided in any order; the three take turns.
 */
export async function run(): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "belle-histoire-bench-"));
  const store = await openSqliteStore(join(folder, "store.sqlite"));
  const byHand = handWritten(join(folder, "by-hand.sqlite"), cases);
  const least = bare(join(folder, "bare.sqlite"));
  const figures: Figure[] = [];
  const claims: Result["claims"] = [];
  try {
    const accept = await acceptsOf(store, cases);
    for (const { size, events } of sizes) {
      const runs: Record<"ours" | "hand" | "row", Record<string, number>[]> = { ours: [], hand: [], row: [] };
      for (let round = 0; round < rounds; round += 1) {
        runs.ours.push(await acceptMany(accept, events, size));
        runs.hand.push(await byHand.accept(events, size));
        runs.row.push(await least.accept(events, size));
      }
      const [ours, hand, row] = [middleOf(runs.ours), middleOf(runs.hand), middleOf(runs.row)];
      figures.push({ name: `${size} in a commit: an accepted event`, values: ours });
      figures.push({ name: `${size} in a commit: the same rows by hand`, values: hand });
      figures.push({ name: `${size} in a commit: one row in a bare table`, values: row });
      const share = (ours["events/s"] ?? 0) / (hand["events/s"] ?? 1);
      const cpu = (ours["CPU µs/event"] ?? 0) / (row["CPU µs/event"] ?? 1);
      claims.push(
        {
          claim: `accepted events/s / of a group commit by hand, ${size} in a commit`,
          measured: share,
          aim: "≥ 0.5",
          met: share >= 0.5,
        },
        {
          claim: `CPU of an accepted event / of one bare row, ${size} in a commit`,
          measured: cpu,
          aim: "≤ 12",
          met: cpu <= 12,
        },
      );
    }
  } finally {
    await store.close();
    byHand.close();
    least.close();
    await rm(folder, { recursive: true, force: true });
  }
  const subject = `store: events accepted of ${cases} cases, decided in another order than they were enrolled, median of ${rounds} rounds`;
  return { subject, figures, claims };
}
