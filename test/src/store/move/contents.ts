import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { isPostgres } from "../../../../src/store/index.ts";
import { sql } from "../../../postgres/server.ts";

/** All that a place holds, read past the store and without its list of tables. */
export interface Contents {
  tables: Record<string, string[]>;
  assets: string[];
}

const ours = (name: string) => !/^(sqlite_|kysely_)/.test(name) && name !== "relocation" && name !== "asset";

/** Rows in an order and a form that both databases have: columns by name, long integers as numbers. */
function inOrder(rows: Record<string, unknown>[]): string[] {
  const entries = rows.map((row) => Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
  return entries.map((row) => JSON.stringify(row)).sort();
}

async function contentsOfFile(path: string): Promise<Contents> {
  const database = new DatabaseSync(path, { readOnly: true });
  const all = (text: string) =>
    database
      .prepare(text)
      .all()
      .map((row) => ({ ...row }));
  const names = all("select name from sqlite_schema where type = 'table' order by name").map(({ name }) =>
    String(name),
  );
  const tables = Object.fromEntries(names.filter(ours).map((name) => [name, inOrder(all(`select * from "${name}"`))]));
  database.close();
  const files = await readdir(join(dirname(path), "assets"), { recursive: true }).catch(() => []);
  const assets = files.map((file) => file.slice(-64)).filter((file) => file.length === 64);
  return { tables, assets: assets.sort() };
}

async function contentsOfDatabase(url: string): Promise<Contents> {
  const found = await sql(
    url,
    "select tablename as name from pg_tables where schemaname = current_schema() order by 1",
  );
  const tables: Contents["tables"] = {};
  for (const name of found.map((row) => String(row.name)).filter(ours)) {
    const long = await sql(
      url,
      `select column_name as name from information_schema.columns where table_schema = current_schema()
       and table_name = '${name}' and data_type = 'bigint'`,
    );
    const longs = new Set(long.map((column) => column.name));
    const rows = await sql(url, `select * from "${name}"`);
    const read = (row: Record<string, unknown>) =>
      Object.entries(row).map(([column, value]) => [
        column,
        longs.has(column) && value !== null ? Number(value) : value,
      ]);
    tables[name] = inOrder(rows.map((row) => Object.fromEntries(read(row)) as Record<string, unknown>));
  }
  const assets = (await sql(url, "select hash from asset order by hash")).map(({ hash }) => String(hash));
  return { tables, assets };
}

export const contentsOf = (place: string): Promise<Contents> =>
  isPostgres(place) ? contentsOfDatabase(place) : contentsOfFile(place);

export function assertSame(is: Contents, was: Contents): void {
  assert.deepEqual(Object.keys(is.tables), Object.keys(was.tables));
  for (const [name, rows] of Object.entries(was.tables)) assert.deepEqual(is.tables[name], rows, name);
  assert.deepEqual(is.assets, was.assets);
}
