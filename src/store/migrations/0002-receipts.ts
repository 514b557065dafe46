import { sql } from "kysely";
import type { Change } from "./dialect.ts";

/** What a receipt is told by later, and when a secret last proved a call. */
export const receipts: Change = async (db) => {
  await db.schema.alterTable("event").addColumn("status_token", "text").execute();
  await db.schema
    .alterTable("event")
    .addColumn("id_proven", "integer", (c) => c.notNull().defaultTo(1))
    .execute();
  await db.schema.alterTable("event").addColumn("task", "text").execute();
  // Only events whose id proves nothing are looked up by their body.
  await sql`create index event_body on event (endpoint, body_hash) where id_proven = 0`.execute(db);
  await db.schema.createIndex("event_age").on("event").columns(["endpoint", "received_at"]).execute();
  await db.schema
    .createTable("secret_use")
    .addColumn("endpoint", "text", (c) => c.notNull())
    .addColumn("slot", "text", (c) => c.notNull())
    .addColumn("at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("secret_use_pk", ["endpoint", "slot"])
    .execute();
};
