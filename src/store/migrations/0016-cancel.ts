import type { Change } from "./dialect.ts";

/** A person's wish that a send be cancelled which its carrier has already. */
export const cancel: Change = async (db) => {
  // Who wants it, why and since when, as JSON.
  await db.schema.alterTable("followed").addColumn("cancel", "text").execute();
};
