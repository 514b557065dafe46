import type { EnrolRequest, EnrolResult } from "../store.ts";
import { erasedIn } from "./erased.ts";
import { addEvent, write } from "./journeys.ts";
import { orderedId } from "./ordered-id.ts";
import { type Statements, text } from "./statements.ts";

/** Keeps recipients, journeys and first tasks; answers in the order of the rows. */
export async function enrol(statements: Statements, requests: EnrolRequest[]): Promise<EnrolResult[]> {
  const results: EnrolResult[] = [];
  const erased = await erasedIn(statements);
  for (const request of requests) {
    const { campaign, recipient, caseKey } = request;
    const out = await erased({ campaign, recipient, caseKeys: caseKey === undefined ? [] : [caseKey] });
    results.push(out ? { state: "suppressed" } : await enrolOne(statements, request));
  }
  return results;
}

/** Keeps recipient, journey and first task of a row, once per recipient and case. */
async function enrolOne(statements: Statements, request: EnrolRequest): Promise<EnrolResult> {
  const { one } = statements;
  const { campaign, recipient, node, at } = request;
  const caseKey = request.caseKey ?? null;
  if (caseKey !== null) {
    const taken = await one("select id, recipient from journey where campaign = ? and case_key = ?", campaign, caseKey);
    if (taken !== undefined)
      return taken.recipient === recipient.id ? { state: "already", journey: text(taken.id) } : { state: "case-taken" };
  }
  if (caseKey === null) {
    const known = await one(
      `select id from journey
       where campaign = ? and recipient = ? and node = ? and case_key is null`,
      campaign,
      recipient.id,
      node,
    );
    if (known !== undefined) return { state: "already", journey: text(known.id) };
  }
  const journey = await startJourney(statements, request);
  const task = orderedId(at);
  await addEvent(statements, campaign, journey, at, { id: task, node, output: 0, message: {} });
  return { state: "enrolled", journey, task };
}

/** Keeps a recipient and a journey that was not there. */
export async function startJourney(statements: Statements, request: EnrolRequest): Promise<string> {
  const { run } = statements;
  const { campaign, recipient, node, at } = request;
  const journey = orderedId(at);
  await run(
    `insert into recipient (campaign, id, data, created_at) values (?, ?, ?, ?)
     on conflict (campaign, id) do update set data = excluded.data`,
    campaign,
    recipient.id,
    JSON.stringify(recipient),
    at,
  );
  await run(
    `insert into journey (id, campaign, recipient, case_key, node, test, started_at, seen_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    journey,
    campaign,
    recipient.id,
    request.caseKey ?? null,
    node,
    request.test ? 1 : 0,
    at,
    at,
  );
  await write(statements, journey, at, [{ kind: "journey.started", node }]);
  return journey;
}
