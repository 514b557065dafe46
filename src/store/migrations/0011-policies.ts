import type { Change } from "./dialect.ts";

/** Who must not be written to, what people agreed to, and what was sent to whom: what the policies of a campaign ask. */
export const policies: Change = async (db, dialect) => {
  // The key of the fingerprints, made by the store itself when it first needs one.
  await db.schema
    .createTable("pepper")
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("value", "text", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("suppression")
    .addColumn("hash", "text", (c) => c.notNull())
    .addColumn("channel", "text", (c) => c.notNull())
    .addColumn("purpose", "text", (c) => c.notNull())
    .addColumn("reason", "text", (c) => c.notNull())
    .addColumn("source", "text", (c) => c.notNull())
    .addColumn("at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("suppression_pk", ["hash", "channel", "purpose"])
    .execute();
  await db.schema
    .createTable("consent")
    .addColumn("seq", dialect.seq, dialect.counted)
    .addColumn("campaign", "text", (c) => c.notNull())
    .addColumn("recipient", "text", (c) => c.notNull())
    .addColumn("channel", "text", (c) => c.notNull())
    .addColumn("purpose", "text", (c) => c.notNull())
    .addColumn("granted", "integer", (c) => c.notNull())
    .addColumn("source", "text", (c) => c.notNull())
    .addColumn("proof", "text", (c) => c.notNull())
    .addColumn("at", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("consent_recipient").on("consent").columns(["campaign", "recipient"]).execute();
  // The number of a row is its place in the order of those who want to be sent at the same time.
  await db.schema
    .createTable("sent")
    .addColumn("seq", dialect.seq, dialect.counted)
    .addColumn("campaign", "text", (c) => c.notNull())
    .addColumn("recipient", "text", (c) => c.notNull())
    .addColumn("channel", "text", (c) => c.notNull())
    .addColumn("purpose", "text", (c) => c.notNull())
    .addColumn("task", "text", (c) => c.notNull())
    .addColumn("test", "integer", (c) => c.notNull())
    .addColumn("at", "bigint", (c) => c.notNull())
    .addUniqueConstraint("sent_task", ["task"])
    .execute();
  await db.schema.createIndex("sent_recipient").on("sent").columns(["campaign", "recipient", "at"]).execute();
};
