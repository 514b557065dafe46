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

/** A row at a time: to truncate a table makes new files of it and of each of its indexes, and the tests leave few rows. */
const emptied = `do $$
  declare name text;
  begin
    for name in select tablename from pg_tables where schemaname = current_schema() and tablename not like 'kysely%' loop
      execute format('delete from %I', name);
    end loop;
    for name in select sequencename from pg_sequences where schemaname = current_schema() loop
      execute format('alter sequence %I restart', name);
    end loop;
  end $$`;

function postgres(): Driver {
  let url: string | undefined;
  return {
    name: "PostgreSQL",
    open: async () => (await openPostgresStore(url ?? "")).store,
    async empty() {
      if (url === undefined) url = await emptyDatabase();
      else await sql(url, emptied);
    },
    remove: async () => {},
  };
}

export const drivers: Driver[] = [sqlite(), postgres()];
