import { count } from "./counters.ts";
import { endReady, recalled } from "./journeys.ts";
import { json, type Row, type Statements, text } from "./statements.ts";

/** What a decision has set going: its task, and all that came of tasks of the journey since. */
export interface Line {
  journey: string;
  /** Id of the task that the decision went on by. */
  task: string;
  /** Number of the line of the history that tells of it. */
  history: number;
}

/**
 * Takes back what a decision has set going, unless something of it was sent, is being sent, or may have been: that is the
 * point of no return. Answers the task that the decision went on by; undefined: it is too late.
 */
export async function recallLine(statements: Statements, line: Line, at: number): Promise<Row | undefined> {
  const { one, all, lock } = statements;
  const first = await one("select seq, campaign, node, output, state, message from task where id = ?", line.task);
  if (first === undefined) return undefined;
  const after = "journey = ? and follows = 1 and state <> 'done' and seq > ?";
  await lock(`select seq from task where ${after}`, line.journey, Number(first.seq));
  const open = await all(
    `select seq, kind, node, state, interrupted, outcome from task where ${after}`,
    line.journey,
    Number(first.seq),
  );
  if (open.some(mayHaveBeenSent)) return undefined;
  const sent = await one(
    "select seq from history where journey = ? and seq > ? and kind in ('send.sent', 'send.unknown') limit 1",
    line.journey,
    line.history,
  );
  if (sent !== undefined) return undefined;
  for (const task of [first, ...open]) await takeBack(statements, task, line.journey, at);
  await forgetLine(statements, line, Number(first.seq));
  return first;
}

/** What had ended already is over as well: who still plays it, the waits on the way, and what was decided there. */
async function forgetLine({ one, run }: Statements, { journey, history }: Line, first: number): Promise<void> {
  const end = await one("select max(seq) + 1 as seq from task");
  await run("insert into recalled (journey, first, after) values (?, ?, ?)", journey, first, Number(end?.seq ?? first));
  await run(
    "update task set outcome = ? where journey = ? and kind = 'wait' and seq > ?",
    JSON.stringify(recalled),
    journey,
    first,
  );
  await run("delete from decision where journey = ? and history >= ?", journey, history);
}

/** A send that was sent, is being sent, or may have been. */
export function mayHaveBeenSent({ kind, state, interrupted, outcome }: Row): boolean {
  if (kind !== "send") return false;
  if (state === "dead") return json(outcome ?? "{}").state === "unknown";
  return state === "leased" || interrupted === 1;
}

/** Takes back a task, whoever holds it. */
export async function takeBack(statements: Statements, task: Row, journey: string, at: number): Promise<void> {
  const waited = task.kind === "wait" && task.state === "ready";
  // The task that a decision went on by may have been played already; what is played of it still is over.
  const states = "('ready', 'leased', 'dead', 'done')";
  if (!(await endReady(statements, Number(task.seq), recalled, at, states))) return;
  if (waited) await count(statements, text(task.node), "waiting", journey, -1);
}
