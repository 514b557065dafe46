import { sql } from "kysely";
import type { Change } from "./dialect.ts";

/** Recipients, their journeys, the events and decisions of these, tasks and histories. */
export const journeys: Change = async (db, dialect) => {
  await db.schema
    .createTable("recipient")
    .addColumn("campaign", "text", (c) => c.notNull())
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("data", "text", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("recipient_pk", ["campaign", "id"])
    .execute();
  await db.schema
    .createTable("journey")
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("campaign", "text", (c) => c.notNull())
    .addColumn("recipient", "text", (c) => c.notNull())
    .addColumn("case_key", "text")
    .addColumn("node", "text", (c) => c.notNull())
    .addColumn("test", "integer", (c) => c.notNull())
    .addColumn("started_at", "bigint", (c) => c.notNull())
    .addColumn("ended_at", "bigint")
    .addUniqueConstraint("journey_case", ["campaign", "case_key"])
    .execute();
  await db.schema.createIndex("journey_recipient").on("journey").columns(["campaign", "recipient"]).execute();
  await db.schema
    .createTable("event")
    .addColumn("endpoint", "text", (c) => c.notNull())
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("body_hash", "text", (c) => c.notNull())
    .addColumn("receipt", "text", (c) => c.notNull())
    .addColumn("first_event", "text", (c) => c.notNull())
    .addColumn("journey", "text", (c) => c.notNull())
    .addColumn("data", "text", (c) => c.notNull())
    .addColumn("received_at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("event_pk", ["endpoint", "id"])
    .execute();
  await db.schema
    .createTable("decision")
    .addColumn("journey", "text", (c) => c.notNull())
    .addColumn("endpoint", "text", (c) => c.notNull())
    .addColumn("type", "text", (c) => c.notNull())
    .addColumn("digest", "text", (c) => c.notNull())
    .addColumn("event", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("decision_pk", ["journey", "endpoint", "type"])
    .execute();
  await db.schema
    .createTable("task")
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("campaign", "text", (c) => c.notNull())
    .addColumn("journey", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("node", "text", (c) => c.notNull())
    .addColumn("output", "integer", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("message", "text", (c) => c.notNull())
    .addColumn("outcome", "text")
    .addColumn("due_at", "bigint", (c) => c.notNull())
    .addColumn("owner", "text")
    .addColumn("interrupted", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("attempt", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("version", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("ended_at", "bigint")
    .execute();
  // Only live tasks stand in the index of the claim, however many have ended.
  await sql`create index task_due on task (node, kind, due_at) where state in ('ready', 'leased')`.execute(db);
  await db.schema.createIndex("task_journey").on("task").column("journey").execute();
  await db.schema
    .createTable("history")
    .addColumn("seq", dialect.seq, dialect.counted)
    .addColumn("journey", "text", (c) => c.notNull())
    .addColumn("at", "bigint", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("node", "text")
    .addColumn("data", "text", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("history_journey").on("history").columns(["journey", "seq"]).execute();
};
