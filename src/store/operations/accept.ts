import type { AcceptRequest, AcceptResult } from "../store.ts";
import { contradict } from "./contradict.ts";
import { digestOf, type Release, standingOf } from "./decisions.ts";
import { startJourney } from "./enrol.ts";
import { erasedIn } from "./erased.ts";
import { goOn, goOnFrom } from "./go-on.ts";
import { eventOf, type Heard, held, keepConflict, keepEvent, saidIn } from "./heard.ts";
import { cameToNothing, earlyOf, forget, keep } from "./kept.ts";
import { leave } from "./leave.ts";
import { tokenOf } from "./receipts.ts";
import { updateRecipient } from "./recipients.ts";
import { json, type Row, type Statements, text } from "./statements.ts";
import { waitsOf } from "./waits.ts";

const known = "select seq, body_hash, receipt, first_event, journey, status_token from event";

/** Keeps an event and its task, or says why not. */
export async function accept(statements: Statements, request: AcceptRequest): Promise<AcceptResult> {
  const { campaign, endpoint, eventId, eventType, bodyHash, mode = "continue" } = request;
  const { one, lock } = statements;
  await lock("select id from journey where campaign = ? and case_key = ?", campaign, request.caseKey);
  const row = await one(
    `select j.id, j.recipient, j.test, j.ended_at, d.digest, d.event, d.task, d.history from journey j
     left join decision d on d.journey = j.id and d.endpoint = ? and d.type = ?
     where j.campaign = ? and j.case_key = ?`,
    endpoint,
    eventType,
    campaign,
    request.caseKey,
  );
  // A test secret is told nothing of the journeys of others, not even by an id that is known already.
  if (request.test && row === undefined && mode !== "start") return { receipt: "unknown-case" };
  if (request.test && row !== undefined && row.test !== 1) return { receipt: "forbidden", reason: "test-only" };

  const again = await one(`${known} where endpoint = ? and id = ?`, endpoint, eventId);
  if (again !== undefined && again.body_hash !== bodyHash) return { receipt: "reused-id" };
  const first =
    again === undefined && !request.idProven
      ? await one(`${known} where endpoint = ? and body_hash = ? and id_proven = 0`, endpoint, bodyHash)
      : again;
  if (first !== undefined && request.test && first.journey !== row?.id) return { receipt: "reused-id" };
  if (first !== undefined) return sameEvent(first);

  if (row === undefined) return ofNewCase(statements, request);
  const journey = text(row.id);
  if (row.ended_at !== null) return { receipt: "ended", journey };
  const heard: Heard = { request, digest: digestOf(request.data), journey, recipient: text(row.recipient) };
  if (mode === "exit") return exit(statements, heard);

  if (row.event !== null && row.digest === heard.digest) return sameDecision(statements, heard, text(row.event));
  const standing: Release | undefined = row.event === null ? undefined : standingOf(row);
  if (mode === "release" || mode === "update") return toWait(statements, heard, standing);
  return standing === undefined ? goOn(statements, heard) : contradict(statements, heard, standing);
}

/** The recipient goes on from the wait that holds them; one who has not arrived there finds the event. */
async function toWait(statements: Statements, heard: Heard, standing: Release | undefined): Promise<AcceptResult> {
  const { request, journey } = heard;
  const waits = await waitsOf(statements, journey, request.node);
  // A wait that is open asks anew, whatever was said before.
  const open = waits.filter(({ state }) => state === "ready");
  if (open.length > 0) return goOnFrom(statements, heard, open);
  const last = waits[0];
  const ended = json(last?.outcome ?? "{}");
  // Of several questions to a webhook, it is the last one that another word contradicts, whoever has answered it.
  const later = ended.state === "released" && Number(ended.history) > (standing?.history ?? 0);
  if (standing !== undefined && !later) return contradict(statements, heard, standing);
  if (last === undefined) return early(statements, request, { digest: heard.digest, journey });
  if (ended.state === "released") {
    const release = ended as unknown as Release;
    // Another webhook, or a person, has said the same.
    if (release.digest === heard.digest) return sameDecision(statements, heard, release.event);
    return contradict(statements, heard, release);
  }
  const { late } = json(last.plan) as { late?: string };
  if (ended.state !== "late" || late === undefined || late === "refuse") return { receipt: "ended", journey };
  if (late === "continue") return goOnFrom(statements, heard, [last]);
  return held(statements, heard, "late");
}

