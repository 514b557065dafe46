import { canonicalJson, Fault, idFrom, type JsonObject, sha256 } from "../../contract/index.ts";
import { type HoldRequest, type Settler, type WaitPlan, waitOutput } from "../store.ts";
import { count, counted } from "./counters.ts";
import { addEvent, endReady, recalled, stillWanted, write } from "./journeys.ts";
import { cameToNothing, earlyFor, forget } from "./kept.ts";
import { orderedId } from "./ordered-id.ts";
import { updateRecipient } from "./recipients.ts";
import { json, type Row, type Statements, text } from "./statements.ts";

/** A wait is a task that stays ready until an event ends it, or until the next instant of its plan. */

/** The due date of a wait without an end: the last instant of a date. */
const never = 8.64e15;
const columns = "seq, id, campaign, journey, node, state, message, plan, outcome, created_at";

const openWaits = (what: string): string =>
  `select ${what} from task where journey = ? and kind = 'wait' and state = 'ready'`;

/** An event, as a message carries it. */
export interface EventOfWait {
  id: string;
  type: string;
  receivedAt: string;
  data: JsonObject;
  by?: string;
}

export async function hold(
  statements: Statements,
  wait: HoldRequest,
): Promise<"waiting" | "released" | "taken" | "over"> {
  const { one, run } = statements;
  const { id, campaign, journey, node, plan, at } = wait;
  if (!(await stillWanted(statements, wait))) return "over";
  const due = plan.steps[0]?.at ?? never;
  const added = await run(
    `insert into task (id, campaign, journey, kind, node, output, state, message, plan, follows, due_at, created_at)
     values (?, ?, ?, 'wait', ?, 0, 'ready', ?, ?, 1, ?, ?) on conflict (id) do nothing`,
    id,
    campaign,
    journey,
    node,
    JSON.stringify(wait.message),
    JSON.stringify(plan),
    due,
    at,
  );
  if (added === 0) return "taken";
  const end = plan.steps.findLast(({ output }) => output === "too-late");
  await write(statements, journey, at, [
    { kind: "wait.started", node, data: end === undefined ? {} : { until: new Date(end.at).toISOString() } },
  ]);
  await count(statements, node, "waiting", journey, 1);
  const row = await one(`select ${columns} from task where id = ?`, id);
  const whose = await one("select recipient, case_key, test from journey where id = ?", journey);
  if (row === undefined || typeof whose?.case_key !== "string") return "waiting";
  const early = await earlyFor(statements, campaign, whose.case_key, plan.webhooks, whose.test === 1, at);
  const first = early[0];
  if (first === undefined) return "waiting";
  await takeEarly(statements, row, first, text(whose.recipient), at);
  for (const later of early.slice(1)) {
    if (later.digest === first.digest) {
      await forget(statements, Number(later.seq));
      await cameToNothing(statements, text(later.endpoint), text(later.event));
      // What came after it says something else, and nobody has heard it yet.
    } else await run("update kept set reason = 'conflict', until = ? where seq = ?", never, Number(later.seq));
  }
  return "released";
}

async function takeEarly(statements: Statements, wait: Row, kept: Row, recipient: string, at: number): Promise<void> {
  const { run } = statements;
  const data = json(kept.data);
  const journey = text(wait.journey);
  const event = {
    id: text(kept.event),
    type: text(kept.type),
    receivedAt: new Date(Number(kept.received_at)).toISOString(),
    data,
  };
  await updateRecipient(statements, text(wait.campaign), recipient, json(kept.recipient));
  const history = await write(statements, journey, at, [
    { kind: "event.accepted", node: text(kept.node), data: { event: event.id, data } },
  ]);
  const task = await release(statements, wait, event, { at, history });
  await decided(
    statements,
    { journey, endpoint: text(kept.endpoint), type: event.type },
    {
      digest: text(kept.digest),
      event: event.id,
      task: task.id,
      history,
    },
  );
  await run(
    "update event set task = ?, journey = ? where endpoint = ? and id = ?",
    task.id,
    journey,
    text(kept.endpoint),
    event.id,
  );
  await forget(statements, Number(kept.seq));
}

