import { idAfter } from "../../contract/index.ts";
import { type HistoryLine, type WaitPlan, waitOutput } from "../store.ts";
import { count } from "./counters.ts";
import { addEvent, endReady, never, write } from "./journeys.ts";
import { json, marksFor, type Row, type Statements, text } from "./statements.ts";
import { columns } from "./waits.ts";

/** Sends the reminders that are due and ends the waits whose time is up; answers how many. */
export async function elapse(statements: Statements, nodes: string[], now: number, limit: number): Promise<number> {
  const { all, unlocked } = statements;
  if (nodes.length === 0) return 0;
  const due = await all(
    `select ${columns} from task where state in ('ready', 'leased') and kind = 'wait' and node in (${marksFor(nodes)})
     and due_at <= ? order by due_at limit ? ${unlocked}`,
    ...nodes,
    now,
    limit,
  );
  for (const wait of due) await elapseOne(statements, wait, now);
  return due.length;
}

async function elapseOne(statements: Statements, wait: Row, now: number): Promise<void> {
  const { run } = statements;
  const plan = json(wait.plan) as unknown as WaitPlan;
  const passed = plan.steps.filter(({ at }) => at <= now);
  const step = passed.at(-1);
  const steps = plan.steps.slice(passed.length);
  const seq = Number(wait.seq);
  const node = text(wait.node);
  const journey = text(wait.journey);
  if (step === undefined) {
    await run("update task set due_at = ? where seq = ?", steps[0]?.at ?? never, seq);
    return;
  }
  if (step.output === "too-late") {
    await endLate(statements, wait, { at: step.at, now, line: { kind: "wait.late", node } });
    return;
  }
  // After a standstill the last of several reminders speaks for all.
  await run(
    "update task set plan = ?, due_at = ?, version = version + 1 where seq = ?",
    JSON.stringify({ ...plan, steps }),
    steps[0]?.at ?? never,
    seq,
  );
  const id = idAfter("wait", text(wait.id), step.output, String(step.number ?? ""));
  const since = new Date(Number(wait.created_at)).toISOString();
  const number = step.number ?? 1;
  const message = { ...json(wait.message), reminder: { number, since }, payload: number };
  await write(statements, journey, now, [{ kind: "wait.reminder", node, data: { number } }]);
  const event = { id, node, output: waitOutput.reminder, message };
  await addEvent(statements, text(wait.campaign), journey, now, event, { follows: seq });
}

/** Ends a wait whose time is up at `at`; `line` tells of it. False: it has ended already. */
export async function endLate(
  statements: Statements,
  wait: Row,
  { at, now, line }: { at: number; now: number; line: HistoryLine },
): Promise<boolean> {
  const [seq, node, journey] = [Number(wait.seq), text(wait.node), text(wait.journey)];
  if (!(await endReady(statements, seq, { state: "late" }, now))) return false;
  await count(statements, node, "waiting", journey, -1);
  const message = { ...json(wait.message), payload: new Date(at).toISOString() };
  await write(statements, journey, now, [line]);
  const event = { id: idAfter("wait", text(wait.id), "too-late", ""), node, output: waitOutput["too-late"], message };
  await addEvent(statements, text(wait.campaign), journey, now, event, { follows: seq });
  return true;
}
