import type { JsonObject } from "../../contract/index.ts";
import { jobOf } from "../job-key.ts";
import type { Followed, Settler } from "../store.ts";
import { json, type Row, type Statements, text } from "./statements.ts";

/** Sends that their carriers still work on. */

export async function follow(
  statements: Statements,
  task: string,
  node: string,
  reference: JsonObject,
  at: number,
): Promise<void> {
  const row = await statements.one("select journey from task where id = ?", task);
  // Its person was erased meanwhile.
  if (row === undefined) return;
  const kept = JSON.stringify(reference);
  await statements.run(
    `insert into followed (task, journey, node, reference, at, name, job) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (task) do update
     set node = excluded.node, reference = excluded.reference, name = excluded.name, job = excluded.job`,
    task,
    text(row.journey),
    node,
    kept,
    at,
    typeof reference.name === "string" ? reference.name : null,
    jobOf(kept),
  );
}

export async function sendCalled(
  { one }: Statements,
  name: string,
  node: string,
): Promise<{ task: string } | "open" | undefined> {
  const row = await one("select task from followed where name = ? and node = ?", name, node);
  if (row !== undefined) return { task: text(row.task) };
  const open = await one(
    `select f.task from followed f join task t on t.id = f.task
     where f.node = ? and f.name is null and t.state not in ('done', 'dead') limit 1`,
    node,
  );
  return open === undefined ? undefined : "open";
}

export async function unfollow({ run }: Statements, task: string): Promise<void> {
  await run("delete from followed where task = ?", task);
}

export async function reference({ one }: Statements, task: string): Promise<JsonObject | undefined> {
  const row = await one("select reference from followed where task = ?", task);
  return row === undefined ? undefined : json(row.reference);
}

/** Rows that are read at once: those of a large job are left out behind its first. */
const portion = 50;

/** The first sends of a node's jobs, those behind a job. Whose end is not committed is looked up by its sender. */
async function jobs({ all }: Statements, node: string, limit: number, after: string, wished = false): Promise<Row[]> {
  const found: Row[] = [];
  let behind = after;
  while (found.length < limit) {
    const rows = await all(
      `select f.task, f.reference, f.at, f.cancel, f.job from followed f join task t on t.id = f.task
       where f.node = ? and f.job > ? and t.state = 'done' ${wished ? "and f.cancel is not null" : ""}
       order by f.job, f.task limit ?`,
      node,
      behind,
      portion,
    );
    for (const row of rows) {
      if (row.job !== behind) found.push(row);
      behind = text(row.job);
    }
    if (rows.length < portion) break;
  }
  return found.slice(0, limit);
}

/** Of what is in doubt a person decides. */
export async function followed(
  statements: Statements,
  node: string,
  limit: number,
  after?: Followed,
): Promise<Followed[]> {
  const wished = after === undefined ? await jobs(statements, node, limit, "", true) : [];
  const first = new Set(wished.map(({ job }) => job));
  const behind = after === undefined ? "" : jobOf(JSON.stringify(after.reference));
  const rest = await jobs(statements, node, limit, behind);
  return [...wished, ...rest.filter(({ job }) => !first.has(job))].map((row) => ({
    ...{ task: text(row.task), reference: json(row.reference), at: Number(row.at) },
    ...(row.cancel !== null && { cancel: json(row.cancel) as unknown as Settler }),
  }));
}

/** Keeps a wish to cancel, the first one where there are several. */
export async function wishCancelled(
  { one, all, run }: Statements,
  task: string,
  settler: Settler,
): Promise<"new" | "known" | "unfollowed"> {
  const row = await one("select node, job, cancel from followed where task = ?", task);
  if (row === undefined) return "unfollowed";
  const sends = await all(
    "select task from followed where node = ? and job = ? limit 2",
    text(row.node),
    text(row.job),
  );
  // No letter is taken out of a job that is one for many.
  if (sends.length > 1) return "unfollowed";
  if (row.cancel !== null) return "known";
  await run("update followed set cancel = ? where task = ?", JSON.stringify(settler), task);
  return "new";
}

/** The wish to cancel was answered. */
export async function answered({ run }: Statements, task: string): Promise<void> {
  await run("update followed set cancel = null where task = ?", task);
}

export async function followers(
  { all }: Statements,
  node: string,
  reference: JsonObject,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await all(
    `select f.task from followed f join task t on t.id = f.task
     where f.node = ? and f.job = ? and f.task > ? and t.state = 'done' order by f.task limit ?`,
    node,
    jobOf(JSON.stringify(reference)),
    after,
    limit,
  );
  return rows.map(({ task }) => text(task));
}
