import type { EventPart, JsonObject } from "../../contract/index.ts";
import type { AcceptRequest, AcceptResult, Task } from "../store.ts";
import { journeyColumns, journeyJoin, journeyOf, write } from "./journeys.ts";
import { keep } from "./kept.ts";
import { tokenOf } from "./receipts.ts";
import type { Said } from "./recipients.ts";
import { json, type Statements } from "./statements.ts";

/** A new event for a case that is known. */
export interface Heard {
  request: AcceptRequest;
  digest: string;
  journey: string;
  recipient: string;
}

/** Keeps an event for a person. */
export async function held(
  statements: Statements,
  { request, journey, digest }: Pick<Heard, "request" | "journey" | "digest">,
  reason: "conflict" | "late",
): Promise<AcceptResult> {
  await keep(statements, request, reason, digest);
  const { seq } = await keepEvent(statements, request, journey, "held", { data: { reason } });
  return { receipt: "held", journey, reason, statusToken: tokenOf(seq, request.statusToken) };
}

/** Keeps a word that does not count. */
export async function keepConflict(
  statements: Statements,
  { request, journey }: { request: AcceptRequest; journey?: string },
  firstEvent: string,
  reason?: "too-late",
): Promise<AcceptResult> {
  const { seq } = await keepEvent(statements, request, journey, "conflict", {
    firstEvent,
    data: reason === undefined ? {} : { reason },
  });
  return {
    receipt: "conflict",
    ...(journey !== undefined && { journey }),
    ...(reason !== undefined && { reason }),
    firstEvent,
    statusToken: tokenOf(seq, request.statusToken),
  };
}

/** Keeps an event's receipt, and tells of it in the history. `task`: what the story goes on by. */
export async function keepEvent(
  statements: Statements,
  request: AcceptRequest,
  journey: string | undefined,
  receipt: "accepted" | "early" | "held" | "duplicate" | "conflict",
  { task, firstEvent, data }: { task?: { id: string; seq: number }; firstEvent?: string; data?: JsonObject } = {},
): Promise<{ seq: number; history: number }> {
  const { node, endpoint, eventId, bodyHash, at } = request;
  const seq = await statements.insert(
    `insert into event (endpoint, id, body_hash, receipt, first_event, journey, received_at, status_token, id_proven, task)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    endpoint,
    eventId,
    bodyHash,
    receipt,
    firstEvent ?? eventId,
    journey ?? "",
    at,
    request.statusToken,
    request.idProven ? 1 : 0,
    task?.id ?? null,
  );
  if (journey === undefined) return { seq, history: 0 };
  const line = { kind: `event.${receipt}`, node, data: { event: eventId, data: request.data, ...data } };
  return { seq, history: await write(statements, journey, at, [line], task?.seq) };
}

/** Where what a call brings for a recipient was said. */
export function saidIn({ eventId, at }: AcceptRequest): Said {
  return { source: "webhook", proof: eventId, at };
}

/** The event as its message carries it. */
export function eventOf({ eventId, eventType, at, data }: AcceptRequest): EventPart {
  return { id: eventId, type: eventType, receivedAt: new Date(at).toISOString(), data };
}

type Added = Pick<Task, "id" | "campaign" | "node" | "message"> & {
  journey: string;
  at: number;
  kind?: "event" | "send";
  output?: number;
};

/** A task that was claimed when it was kept, as `claim` would have it. */
export async function claimedTask(
  { one }: Statements,
  { journey, id, campaign, node, kind = "event", output = 0, message, at }: Added,
): Promise<Task> {
  const row = (await one(`select ${journeyColumns} from journey j ${journeyJoin} where j.id = ?`, journey)) ?? {};
  const recipient = json(row.person) as unknown as Task["recipient"];
  const first = { createdAt: at, version: 1, attempt: 1, interrupted: false } as const;
  return { id, campaign, node, output, message, journey: journeyOf(row), recipient, kind, ...first };
}
