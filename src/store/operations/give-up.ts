import { Fault, type JsonObject } from "../../contract/index.ts";
import type { Settler } from "../store.ts";
import { goOnAfter } from "./after-send.ts";
import { giveUpCollecting } from "./attention.ts";
import { count } from "./counters.ts";
import { endReady, told, write } from "./journeys.ts";
import { mayHaveBeenSent, takeBack } from "./recall.ts";
import { giveUpPlace } from "./reserve.ts";
import { json, type Statements, text } from "./statements.ts";

/** A person says that what was set aside, or is left at a node that is gone, is not done any more. */

const line = (node: string, data: JsonObject) => ({ kind: "task.given-up", node, data });

export async function giveUp(statements: Statements, task: string, settler: Settler): Promise<void> {
  const { one, lock } = statements;
  await lock("select seq from task where id = ? and state = 'dead'", task);
  const row = await one(
    "select id, seq, campaign, journey, kind, node, message, outcome from task where id = ? and state = 'dead'",
    task,
  );
  // What may have been sent is not given up, but said to have been sent, or not.
  if (row === undefined || json(row.outcome ?? "{}").state === "unknown")
    throw new Fault("attention.nothing", { id: task });
  const isSend = row.kind === "send";
  const [seq, journey] = [Number(row.seq), text(row.journey)];
  await endReady(
    statements,
    seq,
    { state: isSend ? "not-sent" : "given-up", ...told(settler) },
    settler.at,
    "('dead')",
  );
  await write(statements, journey, settler.at, [line(text(row.node), told(settler))], seq);
  if (!isSend) return;
  await giveUpPlace(statements, task);
  await goOnAfter(statements, row, "not-sent", settler);
}

export async function abandon(statements: Statements, node: string, settler: Settler, limit: number): Promise<number> {
  const { one, all, lock } = statements;
  const { at } = settler;
  const deployed = await one("select id from node where id = ? and removed_at is null", node);
  if (deployed !== undefined) throw new Fault("attention.nothing", { id: node });
  await giveUpCollecting(statements, node, at);
  // Also what somebody held who went away without a word; not what a batch is handing over.
  const left = `from task where node = ? and (state = 'ready' or (state = 'leased' and due_at <= ?))
    and not exists (select p.task from piece p where p.task = task.id) order by seq limit ?`;
  await lock(`select seq ${left}`, node, at, limit);
  const tasks = await all(`select seq, id, kind, node, state, interrupted, outcome, journey ${left}`, node, at, limit);
  for (const task of tasks) {
    const journey = text(task.journey);
    if (mayHaveBeenSent(task)) {
      await leaveInDoubt(statements, Number(task.seq), { node, journey }, at);
      continue;
    }
    if (task.kind === "wait") await endWait(statements, Number(task.seq), { node, journey }, settler);
    else await takeBack(statements, task, journey, at);
    await write(statements, journey, at, [line(node, told(settler))], Number(task.seq));
  }
  return tasks.length;
}

/** Whoever hears of the case later is told that it has ended. */
async function endWait(
  statements: Statements,
  seq: number,
  { node, journey }: { node: string; journey: string },
  settler: Settler,
): Promise<void> {
  if (await endReady(statements, seq, { state: "given-up", ...told(settler) }, settler.at))
    await count(statements, node, "waiting", journey, -1);
}

/** Its carrier may have it: whether it was sent is asked of a person, as of any send that was cut short. */
async function leaveInDoubt(
  statements: Statements,
  seq: number,
  { node, journey }: { node: string; journey: string },
  at: number,
): Promise<void> {
  const data = { key: "send.unknown" };
  await statements.run(
    `update task set state = 'dead', outcome = ?, ended_at = ?, owner = null, version = version + 1
     where seq = ? and state in ('ready', 'leased')`,
    JSON.stringify({ state: "unknown", ...data }),
    at,
    seq,
  );
  await write(statements, journey, at, [{ kind: "send.unknown", node, data }], seq);
}
