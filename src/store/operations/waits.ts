import { type EventPart, Fault, type JsonObject } from "../../contract/index.ts";
import { type Settler, type WaitPlan, waitOutput } from "../store.ts";
import { count, counted } from "./counters.ts";
import { digestOf, type Release } from "./decisions.ts";
import { addEvent, endReady, recalled, write } from "./journeys.ts";
import { orderedId } from "./ordered-id.ts";
import { json, type Row, type Statements, text } from "./statements.ts";

/** A wait is a task that stays ready until an event ends it, or until the next instant of its plan. */

/** Columns of a wait. */
export const columns = "seq, id, campaign, journey, node, state, message, plan, outcome, created_at";

export const openWaits = (what: string): string =>
  `select ${what} from task where journey = ? and kind = 'wait' and state = 'ready'`;

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

export interface Released {
  id: string;
  node: string;
  message: JsonObject;
}

/** Lets a recipient go on with an event. Of a wait that has ended: they go on from it once more. */
export async function release(
  statements: Statements,
  wait: Row,
  event: EventPart,
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
    { lease, follows: Number(wait.seq) },
  );
  return { id, node, message };
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
  settler: Settler,
  campaign?: string,
): Promise<{ journey: string }> {
  const { all, lock } = statements;
  const ofCase = `from journey where case_key = ?${campaign === undefined ? "" : " and campaign = ?"}`;
  const values = campaign === undefined ? [caseKey] : [caseKey, campaign];
  await lock(`select id ${ofCase}`, ...values);
  for (const { id } of await all(`select id ${ofCase}`, ...values)) {
    const journey = text(id);
    if (await answerJourney(statements, journey, data, settler)) return { journey };
  }
  throw new Fault("answer.nobody-waits", { caseKey });
}

/** The same in one journey, which the caller has locked. False: nobody waits there. */
export async function answerJourney(
  statements: Statements,
  journey: string,
  data: JsonObject,
  { by, why, at }: Settler,
): Promise<boolean> {
  const { all, lock } = statements;
  await lock(openWaits("seq"), journey);
  const open = await all(`${openWaits(columns)} order by seq`, journey);
  const first = open[0];
  if (first === undefined) return false;
  const event = { id: orderedId(at), type: "answer", receivedAt: new Date(at).toISOString(), data, by };
  const history = await write(statements, journey, at, [
    { kind: "event.answered", node: text(first.node), data: { event: event.id, data, by, why } },
  ]);
  for (const wait of open) await release(statements, wait, event, { at, history });
  return true;
}
