import { sql } from "kysely";
import type { Change } from "./dialect.ts";

/** Sends that are handed over together: what was collected, and the batches that it was closed into. */
export const batches: Change = async (db) => {
  // As long as the send has not ended.
  await db.schema
    .createTable("piece")
    .addColumn("task", "text", (c) => c.primaryKey().notNull())
    // Number of the task: of what was collected at the same time, what was queued first.
    .addColumn("number", "bigint", (c) => c.notNull())
    .addColumn("journey", "text", (c) => c.notNull())
    .addColumn("node", "text", (c) => c.notNull())
    .addColumn("group_key", "text", (c) => c.notNull())
    .addColumn("order_key", "text", (c) => c.notNull())
    .addColumn("size", "bigint", (c) => c.notNull())
    .addColumn("collected_at", "bigint", (c) => c.notNull())
    // Null: it is collected, and in no batch yet.
    .addColumn("batch", "text")
    // Null: the batch has not been taken.
    .addColumn("position", "integer")
    .execute();
  await sql`create index piece_collected on piece (node, group_key, collected_at, number, size) where batch is null`.execute(
    db,
  );
  await sql`create index piece_batch on piece (batch, position) where batch is not null`.execute(db);
  await db.schema.createIndex("piece_journey").on("piece").column("journey").execute();
  await db.schema
    .createTable("batch")
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("campaign", "text", (c) => c.notNull())
    .addColumn("node", "text", (c) => c.notNull())
    .addColumn("group_key", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("approval", "text", (c) => c.notNull())
    .addColumn("closed_at", "bigint", (c) => c.notNull())
    .addColumn("why", "text", (c) => c.notNull())
    .addColumn("release_at", "bigint", (c) => c.notNull())
    .addColumn("sorted", "integer", (c) => c.notNull())
    .addColumn("closed_with", "bigint", (c) => c.notNull())
    .addColumn("size", "bigint", (c) => c.notNull())
    // When it may be taken, when the lease of its holder ends, or since when a person's word waits to be carried out.
    .addColumn("due_at", "bigint", (c) => c.notNull())
    .addColumn("owner", "text")
    .addColumn("version", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("attempt", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("held", "text")
    // What the carrier calls it, as JSON.
    .addColumn("reference", "text")
    // What a person has said of all that is left, as JSON, until it is carried out.
    .addColumn("word", "text")
    .addColumn("ended_at", "bigint")
    .execute();
  await db.schema.createIndex("batch_due").on("batch").columns(["node", "due_at"]).execute();
  await db.schema.createIndex("batch_closed").on("batch").columns(["campaign", "closed_at"]).execute();
  await sql`create index batch_unknown on batch (closed_at) where state = 'unknown'`.execute(db);
};
