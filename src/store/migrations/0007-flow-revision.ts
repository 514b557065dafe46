import type { Change } from "./dialect.ts";

/** The state of the flows in which a recipient began to wait, or a send was queued. */
export const flowRevision: Change = async (db) => {
  await db.schema.alterTable("task").addColumn("flow", "text").execute();
};
