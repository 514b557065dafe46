import { batchOf, endEmpty } from "./batch.ts";
import { count } from "./counters.ts";
import { endReady, recalled } from "./journeys.ts";
import { descendants } from "./lineage.ts";
import { pagesOfLine, recallPages, wasSeen } from "./page-recall.ts";
import { giveUpPlace } from "./reserve.ts";
import { json, marksFor, type Row, type Statements, text } from "./statements.ts";

/** What a decision has set going: its task, and all that grew from it. */
export interface Line {
  journey: string;
  /** Id of the task that the decision went on by. */
  task: string;
  /** Number of the line of the history that tells of it. */
  history: number;
}

/**
 * Takes back what a decision has set going, unless something of it was sent, is being sent, or may have been, or the person
 * has seen it on their page: that is the point of no return. What other branches of the journey do is left alone. Answers the task that the decision went on by;
 * undefined: it is too late.
 */
export async function recallLine(statements: Statements, line: Line, at: number): Promise<Row | undefined> {
  const { one, all, lock } = statements;
  const { journey } = line;
  const first = await one(
    "select seq, campaign, node, output, state, message, parent from task where id = ?",
    line.task,
  );
  if (first === undefined) return undefined;
  const firsts = [Number(first.seq), ...(await besides(statements, line))];
  const after = "journey = ? and follows = 1 and state <> 'done' and seq > ?";
  await lock(`select seq from task where ${after}`, journey, Math.min(...firsts) - 1);
  const open = await ofLine(
    statements,
    firsts,
    await all(
      `select seq, id, kind, node, state, interrupted, outcome from task where ${after}`,
      journey,
      Math.min(...firsts) - 1,
    ),
  );
  if (open.some(mayHaveBeenSent) || (await wasSent(statements, line, firsts))) return undefined;
  const pages = await pagesOfLine(statements, journey, firsts);
  if (pages.some(wasSeen)) return undefined;
  await recallPages(statements, pages, at);
  for (const task of [first, ...open.filter(({ seq }) => seq !== first.seq)])
    await takeBack(statements, task, journey, at);
  await forgetLine(statements, line, firsts);
  return first;
}

/** The tasks by which the decision let others of the same journey go on, from waits in branches of their own. */
async function besides({ all }: Statements, { journey, task, history }: Line): Promise<number[]> {
  const waits = await all(
    "select outcome from task where journey = ? and kind = 'wait' and state = 'done' order by seq",
    journey,
  );
  const ids = waits
    .map(({ outcome }) => json(outcome ?? "{}"))
    .filter((ended) => ended.state === "released" && ended.history === history && ended.task !== task)
    .map((ended) => String(ended.task));
  if (ids.length === 0) return [];
  const rows = await all(`select seq from task where id in (${marksFor(ids)}) order by seq`, ...ids);
  return rows.map(({ seq }) => Number(seq));
}

/** Those rows whose task grew from one of `firsts`. */
async function ofLine(statements: Statements, firsts: readonly number[], rows: Row[]): Promise<Row[]> {
  const numbers = rows.map(({ seq }) => Number(seq));
  const line = await descendants(statements, firsts, numbers);
  return rows.filter(({ seq }) => line.has(Number(seq)));
}

/** Whether something of the line was sent, or may have been. */
async function wasSent(
  statements: Statements,
  { journey, history }: Line,
  firsts: readonly number[],
): Promise<boolean> {
  const sent = await statements.all(
    "select task from story_line where journey = ? and seq > ? and kind in ('send.sent', 'send.unknown')",
    journey,
    history,
  );
  // An older history does not say which task was sent: it may have been one of the line.
  if (sent.some(({ task }) => task === null)) return true;
  const tasks = sent.map(({ task }) => Number(task));
  return (await descendants(statements, firsts, tasks)).size > 0;
}

/** What had ended already is over as well: who still plays it, the waits on the way, and what was decided there. */
async function forgetLine(
  statements: Statements,
  { journey, history }: Line,
  firsts: readonly number[],
): Promise<void> {
  const { one, all, run } = statements;
  const end = await one("select max(seq) + 1 as seq from task");
  for (const first of firsts)
    await run(
      "insert into recalled (journey, first, after) values (?, ?, ?)",
      journey,
      first,
      Number(end?.seq ?? first),
    );
  const younger = await all(
    "select seq, outcome from task where journey = ? and kind = 'wait' and seq > ? order by seq",
    journey,
    Math.min(...firsts),
  );
  const waits = await ofLine(statements, firsts, younger);
  for (const { seq } of waits)
    await run("update task set outcome = ? where seq = ?", JSON.stringify(recalled), Number(seq));
  // A decision that let somebody go on from one of these waits may be said again, also where it stands in another branch.
  const there = new Set(waits.map(({ outcome }) => json(outcome ?? "{}").history));
  const decisions = await all(
    `select d.endpoint, d.type, d.history, t.seq from decision d left join task t on t.id = d.task
     where d.journey = ? and d.history >= ?`,
    journey,
    history,
  );
  const line = await ofLine(statements, firsts, decisions);
  for (const decision of decisions)
    if (decision.seq === null || line.includes(decision) || there.has(Number(decision.history)))
      await run(
        "delete from decision where journey = ? and endpoint = ? and type = ?",
        journey,
        text(decision.endpoint),
        text(decision.type),
      );
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
  const batch = task.kind === "send" ? await batchOf(statements, text(task.id)) : undefined;
  if (!(await endReady(statements, Number(task.seq), recalled, at, states))) return;
  // Of what was collected, the place is kept.
  if (task.kind === "send" && task.state === "ready") await giveUpPlace(statements, text(task.id));
  if (batch !== undefined) await endEmpty(statements, batch, at);
  if (waited) await count(statements, text(task.node), "waiting", journey, -1);
}
