import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPostgresStore, openSqliteStore, type Store } from "../../../src/store/index.ts";
import { sql } from "../../postgres/server.ts";
import { emptyDatabase } from "../../postgres/shared-server.ts";

/** A driver of the store, as the contract is tried on it. */
export interface Driver {
  name: string;
  /** Opens the store at the present place. */
  open(): Promise<Store>;
  /** An empty place, which `open` opens from now on. */
  empty(): Promise<void>;
  remove(): Promise<void>;
}

function sqlite(): Driver {
  let folder = "";
  return {
    name: "SQLite",
    open: () => openSqliteStore(join(folder, "store.sqlite")),
    async empty() {
      folder = await mkdtemp(join(tmpdir(), "belle-histoire-store-"));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const tables =
  "select string_agg(tablename, ', ') as names from pg_tables where schemaname = current_schema() and tablename not like 'kysely%'";

function postgres(): Driver {
  let url: string | undefined;
  return {
    name: "PostgreSQL",
    open: async () => (await openPostgresStore(url ?? "")).store,
    async empty() {
      if (url === undefined) {
        url = await emptyDatabase();
        return;
      }
      const [found] = await sql(url, tables);
      if (typeof found?.names === "string") await sql(url, `truncate ${found.names} restart identity`);
    },
    remove: async () => {},
  };
}

export const drivers: Driver[] = [sqlite(), postgres()];