/** What is right for a case that nobody knows. */
async function ofNewCase(statements: Statements, request: AcceptRequest): Promise<AcceptResult> {
  const { campaign, node, caseKey, starts, at } = request;
  const digest = digestOf(request.data);
  if (starts !== undefined) {
    const { recipient, test } = starts;
    const present = await statements.one(
      "select id from recipient where campaign = ? and id = ?",
      campaign,
      recipient.id,
    );
    // A test secret changes nothing that is said of a person who is there already.
    if (request.test && present !== undefined) return { receipt: "forbidden", reason: "test-only" };
    const erased = await erasedIn(statements);
    if (await erased({ campaign, recipient, caseKeys: [caseKey] })) return { receipt: "ended" };
    const start = { campaign, node, recipient, caseKey, test, at };
    const journey = await startJourney(statements, start, saidIn(request));
    return goOn(statements, { request, digest, journey, recipient: recipient.id });
  }
  if (request.early?.anyCase !== true) return { receipt: "unknown-case" };
  const erased = await erasedIn(statements);
  if (await erased({ campaign, caseKeys: [caseKey] })) return { receipt: "unknown-case" };
  return early(statements, request, { digest });
}

/** Keeps an event whose recipient has not arrived yet; of several that differ, the conflict policy says which. */
async function early(
  statements: Statements,
  request: AcceptRequest,
  { digest, journey }: { digest: string; journey?: string },
): Promise<AcceptResult> {
  const { conflict = "first" } = request;
  if (request.early === undefined) return { receipt: "unknown-case" };
  const whose = journey === undefined ? {} : { journey };
  const before = await earlyOf(statements, request);
  if (before !== undefined && before.digest === digest)
    return sameDecision(statements, { request, journey }, text(before.event));
  const firstEvent = before === undefined ? undefined : text(before.event);
  if (firstEvent !== undefined && conflict === "first")
    return keepConflict(statements, { request, journey }, firstEvent);
  if (firstEvent !== undefined && conflict === "ask" && journey !== undefined)
    return held(statements, { request, journey, digest }, "conflict");
  if (before !== undefined) {
    await forget(statements, Number(before.seq));
    await cameToNothing(statements, text(before.endpoint), text(before.event));
  }
  await keep(statements, request, "early", digest, request.early.until);
  const { seq } = await keepEvent(statements, request, journey, "early");
  return { receipt: "early", ...whose, statusToken: tokenOf(seq, request.statusToken) };
}

/** Ends the journey. */
async function exit(statements: Statements, heard: Heard): Promise<AcceptResult> {
  const { request, journey, recipient } = heard;
  await updateRecipient(statements, request.campaign, recipient, request.recipient, saidIn(request));
  const { seq } = await keepEvent(statements, request, journey, "accepted");
  const task = await leave(statements, { ...request, journey, event: eventOf(request) });
  if (task !== undefined) await statements.run("update event set task = ? where seq = ?", task, seq);
  return {
    receipt: "accepted",
    journey,
    ...(task !== undefined && { task }),
    statusToken: tokenOf(seq, request.statusToken),
  };
}

async function sameDecision(
  statements: Statements,
  { request, journey }: { request: AcceptRequest; journey?: string },
  firstEvent: string,
): Promise<AcceptResult> {
  await keepEvent(statements, request, journey, "duplicate", { firstEvent });
  const standing = await statements.one(`${known} where endpoint = ? and id = ?`, request.endpoint, firstEvent);
  const whose = journey === undefined ? {} : { journey };
  return { receipt: "duplicate", ...whose, reason: "same-decision", firstEvent, ...wordOf(standing) };
}

/** The word for the receipt of a row, where the row is there and has one. */
function wordOf(row: Row | undefined): { statusToken?: string } {
  return typeof row?.status_token === "string" ? { statusToken: tokenOf(Number(row.seq), row.status_token) } : {};
}

/** What an event that came before is answered: the first word again. */
function sameEvent(row: Row): AcceptResult {
  const firstEvent = text(row.first_event);
  const whose = row.journey === "" ? {} : { journey: text(row.journey) };
  if (row.receipt === "conflict") return { receipt: "conflict", ...whose, firstEvent, ...wordOf(row) };
  return { receipt: "duplicate", ...whose, reason: "same-event", firstEvent, ...wordOf(row) };
}
