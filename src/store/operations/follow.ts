import type { JsonObject } from "../../contract/index.ts";
import type { Followed, Settler } from "../store.ts";
import { json, type Statements, text } from "./statements.ts";

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
  await statements.run(
    `insert into followed (task, journey, node, reference, at, name) values (?, ?, ?, ?, ?, ?)
     on conflict (task) do update set node = excluded.node, reference = excluded.reference, name = excluded.name`,
    task,
    text(row.journey),
    node,
    JSON.stringify(reference),
    at,
    typeof reference.name === "string" ? reference.name : null,
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

/** Whose end is not committed is looked up by its sender; of what is in doubt a person decides. */
export async function followed(
  { all }: Statements,
  node: string,
  limit: number,
  after?: Followed,
): Promise<Followed[]> {
  const rows = await all(
    `select min(f.task) as task, f.reference, min(f.at) as since, min(f.cancel) as cancel
     from followed f join task t on t.id = f.task where f.node = ? and t.state = 'done' group by f.reference
     having min(f.at) > ? or (min(f.at) = ? and min(f.task) > ?)
     order by ${after === undefined ? "case when min(f.cancel) is null then 1 else 0 end, " : ""}min(f.at), min(f.task) limit ?`,
    node,
    after?.at ?? -1,
    after?.at ?? -1,
    after?.task ?? "",
    limit,
  );
  return rows.map((row) => ({
    ...{ task: text(row.task), reference: json(row.reference), at: Number(row.since) },
    ...(row.cancel !== null && { cancel: json(row.cancel) as unknown as Settler }),
  }));
}

/** Keeps a wish to cancel, the first one where there are several. */
export async function wishCancelled(
  { one, run }: Statements,
  task: string,
  settler: Settler,
): Promise<"new" | "known" | "unfollowed"> {
  const row = await one("select node, reference, cancel from followed where task = ?", task);
  if (row === undefined) return "unfollowed";
  const job = await one(
    "select count(*) as letters from followed where node = ? and reference = ?",
    text(row.node),
    text(row.reference),
  );
  // No letter is taken out of a job that is one for many.
  if (Number(job?.letters) > 1) return "unfollowed";
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
     where f.node = ? and f.reference = ? and f.task > ? and t.state = 'done' order by f.task limit ?`,
    node,
    JSON.stringify(reference),
    after,
    limit,
  );
  return rows.map(({ task }) => text(task));
}
