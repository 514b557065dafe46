import type { AcceptRequest } from "../store.ts";
import { never } from "./journeys.ts";
import { type Row, type Statements, text } from "./statements.ts";

/** Events that are kept for a recipient who has not arrived yet (`early`), or for a person (`conflict`, `late`). */

export type KeptReason = "early" | "conflict" | "late";

/** What is kept for a person is named by this and its number. */
export const keptPrefix = "kept-";

export async function keep(
  { insert }: Statements,
  request: AcceptRequest,
  reason: KeptReason,
  digest: string,
  until = never,
): Promise<void> {
  await insert(
    `insert into kept (campaign, case_key, reason, node, endpoint, event, type, digest, data, recipient, test, received_at,
       until) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    request.campaign,
    request.caseKey,
    reason,
    request.node,
    request.endpoint,
    request.eventId,
    request.eventType,
    digest,
    JSON.stringify(request.data),
    // Only an event that updates says something of the recipient.
    JSON.stringify(request.mode === "update" ? request.recipient : {}),
    request.test ? 1 : 0,
    request.at,
    until,
  );
}

/** The early event of a case that came to an endpoint, where one is still kept. */
export async function earlyOf({ one }: Statements, request: AcceptRequest): Promise<Row | undefined> {
  return one(
    `select seq, digest, endpoint, event from kept where campaign = ? and case_key = ? and reason = 'early' and endpoint = ? and type = ?
       and test = ? and until >= ? order by seq limit 1`,
    request.campaign,
    request.caseKey,
    request.endpoint,
    request.eventType,
    request.test ? 1 : 0,
    request.at,
  );
}

/** Those of a case that a wait is released by, in the order in which they came. */
export async function earlyFor(
  { all }: Statements,
  campaign: string,
  caseKey: string,
  webhooks: readonly string[],
  test: boolean,
  now: number,
): Promise<Row[]> {
  const rows = await all(
    "select * from kept where campaign = ? and case_key = ? and reason = 'early' and until >= ? order by seq",
    campaign,
    caseKey,
    now,
  );
  const listens = (row: Row) => webhooks.length === 0 || webhooks.includes(text(row.node));
  return rows.filter((row) => listens(row) && (test || row.test === 0));
}

/** An event that was kept, and that nothing will come of. */
export async function cameToNothing({ run }: Statements, endpoint: string, event: string): Promise<void> {
  await run("update event set task = '' where endpoint = ? and id = ?", endpoint, event);
}

export async function forget({ run }: Statements, seq: number): Promise<void> {
  await run("delete from kept where seq = ?", seq);
}
