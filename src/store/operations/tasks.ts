import type { JsonObject, Recipient } from "../../contract/index.ts";
import type { ClaimRequest, Finish, HistoryLine, SendRequest, Task, TaskKind } from "../store.ts";
import { useAssets } from "./asset-use.ts";
import { follow } from "./follow.ts";
import { claimedTask } from "./heard.ts";
import {
  addEvent,
  endReady,
  journeyColumns,
  journeyJoin,
  journeyOf,
  never,
  recalled,
  stillWanted,
  write,
} from "./journeys.ts";
import { giveUpPlace, reserve } from "./reserve.ts";
import { json, marksFor, type Row, type Statements, text } from "./statements.ts";

/** The life of a task in the store: kept, claimed, extended, given back or ended. */

export async function claim(statements: Statements, request: ClaimRequest): Promise<Task[]> {
  const { one, all, unlocked } = statements;
  // A send that was cut short once stays in doubt, whoever gave it back since without having looked.
  const otherwise = request.kind === "send" ? "interrupted" : "0";
  const claimed = await all(
    `update task set state = 'leased', interrupted = case when state = 'leased' then 1 else ${otherwise} end, owner = ?, due_at = ?,
       version = version + 1, attempt = attempt + 1
     where seq in (select seq from task where state in ('ready', 'leased') and kind = ? and node in (${marksFor(request.nodes)})
                   and due_at <= ? order by due_at limit ? ${unlocked})
     returning seq, id, journey, node, output, message, version, attempt, interrupted, outcome, created_at`,
    request.owner,
    request.now + request.lease,
    request.kind,
    ...request.nodes,
    request.now,
    request.limit,
  );
  if (claimed.length === 0) return [];
  claimed.sort((a, b) => Number(a.created_at) - Number(b.created_at) || Number(a.seq) - Number(b.seq));
  const ids = [...new Set(claimed.map((row) => text(row.journey)))];
  // One text whatever their number: it is prepared once, and a driver that can asks for all of them at once.
  const found = await Promise.all(
    ids.map((id) => one(`select ${journeyColumns} from journey j ${journeyJoin} where j.id = ?`, id)),
  );
  const journeys = new Map(ids.map((id, index) => [id, found[index]]));
  const nobodys = claimed.filter((row) => journeys.get(text(row.journey)) === undefined);
  for (const row of nobodys) await endReady(statements, Number(row.seq), recalled, request.now, "('leased')");
  const tasks = claimed.flatMap((row): Task | [] => {
    const journeyRow = journeys.get(text(row.journey));
    // Its person was erased.
    if (journeyRow === undefined) return [];
    return taskOf(row, journeyRow, request.kind);
  });
  if (request.kind === "send") await reserve(statements, tasks, request);
  return tasks;
}

/** `whose`: the columns of its journey, with the recipient. */
export function taskOf(row: Row, whose: Row, kind: TaskKind): Task {
  const journey = journeyOf(whose);
  return {
    id: text(row.id),
    campaign: journey.campaign,
    journey,
    recipient: json(whose.person) as unknown as Recipient,
    kind,
    node: text(row.node),
    output: Number(row.output),
    message: json(row.message),
    createdAt: Number(row.created_at),
    version: Number(row.version),
    attempt: Number(row.attempt),
    interrupted: row.interrupted === 1,
    ...heldOf(row),
  };
}

/** A task that is claimed has no outcome but that it was held before. */
function heldOf({ outcome }: Row): { held?: JsonObject } {
  const kept = typeof outcome === "string" ? json(outcome) : undefined;
  return kept?.state === "held" ? { held: kept } : {};
}

export async function extend({ run }: Statements, owner: string, tasks: string[], until: number): Promise<void> {
  const later = "update task set due_at = ? where id = ? and state = 'leased' and owner = ?";
  await Promise.all(tasks.map((task) => run(later, until, task, owner)));
}

export function finish(statements: Statements, end: Finish): Promise<boolean | Task> {
  return endLeased(statements, end, { holds: "version = ? and state = 'leased'", value: end.version });
}

/** Ends a task whose lease is held: `holds` says so in SQL, of one value. */
export async function endLeased(
  statements: Statements,
  end: Omit<Finish, "version">,
  { holds, value }: { holds: string; value: number | string },
): Promise<boolean | Task> {
  const { one } = statements;
  const row = await one(
    `update task set state = ?, outcome = ?, ended_at = ?, owner = null, version = version + 1
     where id = ? and ${holds} returning seq, campaign, journey, node`,
    end.state,
    end.outcome === undefined ? null : JSON.stringify(end.outcome),
    end.at,
    end.task,
    value,
  );
  if (row === undefined) return false;
  if (end.uncounted) await giveUpPlace(statements, end.task);
  if (end.follow !== undefined) await follow(statements, end.task, text(row.node), end.follow, end.at);
  const campaign = text(row.campaign);
  const journey = text(row.journey);
  const seq = Number(row.seq);
  const goesOn = end.next.length > 0 && !(await wasLeft(statements, journey, seq));
  let claimed: Task | undefined;
  for (const event of goesOn ? end.next : []) {
    const lease = claimed === undefined ? end.lease : undefined;
    const added = await addEvent(statements, campaign, journey, end.at, event, { lease, follows: seq });
    if (lease !== undefined && added)
      claimed = await claimedTask(statements, { ...event, campaign, journey, at: end.at });
  }
  await write(statements, journey, end.at, end.history, seq);
  return claimed ?? true;
}

