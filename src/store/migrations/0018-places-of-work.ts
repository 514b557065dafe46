import { sql } from "kysely";
import type { Change } from "./dialect.ts";

/**
 * A step changes few places of the indexes. Journeys lie anywhere, so that each entry that is found by one is a page of its
 * own to write: a task has one such entry from its beginning on, and none of its states moves it. What a history tells of a
 * task is found by the task, and those that are worked on lie together.
 */
export const placesOfWork: Change = async (db) => {
  await db.schema.dropIndex("task_over").execute();
  await db.schema.dropIndex("task_following").execute();
  await db.schema.createIndex("task_journey").on("task").column("journey").execute();
  await db.schema.dropIndex("history_journey").execute();
  // Tasks of erased people are gone, and a file may have given their numbers to others since.
  await sql`update history set task = null where task is not null and not exists
    (select t.seq from task t where t.seq = history.task and t.journey = history.journey)`.execute(db);
  await sql`create index history_plain on history (journey, seq) where task is null`.execute(db);
  await sql`create index history_task on history (task) where task is not null`.execute(db);
  await sql`create view story_line as
    select seq, journey, at, kind, node, data, task from history where task is null
    union all
    select h.seq, t.journey, h.at, h.kind, h.node, h.data, h.task from task t join history h on h.task = t.seq`.execute(
    db,
  );
};
