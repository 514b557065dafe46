import { Fault, type JsonObject, type Recipient } from "../../contract/index.ts";
import type { Erased, EraseRequest, Person } from "../store.ts";
import { leaveAssets } from "./asset-use.ts";
import { endEmpty } from "./batch.ts";
import { count } from "./counters.ts";
import { keepOut } from "./erased.ts";
import { never, write } from "./journeys.ts";
import { receiptsOf, tasksOf } from "./person.ts";
import { json, type Row, type Statements, text } from "./statements.ts";

/** What is removed of a person, and what stays: journeys without anybody, so that what happened at a node is still counted. */

/** A person wants to be erased. @throws Fault `erase.nobody`, `erase.being-sent` */
export async function erase(statements: Statements, { by, why, ...person }: EraseRequest): Promise<Erased> {
  const { campaign, id, at } = person;
  const found = await statements.one("select data from recipient where campaign = ? and id = ?", campaign, id);
  if (found === undefined) throw new Fault("erase.nobody");
  const cases = await statements.all(
    "select case_key from journey where campaign = ? and recipient = ? and case_key is not null",
    campaign,
    id,
  );
  const caseKeys = cases.map(({ case_key }) => text(case_key));
  await keepOut(statements, { campaign, recipient: json(found.data) as unknown as Recipient, caseKeys }, at);
  return removePerson(statements, person, { kind: "journey.erased", data: { by, why } });
}

/**
 * Removes a person in this transaction. What a node is playing of theirs may queue nothing more, for its journey is over;
 * what a carrier is being handed right now would go on unseen, so that nothing is removed before it has ended.
 * @throws Fault `erase.nobody`, `erase.being-sent`
 */
export async function removePerson(
  statements: Statements,
  { campaign, id, at }: Person & { at: number },
  line: { kind: string; data: JsonObject },
): Promise<Erased> {
  const { all, one, run, lock } = statements;
  const ofPerson = "from journey where campaign = ? and recipient = ?";
  await lock(`select id ${ofPerson}`, campaign, id);
  if ((await one("select id from recipient where campaign = ? and id = ?", campaign, id)) === undefined)
    throw new Fault("erase.nobody");
  const journeys = await all(`select id, campaign, case_key, node, ended_at ${ofPerson}`, campaign, id);
  const removed: Erased = { journeys: journeys.length, tasks: 0, pages: 0, events: 0, lines: 0, assets: 0 };
  for (const journey of journeys) {
    // Nothing is told of an open task from here on: what is being told is waited for, and found below.
    const tasks = await heldTasks(statements, text(journey.id), at);
    removed.events += await removeEvents(statements, journey);
    removed.lines += await emptyHistory(statements, text(journey.id));
    removed.tasks += await removeTasks(statements, text(journey.id), tasks);
    await run("delete from followed where journey = ?", text(journey.id));
    await removePieces(statements, text(journey.id), at);
    removed.pages += await run("delete from page where journey = ?", text(journey.id));
    removed.assets += await leaveAssets(statements, text(journey.id));
    await emptyJourney(statements, journey, at);
    await write(statements, text(journey.id), at, [{ ...line, node: text(journey.node) }]);
  }
  removed.events += await run("delete from consent where campaign = ? and recipient = ?", campaign, id);
  removed.events += await run("delete from sent where campaign = ? and recipient = ?", campaign, id);
  await run("delete from recipient where campaign = ? and id = ?", campaign, id);
  return removed;
}

/** The tasks of a journey; the open ones are kept from all others. @throws Fault `erase.being-sent` */
async function heldTasks(statements: Statements, journey: string, at: number): Promise<Row[]> {
  await statements.lock("select seq from task where journey = ? and state <> 'done'", journey);
  const tasks = await tasksOf(statements, journey);
  // Whose lease has run out is gone, and can end it no more.
  for (const task of tasks) if (await isBeingSent(statements, task, at)) throw new Fault("erase.being-sent");
  return tasks;
}

/** All tasks of a journey are over, and so is what grows from them. */
async function removeTasks(statements: Statements, journey: string, tasks: readonly Row[]): Promise<number> {
  const { run } = statements;
  for (const { seq, kind, state, node } of tasks) {
    if (kind === "wait" && state === "ready") await count(statements, text(node), "waiting", journey, -1);
    await run("delete from task where seq = ?", Number(seq));
  }
  return tasks.length;
}

/** Of a send that is handed over with others, their batch has the lease. */
async function isBeingSent({ one }: Statements, { id, kind, state, due_at }: Row, at: number): Promise<boolean> {
  if (kind !== "send" || state !== "leased") return false;
  if (due_at !== never) return Number(due_at) > at;
  const batch = await one("select due_at from batch where id in (select batch from piece where task = ?)", text(id));
  return Number(batch?.due_at ?? 0) > at;
}

async function removePieces(statements: Statements, journey: string, at: number): Promise<void> {
  const { all, run } = statements;
  const batches = await all("select distinct batch from piece where journey = ? and batch is not null", journey);
  await run("delete from piece where journey = ?", journey);
  for (const { batch } of batches) await endEmpty(statements, text(batch), at);
}

/** Receipts and decisions hold hashes of what was said, which may be guessed. */
async function removeEvents(statements: Statements, journey: Row): Promise<number> {
  const { run } = statements;
  const id = text(journey.id);
  const campaign = text(journey.campaign);
  const caseKey = typeof journey.case_key === "string" ? journey.case_key : undefined;
  const receipts = await receiptsOf(statements, id, { campaign, caseKey });
  for (const { seq } of receipts) await run("delete from event where seq = ?", Number(seq));
  const decisions = await run("delete from decision where journey = ?", id);
  const kept =
    caseKey === undefined ? 0 : await run("delete from kept where campaign = ? and case_key = ?", campaign, caseKey);
  await run("delete from recalled where journey = ?", id);
  return receipts.length + decisions + kept;
}

/** What happened and where stays, of nobody, and of no task that is about to go. */
async function emptyHistory({ run }: Statements, journey: string): Promise<number> {
  const lines = "select seq from story_line where journey = ?";
  const emptied = await run(`update history set data = '{}' where seq in (${lines}) and data <> '{}'`, journey);
  await run(`update history set task = null where seq in (${lines}) and task is not null`, journey);
  return emptied;
}

async function emptyJourney({ one, run }: Statements, { id }: Row, at: number): Promise<void> {
  const journey = text(id);
  const floor = await one("select max(seq) + 1 as seq from task");
  await run(
    `update journey set recipient = ?, case_key = null, ended_at = coalesce(ended_at, ?), floor = ?, erased_at = ?
     where id = ?`,
    `erased ${journey}`,
    at,
    Number(floor?.seq ?? 0),
    at,
    journey,
  );
}
