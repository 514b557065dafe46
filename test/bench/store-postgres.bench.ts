import { openPostgresStore } from "../../src/store/index.ts";
import { PostgresServer, sql } from "../postgres/server.ts";
import { acceptMany, acceptsOf, middleOf } from "./accepts.ts";
import type { Figure, Result } from "./figures.ts";
import { handWritten } from "./hand-written/postgres.ts";

/** Cases of the store, and events accepted of each size of batch in a round; fewer than of a file, which is faster. */
const cases = 12_000;
const rounds = 3;
const sizes = [
  { size: 1, events: 150 },
  { size: 32, events: 960 },
  { size: 256, events: 1_024 },
] as const;

/**
 * What an accepted event costs where PostgreSQL keeps it, against group commits of as many rows written by hand; all in a
 * server of its own on this machine, whose CPU is not counted.
 */
export async function run(): Promise<Result> {
  const server = await PostgresServer.create({ fsync: true });
  const figures: Figure[] = [];
  const claims: Result["claims"] = [];
  try {
    await sql(server.url("postgres"), "create database by_hand");
    const byHand = await handWritten(server.url("by_hand"), cases);
    const { store } = await openPostgresStore(server.url("postgres"));
    try {
      const accept = await acceptsOf(store, cases);
      for (const { size, events } of sizes) {
        const runs: Record<"ours" | "each" | "all", Record<string, number>[]> = { ours: [], each: [], all: [] };
        for (let round = 0; round < rounds; round += 1) {
          runs.ours.push(await acceptMany(accept, events, size));
          runs.each.push(await byHand.accept("one by one", events, size));
          runs.all.push(await byHand.accept("together", events, size));
        }
        const [ours, each, all] = [middleOf(runs.ours), middleOf(runs.each), middleOf(runs.all)];
        for (const values of [ours, each, all]) delete values["KiB written/event"];
        figures.push({ name: `${size} at the same time: an accepted event`, values: ours });
        figures.push({ name: `${size} at the same time: by hand, event by event`, values: each });
        figures.push({ name: `${size} at the same time: by hand, a statement a table`, values: all });
        for (const [way, hand] of [
          ["event by event", each],
          ["a statement a table", all],
        ] as const) {
          const share = (ours["events/s"] ?? 0) / (hand["events/s"] ?? 1);
          claims.push({
            claim: `accepted events/s / of a group commit by hand, ${way}, ${size} at the same time`,
            measured: share,
            aim: "≥ 0.5",
            met: share >= 0.5,
          });
        }
      }
    } finally {
      await store.close();
      await byHand.close();
    }
  } finally {
    await server.remove();
  }
  const subject = `store in PostgreSQL: events accepted of ${cases} cases, decided in another order than they were enrolled, median of ${rounds} rounds`;
  return { subject, figures, claims };
}
