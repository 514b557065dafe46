import { openPostgresStore } from "../../src/store/index.ts";
import { PostgresServer } from "../postgres/server.ts";
import { acceptMany, acceptsOf } from "./accepts.ts";
import type { Figure, Result } from "./figures.ts";

/** Cases of the store, and events accepted of each size of batch; fewer than of a file, which is faster. */
const cases = 12_000;
const events = 3_000;
const sizes = [1, 32, 256] as const;

/** What an accepted event costs where PostgreSQL keeps it, a server of its own on this machine; its CPU is not counted. */
export async function run(): Promise<Result> {
  const server = await PostgresServer.create({ fsync: true });
  const figures: Figure[] = [];
  try {
    const { store } = await openPostgresStore(server.url("postgres"));
    try {
      const accept = await acceptsOf(store, cases);
      for (const size of sizes) {
        const values = await acceptMany(accept, size === 1 ? 500 : events - (events % size), size);
        delete values["KiB written/event"];
        figures.push({ name: `${size} at the same time: an accepted event`, values });
      }
    } finally {
      await store.close();
    }
  } finally {
    await server.remove();
  }
  return {
    subject: `store in PostgreSQL: events accepted of ${cases} cases, decided in another order than they were enrolled`,
    figures,
    claims: [],
  };
}
