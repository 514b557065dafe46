import type { Change } from "./dialect.ts";

/** Moves of the whole store: where it came from, and where it has gone. */
export const relocations: Change = async (db) => {
  await db.schema
    .createTable("relocation")
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("way", "text", (c) => c.notNull())
    .addColumn("place", "text", (c) => c.notNull())
    .addColumn("at", "bigint", (c) => c.notNull())
    .addColumn("done", "integer", (c) => c.notNull())
    .execute();
};
