import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "pg";
import { Fault } from "../../contract/index.ts";
import type { Row, Value } from "../operations/index.ts";
import { numbersIn } from "../postgres/connections.ts";
import { type Place, placeOf } from "../postgres/place.ts";
import { prepare } from "../postgres/schema.ts";
import { ask, storable } from "../postgres/statements.ts";
import { keepOthersOut } from "../postgres/taking-part.ts";
import { asTrouble, faultOf, LostConnection } from "../postgres/trouble.ts";
import { assetBatch, batch, type CarriedAsset, listOf, quoted, type Side } from "./side.ts";
import type { Table } from "./tables.ts";

/** Milliseconds in which the server notices that a process that has just ended is gone, and between two looks. */
const patience = { leaving: 3_000, look: 100 };

/** A copy takes as long as it takes, and what it has kept is on disk. */
const manners = `select set_config('idle_in_transaction_session_timeout', '0', false),
  set_config('statement_timeout', '0', false), set_config('lock_timeout', '0', false),
  set_config('synchronous_commit', case when current_setting('synchronous_commit') = 'off' then 'on'
    else current_setting('synchronous_commit') end, false)`;

async function connect(place: Place): Promise<Client> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ ...place.config, types: numbersIn(pg.types), query_timeout: 0 });
  client.on("error", () => {});
  try {
    await client.connect();
    await ask(client, manners);
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    const trouble = asTrouble(error);
    throw trouble instanceof LostConnection
      ? new Fault("store.cannot-connect", { place: place.name, message: trouble.code })
      : faultOf(trouble, place.name);
  }
}

async function waitAlone(client: Client, place: string): Promise<void> {
  const end = performance.now() + patience.leaving;
  while (!(await keepOthersOut(client))) {
    if (performance.now() > end) throw new Fault("move.in-use", { place });
    await pause(patience.look);
  }
}

/** Answers the schema. */
async function makeReady(client: Client, place: string, mustBeStore: boolean): Promise<string> {
  await waitAlone(client, place);
  const { rows } = await ask(client, "select to_regclass('kysely_migration')::text as name");
  if (mustBeStore && rows[0]?.name == null) throw new Fault("store.no-tables", { place });
  return prepare(client, place);
}

const inserts = (table: Table) =>
  `insert into ${quoted(table.name)} (${listOf(table)})
   select ${listOf(table)} from json_populate_recordset(null::${quoted(table.name)}, ?::json)`;

/** What JSON is written of, without the one character that PostgreSQL cannot hold. */
function asJson(rows: Row[]): string {
  const json = JSON.stringify(rows);
  if (!json.includes("\\u0000")) return json;
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === "string" ? storable(value) : value));
}

/**
 * A store in a database, assets included.
 * @throws Fault `move.in-use`, `store.no-tables`, and those of a database that cannot be opened
 */
export async function openDatabaseSide(url: string, role: "source" | "target", password?: string): Promise<Side> {
  const place = placeOf(url, password);
  const client = await connect(place);
  const schema = await makeReady(client, place.name, role === "source").catch(async (error: unknown) => {
    await client.end().catch(() => {});
    throw faultOf(asTrouble(error), place.name);
  });
  let open = false;

  async function query(sql: string, ...values: Value[]) {
    try {
      return await ask(client, sql, values);
    } catch (error) {
      throw faultOf(error, place.name);
    }
  }

  async function* read(table: Table): AsyncIterable<Row[]> {
    const cursor = quoted(`rows of ${table.name}`);
    await query(`declare ${cursor} no scroll cursor for select ${listOf(table)} from ${quoted(table.name)}`);
    for (;;) {
      const { rows } = await query(`fetch forward ${batch} from ${cursor}`);
      yield rows;
      if (rows.length < batch) break;
    }
    await query(`close ${cursor}`);
  }

  async function* readAssets(): AsyncIterable<CarriedAsset[]> {
    let last = "";
    for (;;) {
      const { rows } = await query(
        `select hash, bytes, created_at from asset where hash > ? order by hash limit ${assetBatch}`,
        last,
      );
      yield rows.map(({ hash, bytes, created_at }) => ({
        hash: String(hash),
        bytes: bytes as Uint8Array,
        createdAt: Number(created_at),
      }));
      if (rows.length < assetBatch) return;
      last = String(rows.at(-1)?.hash);
    }
  }

  return {
    name: schema === "public" ? place.name : `${place.name} (${schema})`,
    all: async (sql, ...values) => (await query(sql, ...values)).rows,
    run: async (sql, ...values) => (await query(sql, ...values)).rowCount ?? 0,
    async begin() {
      await query("begin isolation level repeatable read");
      open = true;
    },
    async commit() {
      open = false;
      await query("commit");
    },
    async rollback() {
      if (open) await query("rollback");
      open = false;
    },
    read,
    async write(table, rows) {
      await query(inserts(table), asJson(rows));
    },
    async lastNumber({ name }) {
      const { rows } = await query(
        "select pg_sequence_last_value(pg_get_serial_sequence(?, 'seq')::regclass) as seq",
        name,
      );
      return Number(rows[0]?.seq ?? 0);
    },
    async numberAfter({ name }, last) {
      if (last > 0) await query("select setval(pg_get_serial_sequence(?, 'seq')::regclass, ?)", name, last);
    },
    async settle(tables) {
      for (const { name } of tables) await query(`analyze ${quoted(name)}`);
    },
    readAssets,
    async writeAssets(assets) {
      for (const { hash, bytes, createdAt } of assets)
        await query(
          "insert into asset (hash, bytes, created_at) values (?, ?, ?) on conflict (hash) do nothing",
          hash,
          Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
          createdAt,
        );
    },
    async close() {
      await client.end().catch(() => {});
    },
  };
}
