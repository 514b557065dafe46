import type { Recipient } from "../../contract/index.ts";
import type {
  HeldConsent,
  HeldDecision,
  HeldEvent,
  HeldJourney,
  HeldReceipt,
  HeldSend,
  HeldTask,
  Holdings,
  Person,
  TaskKind,
} from "../store.ts";
import { assetsOf } from "./asset-use.ts";
import { pagesOf } from "./held-page.ts";
import { journeyColumns, journeyJoin, journeyOf } from "./journeys.ts";
import { json, marksFor, type Row, type Statements, text } from "./statements.ts";
import { linesOf } from "./stories.ts";
import { suppressed } from "./suppression.ts";

/** All that is held of one person, found without reading what is held of others. */

/** Ids of the campaigns that have recipients. */
export async function campaigns({ one }: Statements): Promise<string[]> {
  const found: string[] = [];
  for (;;) {
    const row = await one("select min(campaign) as id from recipient where campaign > ?", found.at(-1) ?? "");
    if (row?.id == null) return found;
    found.push(text(row.id));
  }
}

/** The people of a recipient id or case key: one, where the campaign is named or only one knows the key. */
export async function whoIs(statements: Statements, key: string, campaign?: string): Promise<Person[]> {
  const { one } = statements;
  const people: Person[] = [];
  for (const id of campaign === undefined ? await campaigns(statements) : [campaign]) {
    const named = await one("select id from recipient where campaign = ? and id = ?", id, key);
    const ofCase = await one("select recipient as id from journey where campaign = ? and case_key = ?", id, key);
    const both = new Set([named, ofCase].flatMap((row) => (row === undefined ? [] : [text(row.id)])));
    people.push(...[...both].map((recipient) => ({ campaign: id, id: recipient })));
  }
  return people;
}

/** What is known of one recipient. */
export async function recipient({ one }: Statements, { campaign, id }: Person): Promise<Recipient | undefined> {
  const row = await one("select data from recipient where campaign = ? and id = ?", campaign, id);
  return row === undefined ? undefined : (json(row.data) as unknown as Recipient);
}

const held = `seq, id, kind, node, output, state, message, plan, outcome, attempt, interrupted, flow, due_at, created_at,
  ended_at`;

/** The tasks of a journey, oldest first. */
export async function tasksOf({ all }: Statements, journey: string): Promise<Row[]> {
  return all(`select ${held} from task where journey = ? order by seq`, journey);
}

const receiptColumns = "seq, endpoint, id, receipt, first_event, body_hash, id_proven, task, received_at, journey";

/** Receipts of the events that a journey's history tells of, or that were kept for its case; no index has their journey. */
export async function receiptsOf(
  { all, one }: Statements,
  journey: string,
  whose: { campaign: string; caseKey?: string },
): Promise<Row[]> {
  const told = await all("select data from story_line where journey = ? and kind like 'event.%'", journey);
  const early = await keptFor({ all }, whose);
  const ids = new Set([
    ...told.map(({ data }) => text(json(data).event as string)),
    ...early.map(({ event }) => text(event)),
  ]);
  if (ids.size === 0) return [];
  const list = [...ids];
  const found: Row[] = [];
  let endpoint = "";
  for (;;) {
    const next = await one("select min(endpoint) as id from event where endpoint > ?", endpoint);
    if (next?.id == null) break;
    endpoint = text(next.id);
    for (let at = 0; at < list.length; at += 100) {
      const some = list.slice(at, at + 100);
      found.push(
        ...(await all(
          `select ${receiptColumns} from event where endpoint = ? and id in (${marksFor(some)})`,
          endpoint,
          ...some,
        )),
      );
    }
  }
  const isEarly = (row: Row) => early.some(({ endpoint, event }) => endpoint === row.endpoint && event === row.id);
  return found.filter((row) => row.journey === journey || (row.journey === "" && isEarly(row)));
}

/** Events that are kept for a case. */
async function keptFor(
  { all }: Pick<Statements, "all">,
  { campaign, caseKey }: { campaign: string; caseKey?: string },
): Promise<Row[]> {
  if (caseKey === undefined) return [];
  return all("select * from kept where campaign = ? and case_key = ? order by seq", campaign, caseKey);
}

const ofPerson = "where campaign = ? and recipient = ?";