/** Whether a journey was left after a task had begun: what would follow from it is over. */
export async function wasLeft({ one, lock }: Statements, journey: string, seq: number): Promise<boolean> {
  await lock("select id from journey where id = ?", journey);
  const row = await one("select floor from journey where id = ?", journey);
  return row?.floor != null && seq < Number(row.floor);
}

export async function release(
  statements: Statements,
  task: string,
  version: number,
  due: number,
  at: number,
  history: HistoryLine[],
  inDoubt?: boolean,
): Promise<boolean> {
  return giveBack(statements, { task, version, due, at, history, change: doubtOf(inDoubt) });
}

const doubtOf = (inDoubt: boolean | undefined) => (inDoubt === undefined ? "" : `, interrupted = ${inDoubt ? 1 : 0}`);

export function postpone(
  statements: Statements,
  task: string,
  version: number,
  until: number,
  at: number,
  held: JsonObject,
  history: HistoryLine[],
  inDoubt?: boolean,
): Promise<boolean> {
  const change = `, attempt = attempt - 1${doubtOf(inDoubt)}`;
  return giveBack(statements, { task, version, due: until, at, history, change, held });
}

interface GivenBack {
  task: string;
  version: number;
  due: number;
  at: number;
  history: HistoryLine[];
  /** What else changes of the task, in SQL. */
  change: string;
  held?: JsonObject;
}

async function giveBack(
  statements: Statements,
  { task, version, due, at, history, change, held }: GivenBack,
): Promise<boolean> {
  const row = await statements.one(
    `update task set state = 'ready', due_at = ?, owner = null, version = version + 1${change}${held === undefined ? "" : ", outcome = ?"}
     where id = ? and version = ? and state = 'leased' returning seq, kind, journey, interrupted`,
    due,
    ...(held === undefined ? [] : [JSON.stringify(held)]),
    task,
    version,
  );
  if (row === undefined) return false;
  const journey = text(row.journey);
  await write(statements, journey, at, history);
  if (row.kind !== "send" || row.interrupted !== 0) return true;
  await giveUpPlace(statements, task);
  // What certainly was not sent before the exit is not sent after it.
  if (await wasLeft(statements, journey, Number(row.seq))) await endReady(statements, Number(row.seq), recalled, at);
  return true;
}

export async function enqueue(statements: Statements, send: SendRequest): Promise<"queued" | "taken" | "over" | Task> {
  const { run } = statements;
  const { lease, counted } = send;
  const claims = lease === undefined ? 0 : 1;
  const wanted = await stillWanted(statements, send);
  const message = JSON.stringify(send.message);
  await useAssets(statements, send.journey, message);
  if (wanted === undefined) return "over";
  const added = await run(
    `insert into task (id, campaign, journey, kind, node, output, state, message, flow, follows, parent, owner, due_at, version,
       attempt, created_at)
     values (?, ?, ?, 'send', ?, 0, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing`,
    send.id,
    send.campaign,
    send.journey,
    send.node,
    lease === undefined ? "ready" : "leased",
    message,
    send.flow ?? null,
    wanted.parent,
    lease?.owner ?? null,
    lease?.until ?? send.at,
    claims,
    claims,
    send.at,
  );
  if (added === 0) return "taken";
  const data = { ...send.history.data, ...(send.flow !== undefined && { flow: send.flow }) };
  await write(statements, send.journey, send.at, [{ ...send.history, data }], wanted.parent ?? undefined);
  if (lease === undefined) return "queued";
  const task = await claimedTask(statements, { ...send, kind: "send" });
  await reserve(statements, [task], {
    now: send.at,
    ...(counted !== undefined && { counted: { [send.node]: counted } }),
  });
  return task;
}

export async function nextDue(statements: Statements, nodes: string[], kind: string): Promise<number | undefined> {
  const { one } = statements;
  if (nodes.length === 0) return undefined;
  const row = await one(
    `select min(due_at) as due from task where state in ('ready', 'leased') and kind = ? and node in (${marksFor(nodes)})`,
    kind,
    ...nodes,
  );
  return row?.due == null || row.due === never ? undefined : Number(row.due);
}
