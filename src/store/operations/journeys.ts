import { Fault, type JsonObject } from "../../contract/index.ts";
import type { HistoryLine, Journey, NextEvent, Settler } from "../store.ts";
import { fromNothing, type Parent, wasRecalled } from "./lineage.ts";
import { type Row, type Statements, text } from "./statements.ts";

export function journeyOf(row: Row): Journey {
  return {
    id: text(row.journey_id),
    campaign: text(row.campaign),
    recipient: text(row.recipient),
    caseKey: row.case_key === null ? undefined : text(row.case_key),
    startedAt: Number(row.started_at),
    test: row.test === 1,
  };
}

/** The last instant of a date: when what has no end falls due. */
export const never = 8.64e15;

/** What `journeyOf` reads, with the recipient as `person`. */
export const journeyColumns =
  "j.id as journey_id, j.campaign, j.recipient, j.case_key, j.started_at, j.ended_at, j.test, r.data as person";
export const journeyJoin = "join recipient r on r.campaign = j.campaign and r.id = j.recipient";

/**
 * Adds to a journey's history; answers the number of the last line. `task`: the number of the one that is told of, by which the
 * lines are found then (`story_line`): tasks that are worked on lie together, while journeys lie anywhere.
 */
export async function write(
  { insert }: Statements,
  journey: string,
  at: number,
  lines: readonly HistoryLine[],
  task?: number,
): Promise<number> {
  let last = 0;
  for (const line of lines)
    last = await insert(
      "insert into history (journey, at, kind, node, data, task) values (?, ?, ?, ?, ?, ?)",
      journey,
      at,
      line.kind,
      line.node ?? null,
      JSON.stringify(line.data ?? {}),
      task ?? null,
    );
  return last;
}

/** `lease`: it is claimed already. `follows`: the task that it came of; absent: it begins a line. */
interface Beginning {
  lease?: { owner: string; until: number };
  follows?: Parent;
}

const intoTask = `insert into task (id, campaign, journey, kind, node, output, state, message, owner, due_at, version, attempt,
   follows, parent, created_at) values (?, ?, ?, 'event', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

function valuesOf(campaign: string, journey: string, at: number, event: NextEvent, { lease, follows }: Beginning) {
  const claims = lease === undefined ? 0 : 1;
  return [
    ...[event.id, campaign, journey, event.node, event.output, lease === undefined ? "ready" : "leased"],
    ...[JSON.stringify(event.message), lease?.owner ?? null, lease?.until ?? at, claims, claims],
    ...[follows === undefined ? 0 : 1, follows === undefined ? fromNothing : follows, at],
  ];
}

/** Keeps an event to be emitted, unless its id is taken. */
export async function addEvent(
  { run }: Statements,
  campaign: string,
  journey: string,
  at: number,
  event: NextEvent,
  beginning: Beginning = {},
): Promise<boolean> {
  const values = valuesOf(campaign, journey, at, event, beginning);
  return (await run(`${intoTask} on conflict (id) do nothing`, ...values)) === 1;
}

/** The same for an event whose id was just made; answers the number of its task. */
export async function addNewEvent(
  { insert }: Statements,
  campaign: string,
  journey: string,
  at: number,
  event: NextEvent,
  beginning: Beginning = {},
): Promise<number> {
  return insert(intoTask, ...valuesOf(campaign, journey, at, event, beginning));
}

const ended = "update task set state = 'done', outcome = ?, ended_at = ?, owner = null, version = version + 1";

/**
 * Ends a task that nobody holds with its outcome; a send that was collected is so no more. False: it has ended already, or
 * somebody holds it.
 */
export async function endReady(
  { one, run }: Statements,
  seq: number,
  outcome: object,
  at: number,
  states = "('ready')",
): Promise<boolean> {
  const row = await one(
    `${ended} where seq = ? and state in ${states} returning id, kind, due_at`,
    JSON.stringify(outcome),
    at,
    seq,
  );
  if (row === undefined) return false;
  if (row.kind === "send" && row.due_at === never) await run("delete from piece where task = ?", row.id ?? "");
  return true;
}

/** The outcome of a task that was taken back: what plays it may no longer set anything going. */
export const recalled = { state: "recalled" } as const;

/**
 * What a send or a wait grows from, where it is still wanted: its decision was not recalled, its journey was not left since,
 * nor its person erased. Nothing is recalled, left or erased until the transaction ends.
 * @throws Fault `send.no-journey` when the campaign has no such journey
 */
export async function stillWanted(
  statements: Statements,
  { journey, campaign, root }: { journey: string; campaign: string; root?: string },
): Promise<{ parent: Parent } | undefined> {
  const { one, lock } = statements;
  await lock("select id from journey where id = ?", journey);
  const found = await one("select floor, erased_at from journey where id = ? and campaign = ?", journey, campaign);
  // A message may claim any journey, and a task without one would keep every other from being claimed.
  if (found === undefined) throw new Fault("send.no-journey");
  if (found.erased_at !== null) return undefined;
  const task =
    root === undefined ? undefined : await one("select seq from task where id = ? and journey = ?", root, journey);
  if (task === undefined) return { parent: null };
  const parent = Number(task.seq);
  if (found.floor !== null && parent < Number(found.floor)) return undefined;
  return (await wasRecalled(statements, journey, parent)) ? undefined : { parent };
}

/** What a history tells of who settled something. */
export const told = ({ by, why }: Settler): JsonObject => ({ by, why });
