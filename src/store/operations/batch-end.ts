import type { JsonObject } from "../../contract/index.ts";
import type { Finish } from "../store.ts";
import { holds, leaveBatch } from "./batch.ts";
import { endReady, never, recalled } from "./journeys.ts";
import { giveUpPlace } from "./reserve.ts";
import { unspendBatch } from "./spend.ts";
import { type Statements, text } from "./statements.ts";
import { endLeased } from "./tasks.ts";

/** What becomes of a batch that was taken. */

/** Its sends are leased by it: nothing else tells a database well enough how few they are. */
const ofBatch = "owner = ? and id in (select task from piece where batch = ?)";

export async function finishPieces(
  statements: Statements,
  id: string,
  version: number,
  ends: Omit<Finish, "version" | "lease">[],
): Promise<boolean> {
  if (!(await holds(statements, id, version))) return false;
  await Promise.all(
    ends.map(async (end) => {
      // One that has ended already was ended by this, called before.
      if (await endLeased(statements, end, { holds: "owner = ?", value: id })) await leaveBatch(statements, end.task);
    }),
  );
  return true;
}

export async function postponeBatch(
  statements: Statements,
  id: string,
  version: number,
  until: number,
  at: number,
  held: JsonObject,
  approval = false,
): Promise<boolean> {
  const { run } = statements;
  if (!(await holds(statements, id, version))) return false;
  await run(
    `update task set state = 'ready', owner = null, version = version + 1, attempt = attempt - 1, outcome = ?
     where ${ofBatch}`,
    JSON.stringify({ ...held, state: "held" }),
    id,
    id,
  );
  await run("update piece set position = null where batch = ?", id);
  await run(
    `update batch set state = 'closed', owner = null, due_at = ?, held = ?, version = version + 1, attempt = attempt - 1,
       approval = case when ? = 1 then 'asked' else approval end
     where id = ?`,
    until,
    JSON.stringify(held),
    approval ? 1 : 0,
    id,
  );
  await unspendBatch(statements, id);
  await leftMeanwhile(statements, id, at);
  return true;
}

/** What certainly was not sent before the exit is not sent after it. */
export async function leftMeanwhile(statements: Statements, id: string, at: number): Promise<void> {
  const over = await statements.all(
    `select t.id, t.seq from piece p join task t on t.id = p.task join journey j on j.id = p.journey
     where p.batch = ? and t.seq < j.floor`,
    id,
  );
  for (const { id: task, seq } of over)
    if (await endReady(statements, Number(seq), recalled, at)) await giveUpPlace(statements, text(task));
}

export async function endBatch(
  statements: Statements,
  id: string,
  version: number,
  state: "done" | "unknown",
  at: number,
  held?: JsonObject,
): Promise<boolean> {
  const { one, run } = statements;
  if (!(await holds(statements, id, version))) return false;
  const left = await one("select task from piece where batch = ? limit 1", id);
  if (state === "done" && left !== undefined) throw new Error(`batch ${id} has sends that have not ended`);
  if (state === "unknown") await inDoubt(statements, id, at, held ?? {});
  await run(
    `update batch set state = ?, owner = null, due_at = ?, held = ?, ended_at = ?, version = version + 1 where id = ?`,
    left === undefined ? "done" : state,
    never,
    held === undefined ? null : JSON.stringify(held),
    at,
    id,
  );
  return true;
}

/** Each of its sends stands as one in doubt does; a person is told of all of them at once. */
async function inDoubt({ run }: Statements, id: string, at: number, why: JsonObject): Promise<void> {
  await run(
    `insert into history (journey, at, kind, node, data, task)
     select t.journey, ?, 'send.unknown', t.node, ?, t.seq from piece p join task t on t.id = p.task where p.batch = ?`,
    at,
    JSON.stringify(why),
    id,
  );
  await run(
    `update task set state = 'dead', outcome = ?, ended_at = ?, owner = null, version = version + 1
     where ${ofBatch}`,
    JSON.stringify({ ...why, state: "unknown" }),
    at,
    id,
    id,
  );
}
