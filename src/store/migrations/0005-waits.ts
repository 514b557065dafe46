import { sql } from "kysely";
import type { Change } from "./dialect.ts";

/** Recipients who wait, events that are kept for them or for a person, counters, and the nodes that tasks belong to. */
export const waits: Change = async (db, dialect) => {
  await db.schema.alterTable("task").addColumn("plan", "text").execute();
  await sql`create index task_wait on task (journey, seq) where kind = 'wait'`.execute(db);
  await sql`create index task_waiting on task (node, created_at) where kind = 'wait' and state = 'ready'`.execute(db);
  await sql`create index task_dead on task (seq) where state = 'dead'`.execute(db);
  // What came of a decision: where its line begins, so that it can be recalled.
  await db.schema.alterTable("decision").addColumn("task", "text").execute();
  await db.schema.alterTable("decision").addColumn("history", "bigint").execute();
  // Tasks before this one were over when the journey was left.
  await db.schema.alterTable("journey").addColumn("floor", "bigint").execute();
  await db.schema
    .createTable("kept")
    .addColumn("seq", dialect.seq, dialect.counted)
    .addColumn("campaign", "text", (c) => c.notNull())
    .addColumn("case_key", "text", (c) => c.notNull())
    .addColumn("reason", "text", (c) => c.notNull())
    .addColumn("node", "text", (c) => c.notNull())
    .addColumn("endpoint", "text", (c) => c.notNull())
    .addColumn("event", "text", (c) => c.notNull())
    .addColumn("type", "text", (c) => c.notNull())
    .addColumn("digest", "text", (c) => c.notNull())
    .addColumn("data", "text", (c) => c.notNull())
    .addColumn("recipient", "text", (c) => c.notNull())
    .addColumn("test", "integer", (c) => c.notNull())
    .addColumn("received_at", "bigint", (c) => c.notNull())
    .addColumn("until", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("kept_case").on("kept").columns(["campaign", "case_key"]).execute();
  await db.schema.createIndex("kept_age").on("kept").columns(["endpoint", "until"]).execute();
  await sql`create index kept_for_a_person on kept (seq) where reason <> 'early'`.execute(db);
  await db.schema
    .createTable("counter")
    .addColumn("node", "text", (c) => c.notNull())
    .addColumn("metric", "text", (c) => c.notNull())
    .addColumn("shard", "integer", (c) => c.notNull())
    .addColumn("n", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("counter_pk", ["node", "metric", "shard"])
    .execute();
  await db.schema
    .createTable("node")
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("campaign", "text", (c) => c.notNull())
    .addColumn("type", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("removed_at", "bigint")
    .execute();
};
