import { sql } from "kysely";
import type { Change } from "./dialect.ts";

/** Imports of audiences with how far they have come, and recipients who may enter a campaign more than once. */
export const imports: Change = async (db) => {
  await db.schema
    .createTable("import")
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("campaign", "text", (c) => c.notNull())
    .addColumn("node", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("digest", "text", (c) => c.notNull())
    .addColumn("encoding", "text", (c) => c.notNull())
    .addColumn("bytes", "bigint", (c) => c.notNull())
    .addColumn("position", "bigint", (c) => c.notNull())
    .addColumn("line", "bigint", (c) => c.notNull())
    .addColumn("enrolled", "bigint", (c) => c.notNull().defaultTo(0))
    .addColumn("updated", "bigint", (c) => c.notNull().defaultTo(0))
    .addColumn("already", "bigint", (c) => c.notNull().defaultTo(0))
    .addColumn("rejected", "bigint", (c) => c.notNull().defaultTo(0))
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("problem", "text")
    .addColumn("started_at", "bigint", (c) => c.notNull())
    .addColumn("changed_at", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("import_node").on("import").columns(["node", "started_at"]).execute();
  // How often a recipient without a case key has entered before, in which import, and the task that they entered by.
  await db.schema
    .alterTable("journey")
    .addColumn("entry", "integer", (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable("journey").addColumn("run", "text").execute();
  await db.schema.alterTable("journey").addColumn("task", "text").execute();
  await sql`update journey set task = t.id from task t
    where t.journey = journey.id and t.kind = 'event' and t.follows = 0 and t.node = journey.node and t.state <> 'done'`.execute(
    db,
  );
  await db.schema.dropIndex("journey_plain").execute();
  await sql`create unique index journey_plain on journey (campaign, recipient, node, entry) where case_key is null`.execute(
    db,
  );
};
