import type { Change } from "./dialect.ts";

/** What a carrier calls a send in what it tells by itself. */
export const carrierNames: Change = async (db) => {
  await db.schema.alterTable("followed").addColumn("name", "text").execute();
  await db.schema.createIndex("followed_name").on("followed").column("name").execute();
};
