import { sql } from "kysely";
import type { Change } from "./dialect.ts";

/** Pages of recipients: what each shows, who has come, and what they answered. Whose it is, its journey says. */
export const pages: Change = async (db) => {
  await db.schema
    .createTable("page")
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    // SHA-256 of what stands in the address, which is kept nowhere.
    .addColumn("token", "text", (c) => c.notNull())
    .addColumn("journey", "text", (c) => c.notNull())
    .addColumn("node", "text", (c) => c.notNull())
    // Null: the address has ended, and nobody will see it any more.
    .addColumn("message", "text")
    .addColumn("parent", "bigint")
    .addColumn("flow", "text")
    .addColumn("published_at", "bigint", (c) => c.notNull())
    .addColumn("expires_at", "bigint", (c) => c.notNull())
    .addColumn("revoked_at", "bigint")
    // The decision that its message grew from was recalled.
    .addColumn("recalled_at", "bigint")
    .addColumn("visits", "bigint", (c) => c.notNull().defaultTo(0))
    .addColumn("doubtful", "bigint", (c) => c.notNull().defaultTo(0))
    .addColumn("first_visit_at", "bigint")
    .addColumn("last_visit_at", "bigint")
    .addColumn("response_id", "text")
    .addColumn("response_at", "bigint")
    .addColumn("response", "text")
    // 1: the response has let nobody go on from a wait yet.
    .addColumn("unheard", "integer", (c) => c.notNull().defaultTo(0))
    .addUniqueConstraint("page_token", ["token"])
    .execute();
  await db.schema.createIndex("page_journey").on("page").column("journey").execute();
  await sql`create index page_kept on page (expires_at) where message is not null`.execute(db);
};
