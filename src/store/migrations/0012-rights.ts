import { type Kysely, sql } from "kysely";
import { hashesIn } from "../operations/asset-hashes.ts";
import type { Change } from "./dialect.ts";

/** What finds all that is held of a person, whose journeys have been quiet for long, and whose a letter or a map is. */
export const rights: Change = async (db) => {
  await db.schema.alterTable("journey").addColumn("erased_at", "bigint").execute();
  // When something last happened, as far as somebody has looked: never later than it did.
  await db.schema.alterTable("journey").addColumn("seen_at", "bigint").execute();
  await sql`update journey set seen_at = started_at`.execute(db);
  await sql`create index journey_seen on journey (campaign, seen_at, id) where erased_at is null`.execute(db);
  // Tasks that are open are found otherwise: an accepted event need not be put into this one.
  await sql`create index task_over on task (journey) where ended_at is not null`.execute(db);
  await db.schema
    .createTable("asset_use")
    .addColumn("journey", "text", (c) => c.notNull())
    .addColumn("hash", "text", (c) => c.notNull())
    // 1: of nobody any more, and to be deleted unless another journey uses it.
    .addColumn("gone", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("asset_use_pk", ["journey", "hash"])
    .execute();
  await db.schema.createIndex("asset_use_hash").on("asset_use").columns(["hash", "gone"]).execute();
  await sql`create index asset_use_gone on asset_use (hash) where gone = 1`.execute(db);
  await readOlderTasks(db);
};

const page = 500;

/** Which letters and maps the messages of before refer to. */
async function readOlderTasks(db: Kysely<unknown>): Promise<void> {
  let last = 0;
  for (;;) {
    const { rows } = await sql<{ seq: number; journey: string; message: string }>`
      select seq, journey, message from task where seq > ${last} and message like '%"hash":"%' order by seq limit ${page}`.execute(
      db,
    );
    for (const { journey, message } of rows)
      for (const hash of hashesIn(message))
        await sql`insert into asset_use (journey, hash, gone) values (${journey}, ${hash}, 0)
          on conflict (journey, hash) do nothing`.execute(db);
    if (rows.length < page) return;
    last = Number(rows.at(-1)?.seq);
  }
}
