import type { Change } from "./dialect.ts";

/** What a recalled decision has set going, by the numbers of its tasks: also those that had ended already. */
export const recalledLines: Change = async (db, dialect) => {
  await db.schema
    .createTable("recalled")
    .addColumn("seq", dialect.seq, dialect.counted)
    .addColumn("journey", "text", (c) => c.notNull())
    .addColumn("first", "bigint", (c) => c.notNull())
    .addColumn("after", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("recalled_journey").on("recalled").columns(["journey", "first"]).execute();
};
