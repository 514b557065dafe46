import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Assets, openStore, openWholeDesk, type Store } from "../../../src/store/index.ts";
import { sql } from "../../postgres/server.ts";
import { emptyDatabase } from "../../postgres/shared-server.ts";

/** A store with its assets at a place of its own, and what lies there. */
export interface Placed {
  name: string;
  open(): Promise<{ store: Store; assets: Assets }>;
  desk(): ReturnType<typeof openWholeDesk>;
  empty(): Promise<void>;
  /** Rows of a table, read past the store. */
  rows(table: string): Promise<Record<string, unknown>[]>;
  tables(): Promise<string[]>;
  /** All that a thief would get: the bytes of every file, or the text of every row. */
  everything(): Promise<string>;
  remove(): Promise<void>;
}

function inFile(): Placed {
  let folder = "";
  const path = () => join(folder, "store.sqlite");
  function asking(text: string): Record<string, unknown>[] {
    const database = new DatabaseSync(path(), { readOnly: true });
    try {
      return database.prepare(text).all();
    } finally {
      database.close();
    }
  }
  return {
    name: "SQLite",
    open: () => openStore(path()),
    desk: () => openWholeDesk(path()),
    async empty() {
      folder = await mkdtemp(join(tmpdir(), "belle-histoire-rights-"));
    },
    rows: async (table) => asking(`select * from "${table}"`),
    tables: async () =>
      asking("select name from sqlite_schema where type = 'table' and name not like 'sqlite%'").map(({ name }) =>
        String(name),
      ),
    async everything() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      const contents = await Promise.all(files.map((file) => readFile(file)));
      return [...files, ...contents.map((bytes) => bytes.toString("utf8"))].join("\n");
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function inDatabase(): Placed {
  let url = "";
  const rows = (table: string) => sql(url, `select * from "${table}"`);
  async function tables(): Promise<string[]> {
    const found = await sql(url, "select tablename as name from pg_tables where schemaname = current_schema()");
    return found.map(({ name }) => String(name));
  }
  return {
    name: "PostgreSQL",
    open: () => openStore(url),
    desk: () => openWholeDesk(url),
    async empty() {
      if (url === "") {
        url = await emptyDatabase();
        return;
      }
      const all = (await tables()).filter((name) => !name.startsWith("kysely"));
      await sql(url, `truncate ${all.join(", ")} restart identity`);
    },
    rows,
    tables,
    async everything() {
      const all: string[] = [];
      for (const table of await tables())
        for (const row of await rows(table)) {
          const { bytes, ...rest } = row;
          all.push(table, JSON.stringify(rest), bytes instanceof Uint8Array ? Buffer.from(bytes).toString("utf8") : "");
        }
      return all.join("\n");
    },
    remove: async () => {},
  };
}

export const places: Placed[] = [inFile(), inDatabase()];
