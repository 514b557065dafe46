import { existsSync, rmSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { type Stage, stages } from "./progress.ts";

/**
 * What finished parts of an import produced, in an SQLite file beside the target: an import that was stopped goes on
 * from there. It is thrown away where input, options or the importer itself are others than those it was begun with.
 */
export interface Staging {
  database: DatabaseSync;
  /** Number of stages that are done. */
  done(): number;
  /** Commits what a stage produced, and that it is done. */
  finish(stage: Stage): void;
  /** A value kept with the next commit. */
  keep(key: string, value: unknown): void;
  kept(key: string): unknown;
  commit(): void;
  close(): void;
}

const schema = `
CREATE TABLE kept (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE node_chunk (first INTEGER PRIMARY KEY, nodes BLOB NOT NULL);
CREATE TABLE node (id INTEGER PRIMARY KEY, lon REAL NOT NULL, lat REAL NOT NULL, tags TEXT NOT NULL);
CREATE TABLE way (id INTEGER PRIMARY KEY, road INTEGER NOT NULL, refs BLOB NOT NULL, tags TEXT NOT NULL);
CREATE TABLE relation (id INTEGER PRIMARY KEY, type TEXT NOT NULL, members TEXT NOT NULL, tags TEXT NOT NULL);
CREATE TABLE road_array (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE road_name (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE feature (
  tile INTEGER NOT NULL, rank INTEGER NOT NULL, kind TEXT NOT NULL, shape TEXT NOT NULL, name TEXT NOT NULL,
  zoom_from REAL NOT NULL, zoom_to REAL NOT NULL, coordinates BLOB NOT NULL, rings BLOB NOT NULL
);
CREATE TABLE address (
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, street_key TEXT NOT NULL, number TEXT NOT NULL, street TEXT NOT NULL,
  postal_code TEXT NOT NULL, locality TEXT NOT NULL, lon REAL NOT NULL, lat REAL NOT NULL
);
CREATE TABLE street (
  name TEXT NOT NULL, postal_code TEXT NOT NULL, locality TEXT NOT NULL, lon REAL NOT NULL, lat REAL NOT NULL
);
`;

/** Opens or begins the staging file; `key` stands for everything that the result depends on. */
export function openStaging(out: string, key: string): Staging {
  const path = stagingOf(out);
  const found = existsSync(path) ? resumed(path, key) : undefined;
  if (found === undefined) removeStaging(out);
  const database = found ?? new DatabaseSync(path);
  // Losing it costs time only; the journal keeps it whole when the process dies in the middle of a stage.
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000");
  if (found === undefined) database.exec(`BEGIN; ${schema} COMMIT`);
  const set = database.prepare("INSERT OR REPLACE INTO kept VALUES (?, ?)");
  const get = database.prepare("SELECT value FROM kept WHERE key = ?");
  const staging: Staging = {
    database,
    done: () => Number(staging.kept("done") ?? 0),
    finish(stage) {
      staging.keep("done", stages.indexOf(stage) + 1);
      staging.commit();
    },
    keep: (name, value) => void set.run(name, JSON.stringify(value)),
    kept(name) {
      const value = get.get(name)?.value;
      return value === undefined ? undefined : JSON.parse(String(value));
    },
    commit: () => database.exec("COMMIT; BEGIN IMMEDIATE"),
    close: () => database.close(),
  };
  database.exec("BEGIN IMMEDIATE");
  if (found === undefined) {
    staging.keep("key", key);
    staging.commit();
  }
  return staging;
}

const sqliteBusy = 5;

/** The file as it was left, where it was begun for the same import. */
function resumed(path: string, key: string): DatabaseSync | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    // Another import of the same target is at work where this is refused: then nothing is thrown away.
    database.exec("BEGIN IMMEDIATE; COMMIT");
    const found = database.prepare("SELECT value FROM kept WHERE key = 'key'").get()?.value;
    if (found === JSON.stringify(key)) return database;
  } catch (error) {
    // Not a staging file, or one that a crash of the machine has damaged, is begun anew.
    if (error instanceof Error && "errcode" in error && error.errcode === sqliteBusy) {
      database?.close();
      throw error;
    }
  }
  database?.close();
  return undefined;
}

/** Where an import of this target keeps what it has. */
const stagingOf = (out: string): string => `${out}.import`;
/** Where the last stage writes: one name, so that what a kill left behind is found and written over. */
export const draftOf = (out: string): string => `${out}.import-draft`;

export function removeStaging(out: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(stagingOf(out) + suffix, { force: true });
  rmSync(draftOf(out), { force: true });
}

/** Rows of a query one by one, so that no table is in memory as a whole. */
export function rowsOf(statement: StatementSync, ...values: (string | number)[]): Iterable<Record<string, unknown>> {
  return statement.iterate(...values) as Iterable<Record<string, unknown>>;
}
