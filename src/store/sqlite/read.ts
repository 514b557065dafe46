import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { Fault } from "../../contract/index.ts";
import { latestChange } from "../migrations/latest.ts";
import { operations } from "../operations/index.ts";
import { refuseMoved } from "../relocation.ts";
import type { Story } from "../store.ts";
import { statementsOf } from "./statements.ts";

/**
 * Reads histories from a store file, also while a running Node-RED holds it: readers of a write-ahead log see the last
 * commit and disturb nobody.
 * @throws Fault `store.missing`, `store.cannot-open`, `store.other-version`, `store.moved`, `store.unfinished`
 */
export async function readStoriesOfFile(path: string, key: string): Promise<Story[]> {
  if (!existsSync(path)) throw new Fault("store.missing", { path });
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      database.exec("pragma busy_timeout = 5000");
      const statements = statementsOf(database);
      const table = database.prepare("select name from sqlite_schema where name = 'relocation'").get();
      if (table !== undefined) await refuseMoved(statements, path);
      const last = database.prepare("select max(name) as name from kysely_migration").get();
      if (last?.name !== latestChange) throw new Fault("store.other-version", { path });
      return await operations(statements).story(key);
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault("store.cannot-open", { path, message: error instanceof Error ? error.message : String(error) });
  }
}
