import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openSqliteStore } from "../../../src/store/index.ts";
import type { Keeping } from "./cluster.ts";

function read(folder: string, query: string): Record<string, unknown>[] {
  const database = new DatabaseSync(pathIn(folder), { readOnly: true });
  try {
    database.exec("pragma busy_timeout = 5000");
    return database.prepare(query).all();
  } finally {
    database.close();
  }
}

const pathIn = (folder: string) => join(folder, "belle-histoire", "store.sqlite");

/** The embedded store: one file, one Node-RED. */
export const embedded: Keeping = {
  name: "the embedded store",
  instances: 1,
  ask: async (folder, query) => read(folder, query),
  open: (folder) => openSqliteStore(pathIn(folder)),
  async check(folder) {
    assert.deepEqual(
      read(folder, "pragma integrity_check").map((row) => ({ ...row })),
      [{ integrity_check: "ok" }],
    );
  },
};
