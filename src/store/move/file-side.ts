import { mkdir, readdir, readFile, stat, utimes } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { Fault } from "../../contract/index.ts";
import { exists } from "../../durable-file.ts";
import { assetFiles, assetPath } from "../assets.ts";
import { type Row, text } from "../operations/index.ts";
import { lock } from "../sqlite/lock.ts";
import { migrate } from "../sqlite/schema.ts";
import { statementsOf } from "../sqlite/statements.ts";
import { assetBatch, batch, type CarriedAsset, listOf, quoted, type Side } from "./side.ts";
import type { Table } from "./tables.ts";

/** The lock that a running Node-RED holds. */
function hold(path: string): DatabaseSync {
  try {
    return lock(path);
  } catch (error) {
    const used = error instanceof Fault && error.key === "store.in-use";
    throw used ? new Fault("move.in-use", { place: path }) : error;
  }
}

function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const full = (error as { errcode?: number } | undefined)?.errcode === 13;
  const message = error instanceof Error ? error.message : String(error);
  return new Fault(full ? "store.disk-full" : "store.failed", { message });
}

async function openFile(path: string, mustBeStore: boolean): Promise<DatabaseSync> {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    database.exec(`pragma busy_timeout = 10000; pragma journal_mode = wal; pragma synchronous = full;
      pragma secure_delete = on; pragma cache_size = -64000`);
    const known = database.prepare("select name from sqlite_schema where name = 'kysely_migration'").get();
    if (mustBeStore && known === undefined) throw new Fault("store.no-tables", { place: path });
    await migrate(database);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof Fault) throw error;
    throw new Fault("store.cannot-open", { path, message: error instanceof Error ? error.message : String(error) });
  }
}

async function* assetsBelow(folder: string): AsyncIterable<CarriedAsset[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const hashes = names.map((name) => name.slice(-64)).filter((name) => /^[0-9a-f]{64}$/.test(name));
  for (let at = 0; at < hashes.length; at += assetBatch) {
    const some = hashes.slice(at, at + assetBatch);
    yield await Promise.all(
      some.map(async (hash) => {
        const path = assetPath(folder, hash);
        return { hash, bytes: await readFile(path), createdAt: Math.round((await stat(path)).mtimeMs) };
      }),
    );
  }
}

/**
 * A store's file, with the folder of assets beside it.
 * @throws Fault `store.missing`, `store.no-tables`, `store.cannot-open`, `move.in-use`
 */
export async function openFileSide(given: string, role: "source" | "target"): Promise<Side> {
  const path = resolve(given);
  if (role === "source" && !(await exists(path))) throw new Fault("store.missing", { path });
  await mkdir(dirname(path), { recursive: true }).catch((error: Error) => {
    throw new Fault("store.cannot-open", { path, message: error.message });
  });
  const holder = hold(path);
  const database = await openFile(path, role === "source").catch((error: unknown) => {
    holder.close();
    throw error;
  });
  const statements = statementsOf(database);
  const folder = join(dirname(path), "assets");
  const files = assetFiles(folder);

  async function doing<Answer>(work: () => Answer | Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      throw faultOf(error);
    }
  }

  async function* read(table: Table): AsyncIterable<Row[]> {
    let rows: Row[] = [];
    const all = database.prepare(`select ${listOf(table)} from ${quoted(table.name)}`).iterate();
    try {
      for (const row of all) {
        if (rows.push(row as Row) < batch) continue;
        yield rows;
        rows = [];
      }
    } catch (error) {
      throw faultOf(error);
    }
    yield rows;
  }

  return {
    name: path,
    all: (sql, ...values) => doing(() => statements.all(sql, ...values)),
    run: (sql, ...values) => doing(() => statements.run(sql, ...values)),
    // From here on nobody writes beside, as the command line does.
    begin: () => doing(() => database.exec("begin immediate")),
    commit: () => doing(() => database.exec("commit")),
    rollback: () => doing(() => (database.isTransaction ? database.exec("rollback") : undefined)),
    read,
    write: (table, rows) =>
      doing(() => {
        const marks = table.columns.map(() => "?").join(", ");
        const sql = `insert into ${quoted(table.name)} (${listOf(table)}) values (${marks})`;
        for (const row of rows) void statements.run(sql, ...table.columns.map((column) => row[column] ?? null));
      }),
    lastNumber: ({ name }) =>
      doing(() => {
        const highest = database.prepare(`select max(seq) as seq from ${quoted(name)}`).get();
        const counted = database.prepare("select seq from sqlite_sequence where name = ?").get(name);
        return Math.max(Number(highest?.seq ?? 0), Number(counted?.seq ?? 0));
      }),
    numberAfter: ({ name }, last) =>
      doing(() => {
        // Other tables number after the highest that is there.
        const counts = database.prepare("select sql from sqlite_schema where name = ?").get(name);
        if (last === 0 || !/autoincrement/i.test(text(counts?.sql))) return;
        const values: SQLInputValue[] = [last, name];
        const { changes } = database.prepare("update sqlite_sequence set seq = ? where name = ?").run(...values);
        if (changes === 0) database.prepare("insert into sqlite_sequence (seq, name) values (?, ?)").run(...values);
      }),
    // It plans well without.
    settle: async () => {},
    readAssets: () => assetsBelow(folder),
    writeAssets: (assets) =>
      doing(async () => {
        for (const { hash, bytes, createdAt } of assets) {
          await files.write(hash, bytes);
          await utimes(assetPath(folder, hash), createdAt / 1000, createdAt / 1000);
        }
      }),
    async close() {
      if (database.isTransaction) database.exec("rollback");
      database.exec("pragma wal_checkpoint(truncate)");
      database.close();
      holder.close();
    },
  };
}
