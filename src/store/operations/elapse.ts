import { idFrom, type JsonObject } from "../../contract/index.ts";
import { type WaitPlan, waitOutput } from "../store.ts";
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
  const late = step.output === "too-late";
  if (late) {
    if (!(await endReady(statements, seq, { state: "late" }, now))) return;
    await count(statements, node, "waiting", journey, -1);
  } else {
    // After a standstill the last of several reminders speaks for all.
    await run(
      "update task set plan = ?, due_at = ?, version = version + 1 where seq = ?",
      JSON.stringify({ ...plan, steps }),
      steps[0]?.at ?? never,
      seq,
    );
  }
  const id = idFrom("wait", text(wait.id), step.output, String(step.number ?? ""));
  const output = waitOutput[step.output];
  const since = new Date(Number(wait.created_at)).toISOString();
  const number = step.number ?? 1;
  const told: JsonObject = late
    ? { payload: new Date(step.at).toISOString() }
    : { reminder: { number, since }, payload: number };
  const message = { ...json(wait.message), ...told };
  await write(statements, journey, now, [
    { kind: late ? "wait.late" : "wait.reminder", node, data: late ? {} : { number } },
  ]);
  await addEvent(statements, text(wait.campaign), journey, now, { id, node, output, message }, { follows: seq });
}
