import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openPostgresStore, openSqliteStore } from "../../../src/store/index.ts";
import { PostgresServer, sql } from "../../postgres/server.ts";

/** Where the steps are kept: what differs between the databases. */
export interface Kept {
  /** What the campaign node is told. */
  place: { store: string; storePassword?: string };
  /** Runs statements; answers the rows of the last one. */
  run(...statements: string[]): Promise<Record<string, unknown>[]>;
  remove(): Promise<void>;
}

export async function inFile(folder: string): Promise<Kept> {
  const path = join(folder, "store.sqlite");
  await (await openSqliteStore(path)).close();
  return {
    place: { store: path },
    async run(...statements) {
      const database = new DatabaseSync(path);
      try {
        database.exec("pragma busy_timeout = 10000; pragma cache_size = -64000");
        let rows: Record<string, unknown>[] = [];
        for (const statement of statements) rows = database.prepare(statement).all();
        return rows;
      } finally {
        database.close();
      }
    },
    async remove() {},
  };
}

export async function inPostgres(): Promise<Kept> {
  const server = await PostgresServer.create({ fsync: true });
  const url = server.url("postgres");
  await (await openPostgresStore(url)).store.close();
  return {
    place: { store: url.replace(/:[^:@/]*@/, "@"), storePassword: server.password },
    run: (...statements) => sql(url, ...statements),
    remove: () => server.remove(),
  };
}
