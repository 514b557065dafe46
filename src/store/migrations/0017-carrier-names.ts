import { type Kysely, sql } from "kysely";
import { jobOf } from "../job-key.ts";
import type { Change } from "./dialect.ts";

interface Tables {
  followed: { task: string; reference: string; job: string | null };
}

/** What a carrier calls a send in what it tells by itself, and which sends are one job of it. */
export const carrierNames: Change = async (db) => {
  await db.schema.alterTable("followed").addColumn("name", "text").execute();
  await db.schema.createIndex("followed_name").on("followed").column("name").execute();
  await db.schema.alterTable("followed").addColumn("job", "text").execute();
  const open = db as Kysely<Tables>;
  for (const { task, reference } of await open.selectFrom("followed").select(["task", "reference"]).execute())
    await open
      .updateTable("followed")
      .set({ job: jobOf(reference) })
      .where("task", "=", task)
      .execute();
  // A list of hundreds of thousands is read page by page, and a job's sends are found among them.
  await db.schema.createIndex("followed_job").on("followed").columns(["node", "job", "task"]).execute();
  await db.schema.dropIndex("followed_node").execute();
  await db.schema
    .createIndex("followed_cancel")
    .on("followed")
    .columns(["node", "job", "task"])
    .where(sql<boolean>`cancel is not null`)
    .execute();
};
