import type { EnrolRequest, EnrolResult } from "../store.ts";
import { addEvent, write } from "./journeys.ts";
import { orderedId } from "./ordered-id.ts";
import { type Statements, text } from "./statements.ts";

/** Keeps recipient, journey and first task of a row, once per recipient and case. */
export function enrol(statements: Statements, request: EnrolRequest): EnrolResult {
  const { one, run } = statements;
  const { campaign, recipient, node, at } = request;
  const caseKey = request.caseKey ?? null;
  if (caseKey !== null) {
    const taken = one("select id, recipient from journey where campaign = ? and case_key = ?", campaign, caseKey);
    if (taken !== undefined)
      return taken.recipient === recipient.id ? { state: "already", journey: text(taken.id) } : { state: "case-taken" };
  }
  if (caseKey === null) {
    const known = one(
      // The index of cases would find all journeys that have none.
      `select id from journey indexed by journey_recipient
       where campaign = ? and recipient = ? and node = ? and case_key is null`,
      campaign,
      recipient.id,
      node,
    );
    if (known !== undefined) return { state: "already", journey: text(known.id) };
  }
  const journey = orderedId(at);
  run(
    `insert into recipient (campaign, id, data, created_at) values (?, ?, ?, ?)
     on conflict (campaign, id) do update set data = excluded.data`,
    campaign,
    recipient.id,
    JSON.stringify(recipient),
    at,
  );
  run(
    `insert into journey (id, campaign, recipient, case_key, node, test, started_at) values (?, ?, ?, ?, ?, ?, ?)`,
    journey,
    campaign,
    recipient.id,
    caseKey,
    node,
    request.test ? 1 : 0,
    at,
  );
  const task = orderedId(at);
  addEvent(statements, campaign, journey, at, { id: task, node, output: 0, message: {} });
  write(statements, journey, at, [{ kind: "journey.started", node }]);
  return { state: "enrolled", journey, task };
}
