import type { JsonObject } from "../../contract/index.ts";
import type { Followed } from "../store.ts";
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
    `insert into followed (task, journey, node, reference, at) values (?, ?, ?, ?, ?)
     on conflict (task) do update set node = excluded.node, reference = excluded.reference`,
    task,
    text(row.journey),
    node,
    JSON.stringify(reference),
    at,
  );
}

export async function unfollow({ run }: Statements, task: string): Promise<void> {
  await run("delete from followed where task = ?", task);
}

export async function reference({ one }: Statements, task: string): Promise<JsonObject | undefined> {
  const row = await one("select reference from followed where task = ?", task);
  return row === undefined ? undefined : json(row.reference);
}

/** Whose end is not committed is looked up by its sender; of what is in doubt a person decides. */
export async function followed({ all }: Statements, node: string, limit: number): Promise<Followed[]> {
  const rows = await all(
    `select min(f.task) as task, f.reference, min(f.at) as since from followed f join task t on t.id = f.task
     where f.node = ? and t.state = 'done' group by f.reference order by since, task limit ?`,
    node,
    limit,
  );
  return rows.map((row) => ({ task: text(row.task), reference: json(row.reference), at: Number(row.since) }));
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
