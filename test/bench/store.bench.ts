import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openSqliteStore } from "../../src/store/index.ts";
import type { Figure, Result } from "./figures.ts";

/** Cases of the store, and events accepted of each size of batch. */
const cases = 60_000;
const events = 8_000;
const sizes = [1, 32, 256] as const;
const data = {
  decision: "accepted",
  product: "Household insurance, comfort",
  premium: 218.4,
  validUntil: "2026-01-31",
};

/** Bytes that this process has had written to disk. */
async function written(): Promise<number> {
  return Number(/write_bytes: (\d+)/.exec(await readFile("/proc/self/io", "utf8"))?.[1]);
}

async function measure(count: number, work: () => Promise<void>): Promise<Record<string, number>> {
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

/** What one row of the same bytes costs in a table of its own: the least that SQLite can do for an event. */
async function bare(path: string, size: number, count: number): Promise<Record<string, number>> {
  const database = new DatabaseSync(path);
  database.exec(`pragma journal_mode = wal; pragma synchronous = full;
    create table if not exists event (id text primary key, data text) without rowid`);
  const add = database.prepare("insert into event (id, data) values (?, ?)");
  const text = JSON.stringify(data);
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
    for (let from = 0; from < cases; from += 1000) {
      const rows = Array.from({ length: 1000 }, (_, index) => from + index);
      const row = { campaign: "c", node: "audience", test: false, at: Date.now() };
      await store.enrol(rows.map((index) => ({ ...row, recipient: { id: `R-${index}` }, caseKey: `C-${index}` })));
    }
    let next = 0;
    const accept = () => {
      const index = next;
      next += 1;
      // 7919 and the number of cases have no divisor in common: every case comes once, far from the one before.
      const decided = (index * 7919) % cases;
      return store.accept({
        ...{ campaign: "c", node: "webhook", endpoint: "e", eventType: "decision", idProven: true, test: false },
        ...{
          eventId: `msg_${decided}`,
          caseKey: `C-${decided}`,
          bodyHash: "0".repeat(64),
          statusToken: "t".repeat(26),
        },
        ...{ data, recipient: {}, at: Date.now() },
      });
    };
    for (const size of sizes) {
      const count = size === 1 ? 500 : events - (events % size);
      const ours = await measure(count, async () => {
        for (let from = 0; from < count; from += size) await Promise.all(Array.from({ length: size }, accept));
      });
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
