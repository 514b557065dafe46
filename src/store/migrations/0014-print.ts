import type { Change } from "./dialect.ts";

/** What carriers still work on after they have taken it, and what a service may do in a day. */
export const print: Change = async (db) => {
  // From before a document goes out until the carrier has told the end of it.
  await db.schema
    .createTable("followed")
    .addColumn("task", "text", (c) => c.primaryKey().notNull())
    .addColumn("journey", "text", (c) => c.notNull())
    .addColumn("node", "text", (c) => c.notNull())
    // What the carrier calls it, as JSON.
    .addColumn("reference", "text", (c) => c.notNull())
    .addColumn("at", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("followed_node").on("followed").column("node").execute();
  await db.schema.createIndex("followed_journey").on("followed").column("journey").execute();
  // Whoever takes a part of a day's allowance changes its row, so that two processes wait for each other.
  await db.schema
    .createTable("allowance")
    .addColumn("service", "text", (c) => c.notNull())
    .addColumn("day", "text", (c) => c.notNull())
    .addColumn("pieces", "bigint", (c) => c.notNull())
    // Millionths of a unit of the service's currency.
    .addColumn("cost", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("allowance_pk", ["service", "day"])
    .execute();
  await db.schema
    .createTable("spent")
    .addColumn("task", "text", (c) => c.primaryKey().notNull())
    .addColumn("service", "text", (c) => c.notNull())
    .addColumn("day", "text", (c) => c.notNull())
    .addColumn("pieces", "bigint", (c) => c.notNull())
    .addColumn("cost", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("spent_day").on("spent").columns(["service", "day"]).execute();
};