/** What stands for a case, and what it has set going. */
export async function decided(
  { run }: Statements,
  key: { journey: string; endpoint: string; type: string },
  standing: { digest: string; event: string; task: string; history: number },
): Promise<void> {
  await run(
    `insert into decision (journey, endpoint, type, digest, event, task, history) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (journey, endpoint, type) do update set digest = excluded.digest, event = excluded.event,
       task = excluded.task, history = excluded.history`,
    key.journey,
    key.endpoint,
    key.type,
    standing.digest,
    standing.event,
    standing.task,
    standing.history,
  );
}

/**
 * The waits of a journey that listen to a webhook, the last one first; one that was taken back asks nothing. None of them
 * ends until the transaction does.
 */
export async function waitsOf({ all, lock }: Statements, journey: string, webhook: string): Promise<Row[]> {
  await lock(openWaits("seq"), journey);
  const rows = await all(`select ${columns} from task where journey = ? and kind = 'wait' order by seq desc`, journey);
  return rows.filter(({ plan, outcome }) => {
    if (outcome === JSON.stringify(recalled)) return false;
    const { webhooks } = json(plan) as unknown as WaitPlan;
    return webhooks.length === 0 || webhooks.includes(webhook);
  });
}

/** How a wait ended, where an event ended it. */
export interface Release {
  state: "released";
  event: string;
  /** The task that the story went on by. */
  task: string;
  /** Number of the line of the history that tells of it. */
  history: number;
  /** Of the event's data. */
  digest: string;
}

/** What makes a decision the same decision. */
export function digestOf(data: JsonObject): string {
  return sha256(canonicalJson(data));
}

export interface Released {
  id: string;
  node: string;
  message: JsonObject;
}

/** Lets a recipient go on with an event. Of a wait that has ended: they go on from it once more. */
export async function release(
  statements: Statements,
  wait: Row,
  event: EventOfWait,
  { at, history, lease }: { at: number; history: number; lease?: { owner: string; until: number } },
): Promise<Released> {
  const node = text(wait.node);
  const journey = text(wait.journey);
  const id = orderedId(at);
  const message = { ...json(wait.message), event: { ...event }, payload: event.data };
  const outcome: Release = { state: "released", event: event.id, task: id, history, digest: digestOf(event.data) };
  const open = wait.state === "ready";
  await endReady(statements, Number(wait.seq), outcome, at, "('ready', 'done')");
  if (open) await count(statements, node, "waiting", journey, -1);
  await addEvent(
    statements,
    text(wait.campaign),
    journey,
    at,
    { id, node, output: waitOutput.decision, message },
    { lease, follows: true },
  );
  return { id, node, message };
}

export async function elapse(statements: Statements, nodes: string[], now: number, limit: number): Promise<number> {
  const { all, unlocked } = statements;
  if (nodes.length === 0) return 0;
  const due = await all(
    `select ${columns} from task where state in ('ready', 'leased') and kind = 'wait' and node in (${nodes.map(() => "?").join(", ")})
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
  await addEvent(statements, text(wait.campaign), journey, now, { id, node, output, message }, { follows: true });
}

export async function waiting(statements: Statements, node: string): Promise<{ count: number; since?: number }> {
  const row = await statements.one(
    "select created_at from task where node = ? and kind = 'wait' and state = 'ready' order by created_at limit 1",
    node,
  );
  return {
    count: await counted(statements, node, "waiting"),
    ...(row !== undefined && { since: Number(row.created_at) }),
  };
}

/** Whoever of a case waits goes on with a person's answer. */
export async function answer(
  statements: Statements,
  caseKey: string,
  data: JsonObject,
  { by, why, at }: Settler,
  campaign?: string,
): Promise<{ journey: string }> {
  const { all, lock } = statements;
  const ofCase = `from journey where case_key = ?${campaign === undefined ? "" : " and campaign = ?"}`;
  const values = campaign === undefined ? [caseKey] : [caseKey, campaign];
  await lock(`select id ${ofCase}`, ...values);
  for (const { id } of await all(`select id ${ofCase}`, ...values)) {
    const journey = text(id);
    await lock(openWaits("seq"), journey);
    const open = await all(`${openWaits(columns)} order by seq`, journey);
    const first = open[0];
    if (first === undefined) continue;
    const event = { id: orderedId(at), type: "answer", receivedAt: new Date(at).toISOString(), data, by };
    const history = await write(statements, journey, at, [
      { kind: "event.answered", node: text(first.node), data: { event: event.id, data, by, why } },
    ]);
    for (const wait of open) await release(statements, wait, event, { at, history });
    return { journey };
  }
  throw new Fault("answer.nobody-waits", { caseKey });
}
