import { canonicalJson, type JsonObject, sha256 } from "../../contract/index.ts";
import type { AcceptRequest, AcceptResult } from "../store.ts";
import { addEvent, write } from "./journeys.ts";
import { orderedId } from "./ordered-id.ts";
import { tokenOf } from "./receipts.ts";
import { json, type Row, type Statements, text } from "./statements.ts";

const known = "select rowid, body_hash, receipt, first_event, journey, status_token from event";

/** Keeps an event and its task, or says why not. */
export function accept(statements: Statements, request: AcceptRequest): AcceptResult {
  const { one, run } = statements;
  const again = one(`${known} where endpoint = ? and id = ?`, request.endpoint, request.eventId);
  if (again !== undefined) return again.body_hash === request.bodyHash ? sameEvent(again) : { receipt: "reused-id" };
  if (!request.idProven) {
    const twin = one(
      `${known} where endpoint = ? and body_hash = ? and id_proven = 0`,
      request.endpoint,
      request.bodyHash,
    );
    if (twin !== undefined) return sameEvent(twin);
  }
  const journey = one(
    "select id, recipient, test, ended_at from journey where campaign = ? and case_key = ?",
    request.campaign,
    request.caseKey,
  );
  if (journey === undefined) return { receipt: "unknown-case" };
  const journeyId = text(journey.id);
  if (request.test && journey.test !== 1) return { receipt: "forbidden", reason: "test-only" };
  if (journey.ended_at !== null) return { receipt: "ended", journey: journeyId };

  const keep = (receipt: string, firstEvent: string, task: string | null = null): string =>
    tokenOf(
      one(
        `insert into event (endpoint, id, body_hash, receipt, first_event, journey, data, received_at, status_token,
           id_proven, task) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning rowid`,
        request.endpoint,
        request.eventId,
        request.bodyHash,
        receipt,
        firstEvent,
        journeyId,
        JSON.stringify(request.data),
        request.at,
        request.statusToken,
        request.idProven ? 1 : 0,
        task,
      )?.rowid,
      request.statusToken,
    ) ?? "";
  const digest = sha256(canonicalJson(request.data));
  const standing = one(
    "select digest, event from decision where journey = ? and endpoint = ? and type = ?",
    journeyId,
    request.endpoint,
    request.eventType,
  );
  if (standing !== undefined) {
    const firstEvent = text(standing.event);
    const receipt = standing.digest === digest ? "duplicate" : "conflict";
    const own = keep(receipt, firstEvent);
    write(statements, journeyId, request.at, [
      { kind: `event.${receipt}`, node: request.node, data: { event: request.eventId, data: request.data } },
    ]);
    if (receipt === "conflict") return { receipt, journey: journeyId, firstEvent, statusToken: own };
    const first = one(`${known} where endpoint = ? and id = ?`, request.endpoint, firstEvent);
    const statusToken = tokenOf(first?.rowid, first?.status_token);
    return { receipt, journey: journeyId, reason: "same-decision", firstEvent, ...(statusToken && { statusToken }) };
  }

  const task = orderedId(request.at);
  const statusToken = keep("accepted", request.eventId, task);
  run(
    "insert into decision (journey, endpoint, type, digest, event) values (?, ?, ?, ?, ?)",
    journeyId,
    request.endpoint,
    request.eventType,
    digest,
    request.eventId,
  );
  if (Object.keys(request.recipient).length > 0)
    updateRecipient(statements, request.campaign, text(journey.recipient), request.recipient);
  const event = {
    id: request.eventId,
    type: request.eventType,
    receivedAt: new Date(request.at).toISOString(),
    data: request.data,
  };
  addEvent(statements, request.campaign, journeyId, request.at, {
    id: task,
    node: request.node,
    output: 0,
    message: { event, payload: request.data },
  });
  write(statements, journeyId, request.at, [
    { kind: "event.accepted", node: request.node, data: { event: request.eventId, data: request.data } },
  ]);
  return { receipt: "accepted", journey: journeyId, task, statusToken };
}

/** What an event that came before is answered: the first word again. */
function sameEvent(row: Row): AcceptResult {
  const journey = text(row.journey);
  const firstEvent = text(row.first_event);
  const token = tokenOf(row.rowid, row.status_token);
  const statusToken = token === undefined ? {} : { statusToken: token };
  if (row.receipt === "conflict") return { receipt: "conflict", journey, firstEvent, ...statusToken };
  return { receipt: "duplicate", journey, reason: "same-event", firstEvent, ...statusToken };
}

function updateRecipient({ one, run }: Statements, campaign: string, id: string, change: JsonObject): void {
  const present = json(one("select data from recipient where campaign = ? and id = ?", campaign, id)?.data);
  const attributes = { ...(present.attributes as JsonObject), ...(change.attributes as JsonObject) };
  const data = JSON.stringify({ ...present, ...change, id, attributes });
  run("update recipient set data = ? where campaign = ? and id = ?", data, campaign, id);
}
