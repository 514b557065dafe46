import { Fault } from "../../contract/index.ts";
import type { Cancelled, Settler } from "../store.ts";
import { goOnAfter } from "./after-send.ts";
import { batchOf, endEmpty } from "./batch.ts";
import { wishCancelled } from "./follow.ts";
import { endReady, never, told, write } from "./journeys.ts";
import { mayHaveBeenSent } from "./recall.ts";
import { giveUpPlace } from "./reserve.ts";
import { json, type Row, type Statements, text } from "./statements.ts";

/** A person takes back what is held, or wants it cancelled where it has gone. */

export async function heldSends(
  { one }: Statements,
  node: string,
  now: number,
): Promise<{ count: number; until?: number }> {
  const row = await one(
    `select count(*) as held, min(due_at) as until from task
     where state in ('ready') and kind = 'send' and node in (?) and due_at > ? and due_at < ?`,
    node,
    now,
    // What is collected has no such instant.
    never,
  );
  const count = Number(row?.held ?? 0);
  return { count, ...(row?.until != null && { until: Number(row.until) }) };
}

export async function cancelSends(
  statements: Statements,
  key: string,
  settler: Settler,
  campaign?: string,
): Promise<Cancelled> {
  const found = await sendsOf(statements, key, campaign);
  if (found.length === 0) throw new Fault("cancel.nothing", { key });
  const cancelled: Cancelled = { takenBack: [], asked: [] };
  for (const row of found) {
    const id = text(row.id);
    if (row.state === "ready" && !mayHaveBeenSent({ ...row, kind: "send" })) {
      await cancel(statements, row, settler);
      cancelled.takenBack.push(id);
    } else if (row.state === "done" && (await askCarrier(statements, row, settler))) cancelled.asked.push(id);
  }
  if (cancelled.takenBack.length + cancelled.asked.length > 0) return cancelled;
  if (found.some(({ state }) => state === "leased" || state === "ready")) throw new Fault("cancel.being-sent", { key });
  throw new Fault(found.some(wasCancelled) ? "cancel.already" : "cancel.too-late", { key });
}

/** Keeps the wish for who follows the send, and tells of it once. */
async function askCarrier(statements: Statements, row: Row, settler: Settler): Promise<boolean> {
  const kept = await wishCancelled(statements, text(row.id), settler);
  if (kept === "new")
    await write(statements, text(row.journey), settler.at, [
      { kind: "send.cancel-asked", node: text(row.node), data: told(settler) },
    ]);
  return kept !== "unfollowed";
}

/** Taken back by a person, or cancelled at the carrier. */
function wasCancelled({ outcome }: Row): boolean {
  const { state, by, reports } = json(outcome ?? "{}");
  return (state === "not-sent" && by !== undefined) || (Array.isArray(reports) && reports.includes("cancelled"));
}

/** One send by its id, or those of the journeys of a case key. What a claim takes meanwhile is waited for. */
async function sendsOf({ all, lock }: Statements, key: string, campaign?: string): Promise<Row[]> {
  const columns =
    "select t.id, t.seq, t.campaign, t.journey, t.node, t.state, t.message, t.outcome, t.interrupted from task t";
  const only = campaign === undefined ? [] : [campaign];
  const and = campaign === undefined ? "" : " and t.campaign = ?";
  await lock("select seq from task where id = ? and kind = 'send'", key);
  const one = await all(`${columns} where t.id = ? and t.kind = 'send'${and}`, key, ...only);
  if (one.length > 0) return one;
  const journeys = await all("select id from journey where case_key = ?", key);
  for (const { id } of journeys)
    await lock("select seq from task where journey = ? and kind = 'send' and state in ('ready', 'done')", text(id));
  return all(
    `${columns} join journey j on j.id = t.journey where j.case_key = ? and t.kind = 'send'${and} order by t.seq`,
    key,
    ...only,
  );
}

async function cancel(statements: Statements, row: Row, settler: Settler): Promise<void> {
  const { at } = settler;
  const [id, journey, node] = [text(row.id), text(row.journey), text(row.node)];
  const seq = Number(row.seq);
  const batch = await batchOf(statements, id);
  if (!(await endReady(statements, seq, { state: "not-sent", ...told(settler) }, at))) return;
  await giveUpPlace(statements, id);
  await write(statements, journey, at, [{ kind: "send.taken-back", node, data: told(settler) }], seq);
  await goOnAfter(statements, row, "not-sent", settler);
  if (batch !== undefined) await endEmpty(statements, batch, at);
}
