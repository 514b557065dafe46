import { canonicalJson, type JsonObject, sha256 } from "../../contract/index.ts";
import type { AcceptRequest, AcceptResult, Task } from "../store.ts";
import { addEvent, journeyColumns, journeyJoin, journeyOf, write } from "./journeys.ts";
import { orderedId } from "./ordered-id.ts";
import { tokenOf } from "./receipts.ts";
import { json, type Row, type Statements, text } from "./statements.ts";

const known = "select seq, body_hash, receipt, first_event, journey, status_token from event";

/** Keeps an event and its task, or says why not. */
export function accept(statements: Statements, request: AcceptRequest): AcceptResult {
  const { campaign, node, endpoint, eventId, eventType, bodyHash, at } = request;
  const { one, run, insert } = statements;
  const row = one(
    `select j.id, j.recipient, j.test, j.ended_at, d.digest, d.event from journey j
     left join decision d on d.journey = j.id and d.endpoint = ? and d.type = ?
     where j.campaign = ? and j.case_key = ?`,
    endpoint,
    eventType,
    campaign,
    request.caseKey,
  );
  // A test secret is told nothing of the journeys of others, not even by an id that is known already.
  if (request.test && row === undefined) return { receipt: "unknown-case" };
  if (request.test && row?.test !== 1) return { receipt: "forbidden", reason: "test-only" };

  const again = one(`${known} where endpoint = ? and id = ?`, endpoint, eventId);
  if (again !== undefined && again.body_hash !== bodyHash) return { receipt: "reused-id" };
  const first =
    again === undefined && !request.idProven
      ? one(`${known} where endpoint = ? and body_hash = ? and id_proven = 0`, endpoint, bodyHash)
      : again;
  if (first !== undefined && request.test && first.journey !== row?.id) return { receipt: "reused-id" };
  if (first !== undefined) return sameEvent(first);

  if (row === undefined) return { receipt: "unknown-case" };
  const journey = text(row.id);
  if (row.ended_at !== null) return { receipt: "ended", journey };

  const digest = sha256(canonicalJson(request.data));
  const firstEvent = row.event === null ? eventId : text(row.event);
  const receipt = row.event === null ? "accepted" : row.digest === digest ? "duplicate" : "conflict";
  const task = receipt === "accepted" ? orderedId(at) : null;
  const seq = insert(
    `insert into event (endpoint, id, body_hash, receipt, first_event, journey, received_at, status_token, id_proven, task)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    endpoint,
    eventId,
    bodyHash,
    receipt,
    firstEvent,
    journey,
    at,
    request.statusToken,
    request.idProven ? 1 : 0,
    task,
  );
  write(statements, journey, at, [{ kind: `event.${receipt}`, node, data: { event: eventId, data: request.data } }]);
  const own = tokenOf(seq, request.statusToken);
  if (receipt === "conflict") return { receipt, journey, firstEvent, statusToken: own };
  if (task === null) {
    const standing = one(`${known} where endpoint = ? and id = ?`, endpoint, firstEvent);
    return { receipt: "duplicate", journey, reason: "same-decision", firstEvent, ...wordOf(standing) };
  }
  run(
    "insert into decision (journey, endpoint, type, digest, event) values (?, ?, ?, ?, ?)",
    journey,
    endpoint,
    eventType,
    digest,
    eventId,
  );
  if (Object.keys(request.recipient).length > 0)
    updateRecipient(statements, campaign, text(row.recipient), request.recipient);
  const event = { id: eventId, type: eventType, receivedAt: new Date(at).toISOString(), data: request.data };
  const message = { event, payload: request.data };
  addEvent(statements, campaign, journey, at, { id: task, node, output: 0, message }, { lease: request.lease });
  const claimed = request.lease && { claimed: claimedTask(statements, { id: task, campaign, journey, node, message }) };
  return { receipt: "accepted", journey, task, statusToken: own, ...claimed };
}

type Added = Pick<Task, "id" | "campaign" | "node" | "message"> & { journey: string };

/** The task of an event that was claimed with its acceptance, as `claim` would have it. */
function claimedTask({ one }: Statements, { journey, ...task }: Added): Task {
  const row = one(`select ${journeyColumns} from journey j ${journeyJoin} where j.id = ?`, journey) ?? {};
  const recipient = json(row.person) as unknown as Task["recipient"];
  const first = { version: 1, attempt: 1, interrupted: false } as const;
  return { ...task, journey: journeyOf(row), recipient, kind: "event", output: 0, ...first };
}

/** The word for the receipt of a row, where the row is there and has one. */
function wordOf(row: Row | undefined): { statusToken?: string } {
  return typeof row?.status_token === "string" ? { statusToken: tokenOf(Number(row.seq), row.status_token) } : {};
}

/** What an event that came before is answered: the first word again. */
function sameEvent(row: Row): AcceptResult {
  const journey = text(row.journey);
  const firstEvent = text(row.first_event);
  if (row.receipt === "conflict") return { receipt: "conflict", journey, firstEvent, ...wordOf(row) };
  return { receipt: "duplicate", journey, reason: "same-event", firstEvent, ...wordOf(row) };
}

function updateRecipient({ one, run }: Statements, campaign: string, id: string, change: JsonObject): void {
  const present = json(one("select data from recipient where campaign = ? and id = ?", campaign, id)?.data);
  const attributes = { ...(present.attributes as JsonObject), ...(change.attributes as JsonObject) };
  const data = JSON.stringify({ ...present, ...change, id, attributes });
  run("update recipient set data = ? where campaign = ? and id = ?", data, campaign, id);
}
