import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openSqliteStore } from "../../src/store/index.ts";
import { acceptMany, acceptsOf, decided, measure } from "./accepts.ts";
import type { Figure, Result } from "./figures.ts";

/** Cases of the store, and events accepted of each size of batch. */
const cases = 60_000;
const events = 8_000;
const sizes = [1, 32, 256] as const;

/** What one row of the same bytes costs in a table of its own: the least that SQLite can do for an event. */
async function bare(path: string, size: number, count: number): Promise<Record<string, number>> {
  const database = new DatabaseSync(path);
  database.exec(`pragma journal_mode = wal; pragma synchronous = full;
    create table if not exists event (id text primary key, data text) without rowid`);
  const add = database.prepare("insert into event (id, data) values (?, ?)");
  const text = JSON.stringify(decided);
  const figures = await measure(count, async () => {
    for (let from = 0; from < count; from += size) {
      database.exec("begin immediate");
      for (let index = from; index < from + size; index += 1) add.run(`${size}-${index}`, text);
      database.exec("commit");
    }
  });
  database.close();
  return figures;
}

/** What an accepted event costs the embedded store, against one row in a bare table. Cases are decided in any order. */
export async function run(): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "belle-histoire-bench-"));
  const store = await openSqliteStore(join(folder, "store.sqlite"));
  const figures: Figure[] = [];
  const costs: Record<string, number>[] = [];
  try {
    const accept = await acceptsOf(store, cases);
    for (const size of sizes) {
      const count = size === 1 ? 500 : events - (events % size);
      const ours = await acceptMany(accept, count, size);
      const least = await bare(join(folder, "bare.sqlite"), size, count);
      figures.push({ name: `${size} in a commit: an accepted event`, values: ours });
      figures.push({ name: `${size} in a commit: one row in a bare table`, values: least });
      costs.push({ size, cpu: (ours["CPU µs/event"] ?? 0) / (least["CPU µs/event"] ?? 1) });
    }
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
  return {
    subject: `store: events accepted of ${cases} cases, decided in another order than they were enrolled`,
    figures,
    claims: costs.map(({ size = 0, cpu = 0 }) => ({
      claim: `CPU of an accepted event / of one bare row, ${size} in a commit`,
      measured: cpu,
      aim: "≤ 12",
      met: cpu <= 12,
    })),
  };
}
