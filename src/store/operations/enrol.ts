import type { JsonObject } from "../../contract/index.ts";
import type { EnrolRequest, EnrolResult, EnrolTerms } from "../store.ts";
import { erasedIn } from "./erased.ts";
import { advance } from "./imports.ts";
import { addEvent, write } from "./journeys.ts";
import { orderedId } from "./ordered-id.ts";
import { noteConsents, type Said, updateRecipient } from "./recipients.ts";
import { type Row, type Statements, text } from "./statements.ts";

/** Keeps recipients, journeys and first tasks; answers in the order of the rows. */
export async function enrol(
  statements: Statements,
  requests: EnrolRequest[],
  terms: EnrolTerms = {},
): Promise<EnrolResult[]> {
  const results: EnrolResult[] = [];
  const erased = await erasedIn(statements);
  const enrolAt = async (index: number) => {
    const request = requests[index]!;
    const { campaign, recipient, caseKey } = request;
    const out = await erased({ campaign, recipient, caseKeys: caseKey === undefined ? [] : [caseKey] });
    results[index] = out ? { state: "suppressed" } : await enrolOne(statements, request, terms);
  };
  // Side by side, so that a driver that can asks for all of them at once.
  for (const apart of ofDifferentPeople(requests)) await Promise.all(apart.map(enrolAt));
  if (terms.progress !== undefined) await advance(statements, terms.progress, results);
  return results;
}

/** The places of rows in their order, where a person or case that comes again begins the next list. */
function ofDifferentPeople(requests: readonly EnrolRequest[]): number[][] {
  let list: number[] = [];
  const lists = [list];
  let known = new Set<string>();
  for (const [index, { campaign, recipient, caseKey }] of requests.entries()) {
    const words = [`person ${campaign} ${recipient.id}`];
    if (caseKey !== undefined) words.push(`case ${campaign} ${caseKey}`);
    if (words.some((word) => known.has(word))) {
      known = new Set();
      list = [];
      lists.push(list);
    }
    for (const word of words) known.add(word);
    list.push(index);
  }
  return lists;
}

/** Keeps recipient, journey and first task of a row, unless the recipient is there and does not enter again. */
async function enrolOne(statements: Statements, request: EnrolRequest, terms: EnrolTerms): Promise<EnrolResult> {
  const { campaign, recipient, caseKey } = request;
  const last = await lastJourney(statements, request);
  if (last !== undefined && last.recipient !== recipient.id) return { state: "case-taken" };
  const enters = last === undefined || (caseKey === undefined && (await entersAgain(statements, last, terms)));
  if (!enters) return known(statements, request, text(last.id), terms);
  const said = saidBy(request, terms);
  if (!(await addRecipient(statements, request, said)))
    await updateRecipient(statements, campaign, recipient.id, { ...recipient } as unknown as JsonObject, said);
  const task = orderedId(request.at);
  const entry = { entry: last === undefined ? 0 : Number(last.entry) + 1, run: terms.run, task };
  const journey = await addJourney(statements, request, entry);
  const { node, at } = request;
  await addEvent(statements, campaign, journey, at, { id: task, node, output: 0, message: {} });
  return { state: "enrolled", journey, task };
}

/** The one journey of a case; without a case key, the last one that the recipient entered by this node. */
async function lastJourney({ one }: Statements, request: EnrolRequest): Promise<Row | undefined> {
  const { campaign, recipient, node, caseKey } = request;
  if (caseKey !== undefined)
    return one("select id, recipient, entry from journey where campaign = ? and case_key = ?", campaign, caseKey);
  // By `entry` too: without it SQLite reads all journeys of the campaign that have no case key.
  return one(
    `select id, recipient, entry, run, task, ended_at from journey
     where campaign = ? and recipient = ? and node = ? and entry >= 0 and case_key is null order by entry desc limit 1`,
    campaign,
    recipient.id,
    node,
  );
}

async function entersAgain(statements: Statements, last: Row, { reentry, run }: EnrolTerms): Promise<boolean> {
  if (reentry === undefined || reentry === "never") return false;
  // Twice in one list is a duplicate, not a return.
  if (run !== undefined && last.run === run) return false;
  return reentry === "always" || isOver(statements, last);
}

/**
 * Whether nothing of a journey without a case key is left to come. What it began with has ended, and so has what came of
 * that; no webhook reaches such a journey. What waits for a person
 * is not over, unless the journey was left.
 */
async function isOver({ one }: Statements, journey: Row): Promise<boolean> {
  const live = journey.ended_at === null ? "state <> 'done'" : "state in ('ready', 'leased')";
  const open = await one(
    `select id from task where id = ? and ${live}
     union all select id from task where journey = ? and follows = 1 and state <> 'done' and ${live} limit 1`,
    journey.task ?? null,
    text(journey.id),
  );
  return open === undefined;
}

/** The answer for a recipient who is there, and for whom no journey begins. */
async function known(
  statements: Statements,
  request: EnrolRequest,
  journey: string,
  terms: EnrolTerms,
): Promise<EnrolResult> {
  const { campaign, recipient } = request;
  const { duplicates } = terms;
  if (duplicates === "refuse") return { state: "refused" };
  if (duplicates !== "update") return { state: "already", journey };
  const change = { ...recipient } as unknown as JsonObject;
  await updateRecipient(statements, campaign, recipient.id, change, saidBy(request, terms));
  return { state: "updated", journey };
}

/** Where a row says what it says. */
function saidBy({ node, at }: EnrolRequest, { run }: EnrolTerms): Said {
  return { source: "audience", proof: run ?? node, at };
}

/** Keeps a recipient; false: they were there. */
async function addRecipient(
  statements: Statements,
  { campaign, recipient, at }: EnrolRequest,
  said: Said,
): Promise<boolean> {
  const { id, consent } = recipient;
  const added = await statements.run(
    "insert into recipient (campaign, id, data, created_at) values (?, ?, ?, ?) on conflict (campaign, id) do nothing",
    campaign,
    id,
    JSON.stringify(recipient),
    at,
  );
  if (added === 1 && consent !== undefined) await noteConsents(statements, { campaign, id }, undefined, consent, said);
  return added === 1;
}

/** Keeps a journey that was not there. */
async function addJourney(
  statements: Statements,
  request: EnrolRequest,
  { entry, run, task }: { entry: number; run?: string; task?: string },
): Promise<string> {
  const { campaign, recipient, node, at } = request;
  const journey = orderedId(at);
  await statements.run(
    `insert into journey (id, campaign, recipient, case_key, node, test, started_at, seen_at, entry, run, task)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    journey,
    campaign,
    recipient.id,
    request.caseKey ?? null,
    node,
    request.test ? 1 : 0,
    at,
    at,
    entry,
    run ?? null,
    task ?? null,
  );
  await write(statements, journey, at, [{ kind: "journey.started", node }]);
  return journey;
}

/** Keeps a recipient and a journey that was not there. */
export async function startJourney(statements: Statements, request: EnrolRequest, said: Said): Promise<string> {
  const { campaign, recipient } = request;
  if (!(await addRecipient(statements, request, said)))
    await updateRecipient(statements, campaign, recipient.id, { ...recipient } as unknown as JsonObject, said);
  return addJourney(statements, request, { entry: 0 });
}
