import { sql } from "kysely";
import type { Change } from "./dialect.ts";

/** What only the embedded store had by itself: the order of the tasks, one plain journey a recipient, files for assets. */
export const severalProcesses: Change = async (db, dialect) => {
  await db.schema
    .createTable("task_kept")
    .addColumn("seq", dialect.seq, dialect.numbered)
    .addColumn("id", "text", (c) => c.notNull())
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
    .addColumn("follows", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("ended_at", "bigint")
    .addUniqueConstraint("task_id", ["id"])
    .execute();
  if (dialect.row !== undefined)
    await sql`insert into task_kept select ${sql.raw(dialect.row)}, id, campaign, journey, kind, node, output, state, message,
      outcome, due_at, owner, interrupted, attempt, version, follows, created_at, ended_at from task`.execute(db);
  await db.schema.dropTable("task").execute();
  await db.schema.alterTable("task_kept").renameTo("task").execute();
  await sql`create index task_due on task (node, kind, due_at) where state in ('ready', 'leased')`.execute(db);
  await sql`create index task_following on task (journey) where follows = 1 and state <> 'done'`.execute(db);
  // Two processes that enrol the same rows at the same time find out here.
  await sql`create unique index journey_plain on journey (campaign, recipient, node) where case_key is null`.execute(
    db,
  );
  if (dialect.bytes !== undefined)
    await db.schema
      .createTable("asset")
      .addColumn("hash", "text", (c) => c.primaryKey().notNull())
      .addColumn("bytes", dialect.bytes, (c) => c.notNull())
      .addColumn("created_at", "bigint", (c) => c.notNull())
      .execute();
};
