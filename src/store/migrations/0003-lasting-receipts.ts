import { sql } from "kysely";
import type { Change } from "./dialect.ts";

/** Receipts whose word lasts, and the tasks that an event's state is read from. */
export const lastingReceipts: Change = async (db, dialect) => {
  // The word of a receipt names its row: a number that is declared survives `vacuum`. What the call said is in the history.
  await db.schema
    .createTable("event_kept")
    .addColumn("seq", dialect.seq, dialect.numbered)
    .addColumn("endpoint", "text", (c) => c.notNull())
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("body_hash", "text", (c) => c.notNull())
    .addColumn("id_proven", "integer", (c) => c.notNull())
    .addColumn("receipt", "text", (c) => c.notNull())
    .addColumn("first_event", "text", (c) => c.notNull())
    .addColumn("journey", "text", (c) => c.notNull())
    .addColumn("task", "text")
    .addColumn("status_token", "text")
    .addColumn("received_at", "bigint", (c) => c.notNull())
    .addUniqueConstraint("event_id", ["endpoint", "id"])
    .execute();
  if (dialect.row !== undefined)
    await sql`insert into event_kept select ${sql.raw(dialect.row)}, endpoint, id, body_hash, id_proven, receipt, first_event,
      journey, task, status_token, received_at from event`.execute(db);
  await db.schema.dropTable("event").execute();
  await db.schema.alterTable("event_kept").renameTo("event").execute();
  await sql`create index event_body on event (endpoint, body_hash) where id_proven = 0`.execute(db);
  await db.schema.createIndex("event_age").on("event").columns(["endpoint", "received_at"]).execute();
  // What becomes of an event is read from its own task and from those that follow: no index of all tasks, which every
  // accepted event would have to be put into.
  await db.schema.dropIndex("task_journey").execute();
  await db.schema
    .alterTable("task")
    .addColumn("follows", "integer", (c) => c.notNull().defaultTo(0))
    .execute();
  // Older events do not say which task is theirs: what is open in their journeys counts.
  await sql`update task set follows = 1 where state <> 'done'`.execute(db);
  await sql`create index task_following on task (journey) where follows = 1 and state <> 'done'`.execute(db);
};