/** Everything held of a person; undefined: nobody knows them. */
export async function holdings(statements: Statements, { campaign, id }: Person): Promise<Holdings | undefined> {
  const { one, all } = statements;
  const person = await one("select data, created_at from recipient where campaign = ? and id = ?", campaign, id);
  if (person === undefined) return undefined;
  const rows = await all(
    `select ${journeyColumns}, j.node from journey j ${journeyJoin} where j.campaign = ? and j.recipient = ?
     order by j.started_at, j.id`,
    campaign,
    id,
  );
  const recipient = json(person.data) as unknown as Recipient;
  const journeys: HeldJourney[] = [];
  for (const row of rows) journeys.push(await heldJourney(statements, row));
  return {
    campaign,
    recipient,
    createdAt: Number(person.created_at),
    consents: (await all(`select * from consent ${ofPerson} order by seq`, campaign, id)).map(consentOf),
    suppressions: await suppressed(statements, campaign, recipient),
    sends: (await all(`select * from sent ${ofPerson} order by seq`, campaign, id)).map(sendOf),
    journeys,
  };
}

async function heldJourney(statements: Statements, row: Row): Promise<HeldJourney> {
  const journey = journeyOf(row);
  const { id } = journey;
  const pieces = await statements.all("select * from piece where journey = ?", id);
  const collected = new Map(pieces.map((piece) => [text(piece.task), collectedOf(piece)]));
  const decisions = await statements.all("select * from decision where journey = ? order by endpoint, type", id);
  return {
    journey,
    node: text(row.node),
    ...(row.ended_at !== null && { endedAt: Number(row.ended_at) }),
    lines: await linesOf(statements, id),
    tasks: (await tasksOf(statements, id)).map((task) => ({ ...taskOf(task), ...collected.get(text(task.id)) })),
    receipts: (await receiptsOf(statements, id, journey)).map(receiptOf),
    decisions: decisions.map(decisionOf),
    kept: (await keptFor(statements, journey)).map(eventOf),
    pages: await pagesOf(statements, id),
    assets: await assetsOf(statements, id),
  };
}

const consentOf = (row: Row): HeldConsent => ({
  channel: text(row.channel),
  purpose: text(row.purpose),
  granted: row.granted === 1,
  source: text(row.source),
  proof: text(row.proof),
  at: Number(row.at),
});

const sendOf = (row: Row): HeldSend => ({
  channel: text(row.channel),
  purpose: text(row.purpose),
  task: text(row.task),
  test: row.test === 1,
  at: Number(row.at),
});

const taskOf = (row: Row): HeldTask => ({
  id: text(row.id),
  kind: text(row.kind) as TaskKind,
  node: text(row.node),
  output: Number(row.output),
  state: text(row.state),
  message: json(row.message),
  ...(row.plan !== null && { plan: json(row.plan) }),
  ...(row.outcome !== null && { outcome: json(row.outcome) }),
  attempt: Number(row.attempt),
  interrupted: row.interrupted === 1,
  ...(row.flow !== null && { flow: text(row.flow) }),
  dueAt: Number(row.due_at),
  createdAt: Number(row.created_at),
  ...(row.ended_at !== null && { endedAt: Number(row.ended_at) }),
});

const collectedOf = (row: Row): Pick<HeldTask, "collected"> => ({
  collected: {
    at: Number(row.collected_at),
    group: text(row.group_key),
    order: text(row.order_key),
    size: Number(row.size),
    ...(row.batch !== null && { batch: text(row.batch) }),
    ...(row.position !== null && { position: Number(row.position) }),
  },
});

const receiptOf = (row: Row): HeldReceipt => ({
  endpoint: text(row.endpoint),
  eventId: text(row.id),
  receipt: text(row.receipt),
  firstEvent: text(row.first_event),
  bodyHash: text(row.body_hash),
  idProven: row.id_proven === 1,
  ...(row.task !== null && row.task !== "" && { task: text(row.task) }),
  receivedAt: Number(row.received_at),
});

const decisionOf = (row: Row): HeldDecision => ({
  endpoint: text(row.endpoint),
  type: text(row.type),
  event: text(row.event),
  digest: text(row.digest),
  ...(row.task !== null && { task: text(row.task) }),
});

const eventOf = (row: Row): HeldEvent => ({
  reason: text(row.reason),
  node: text(row.node),
  endpoint: text(row.endpoint),
  event: text(row.event),
  type: text(row.type),
  digest: text(row.digest),
  data: json(row.data),
  recipient: json(row.recipient),
  test: row.test === 1,
  receivedAt: Number(row.received_at),
  until: Number(row.until),
});
