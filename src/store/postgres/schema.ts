import { Kysely, PostgresDialect } from "kysely";
import type { Client } from "pg";
import { Fault } from "../../contract/index.ts";
import { migrateSchema, type SchemaDialect } from "../migrations/index.ts";
import { ask } from "./statements.ts";

const dialect: SchemaDialect = {
  seq: "bigint",
  numbered: (column) => column.generatedByDefaultAsIdentity().primaryKey(),
  counted: (column) => column.generatedByDefaultAsIdentity().primaryKey(),
  bytes: "bytea",
};

/**
 * Brings the database to the present schema. Of several processes one does so, under an advisory lock of the migrator, and
 * the others wait for it.
 * @returns the schema that the tables are in
 * @throws Fault `store.server-too-old`, `store.newer`, `store.not-allowed`
 */
export async function prepare(client: Client, place: string): Promise<string> {
  const { rows } = await ask(
    client,
    "select current_setting('server_version_num') as number, current_setting('server_version') as version, current_schema() as schema",
  );
  const { number, version, schema } = rows[0] ?? {};
  if (Number(number) < 140_000) throw new Fault("store.server-too-old", { place, version: String(version) });
  if (typeof schema !== "string") throw new Fault("store.not-allowed", { place });
  try {
    const connection = Object.assign(client, { release: () => {} });
    const pool = { connect: async () => connection, end: async () => {}, options: {} };
    const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
    await migrateSchema(kysely, { ...dialect, schema });
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("corrupted migrations"))
      throw new Fault("store.newer", { place });
    throw error;
  }
  return schema;
}
