import type { Change } from "./dialect.ts";

/** What each task grew from, and which task a line of the history ended. Of older rows nobody knows. */
export const lineage: Change = async (db) => {
  await db.schema.alterTable("task").addColumn("parent", "bigint").execute();
  await db.schema.alterTable("history").addColumn("task", "bigint").execute();
};
