import { canonicalJson, type JsonObject, sha256 } from "../../contract/index.ts";
import type { AcceptRequest, AcceptResult, Task } from "../store.ts";
import { addEvent, journeyColumns, journeyJoin, journeyOf, write } from "./journeys.ts";
import { orderedId } from "./ordered-id.ts";
import { tokenOf } from "./receipts.ts";
import { json, type Row, type Statements, text } from "./statements.ts";

const ofRecipient = "select data from recipient where campaign = ? and id = ?";
const known = "select seq, body_hash, receipt, first_event, journey, status_token from event";

/** Keeps an event and its task, or says why not. */
export async function accept(statements: Statements, request: AcceptRequest): Promise<AcceptResult> {
  const { campaign, node, endpoint, eventId, eventType, bodyHash, at } = request;
  const { one, run, insert, lock } = statements;
  await lock("select id from journey where campaign = ? and case_key = ?", campaign, request.caseKey);
  const row = await one(
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

  const again = await one(`${known} where endpoint = ? and id = ?`, endpoint, eventId);
  if (again !== undefined && again.body_hash !== bodyHash) return { receipt: "reused-id" };
  const first =
    again === undefined && !request.idProven
      ? await one(`${known} where endpoint = ? and body_hash = ? and id_proven = 0`, endpoint, bodyHash)
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
  const seq = await insert(
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
  await write(statements, journey, at, [
    { kind: `event.${receipt}`, node, data: { event: eventId, data: request.data } },
  ]);
  const own = tokenOf(seq, request.statusToken);
  if (receipt === "conflict") return { receipt, journey, firstEvent, statusToken: own };
  if (task === null) {
    const standing = await one(`${known} where endpoint = ? and id = ?`, endpoint, firstEvent);
    return { receipt: "duplicate", journey, reason: "same-decision", firstEvent, ...wordOf(standing) };
  }
  await run(
    "insert into decision (journey, endpoint, type, digest, event) values (?, ?, ?, ?, ?)",
    journey,
    endpoint,
    eventType,
    digest,
    eventId,
  );
  if (Object.keys(request.recipient).length > 0)
    await updateRecipient(statements, campaign, text(row.recipient), request.recipient);
  const event = { id: eventId, type: eventType, receivedAt: new Date(at).toISOString(), data: request.data };
  const message = { event, payload: request.data };
  await addEvent(statements, campaign, journey, at, { id: task, node, output: 0, message }, { lease: request.lease });
  const claimed = request.lease && {
    claimed: await claimedTask(statements, { id: task, campaign, journey, node, message }),
  };
  return { receipt: "accepted", journey, task, statusToken: own, ...claimed };
}

type Added = Pick<Task, "id" | "campaign" | "node" | "message"> & { journey: string };

/** The task of an event that was claimed with its acceptance, as `claim` would have it. */
async function claimedTask({ one }: Statements, { journey, ...task }: Added): Promise<Task> {
  const row = (await one(`select ${journeyColumns} from journey j ${journeyJoin} where j.id = ?`, journey)) ?? {};
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

async function updateRecipient(
  { one, run, lock }: Statements,
  campaign: string,
  id: string,
  change: JsonObject,
): Promise<void> {
  await lock(ofRecipient, campaign, id);
  const present = json((await one(ofRecipient, campaign, id))?.data);
  const attributes = { ...(present.attributes as JsonObject), ...(change.attributes as JsonObject) };
  const data = JSON.stringify({ ...present, ...change, id, attributes });
  await run("update recipient set data = ? where campaign = ? and id = ?", data, campaign, id);
}
