import { canonicalJson, idFrom, type JsonObject, sha256 } from "../../contract/index.ts";
import type { AcceptRequest, AcceptResult, Journey } from "../store.ts";
import { addEvent, journeyColumns, journeyJoin, journeyOf, write } from "./journeys.ts";
import { json, type Statements, text } from "./statements.ts";

/** Keeps an event and its task, or says why not. */
export function accept(statements: Statements, request: AcceptRequest): AcceptResult {
  const { one, run } = statements;
  const known = one("select * from event where endpoint = ? and id = ?", request.endpoint, request.eventId);
  if (known !== undefined) {
    if (known.body_hash !== request.bodyHash) return { receipt: "reused-id" };
    const journey = text(known.journey);
    const firstEvent = text(known.first_event);
    if (known.receipt === "conflict") return { receipt: "conflict", journey, firstEvent };
    return { receipt: "duplicate", journey, reason: "same-event", firstEvent };
  }
  const row = one(
    `select ${journeyColumns} from journey j ${journeyJoin} where j.campaign = ? and j.case_key = ?`,
    request.campaign,
    request.caseKey,
  );
  if (row === undefined) return { receipt: "unknown-case" };
  const journey = journeyOf(row);
  if (row.ended_at !== null) return { receipt: "ended", journey: journey.id };

  const keep = (receipt: string, firstEvent: string) =>
    run(
      `insert into event (endpoint, id, body_hash, receipt, first_event, journey, data, received_at)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
      request.endpoint,
      request.eventId,
      request.bodyHash,
      receipt,
      firstEvent,
      journey.id,
      JSON.stringify(request.data),
      request.at,
    );
  const digest = sha256(canonicalJson(request.data));
  const standing = one(
    "select digest, event from decision where journey = ? and endpoint = ? and type = ?",
    journey.id,
    request.endpoint,
    request.eventType,
  );
  if (standing !== undefined) {
    const firstEvent = text(standing.event);
    const receipt = standing.digest === digest ? "duplicate" : "conflict";
    keep(receipt, firstEvent);
    write(statements, journey.id, request.at, [
      { kind: `event.${receipt}`, node: request.node, data: { event: request.eventId, data: request.data } },
    ]);
    if (receipt === "conflict") return { receipt, journey: journey.id, firstEvent };
    return { receipt, journey: journey.id, reason: "same-decision", firstEvent };
  }

  keep("accepted", request.eventId);
  run(
    "insert into decision (journey, endpoint, type, digest, event) values (?, ?, ?, ?, ?)",
    journey.id,
    request.endpoint,
    request.eventType,
    digest,
    request.eventId,
  );
  if (Object.keys(request.recipient).length > 0)
    updateRecipient(statements, journey, json(row.person), request.recipient);
  const event = {
    id: request.eventId,
    type: request.eventType,
    receivedAt: new Date(request.at).toISOString(),
    data: request.data,
  };
  const task = idFrom("event", request.endpoint, request.eventId);
  addEvent(statements, request.campaign, journey.id, request.at, {
    id: task,
    node: request.node,
    output: 0,
    message: { event, payload: request.data },
  });
  write(statements, journey.id, request.at, [
    { kind: "event.accepted", node: request.node, data: { event: request.eventId, data: request.data } },
  ]);
  return { receipt: "accepted", journey: journey.id, task };
}

function updateRecipient({ run }: Statements, journey: Journey, present: JsonObject, change: JsonObject): void {
  const attributes = { ...(present.attributes as JsonObject), ...(change.attributes as JsonObject) };
  const data = { ...present, ...change, id: journey.recipient, attributes };
  run(
    "update recipient set data = ? where campaign = ? and id = ?",
    JSON.stringify(data),
    journey.campaign,
    journey.recipient,
  );
}
