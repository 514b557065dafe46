import { sameBytes } from "../../contract/index.ts";
import type { ReceiptState } from "../store.ts";
import { type Row, type Statements, text, type Value } from "./statements.ts";

/** The word for a receipt: where its row is, so that no index is needed, and the secret that proves who may read it. */
export function tokenOf(row: number, secret: string): string {
  return `${row.toString(36)}-${secret}`;
}

export async function receipt({ one }: Statements, endpoint: string, token: string): Promise<ReceiptState | undefined> {
  const at = token.indexOf("-");
  const seq = Number.parseInt(token.slice(0, at), 36);
  if (at < 1 || !Number.isSafeInteger(seq)) return undefined;
  const event = await one(
    `select e.id, e.receipt, e.received_at, e.journey, e.status_token, j.case_key, first.task
     from event e left join journey j on j.id = e.journey
     left join event first on first.endpoint = e.endpoint and first.id = e.first_event
     where e.seq = ? and e.endpoint = ?`,
    seq,
    endpoint,
  );
  if (typeof event?.status_token !== "string") return undefined;
  if (!sameBytes(Buffer.from(token.slice(at + 1)), Buffer.from(event.status_token))) return undefined;
  const receipt = text(event.receipt) as ReceiptState["receipt"];
  const journey = text(event.journey);
  const waits = (receipt === "early" || receipt === "held") && event.task === null;
  const over = receipt === "conflict" || event.task === "";
  const open = waits ? { waiting: 1 } : over ? {} : await openTasks(one, journey, event.task);
  return {
    eventId: text(event.id),
    ...(typeof event.case_key === "string" && { caseKey: text(event.case_key) }),
    receipt,
    receivedAt: Number(event.received_at),
    ...(journey !== "" && { journey }),
    state: stateOf(open),
  };
}

/** How many tasks have not ended well, by what they stand for: an event's own, and those that follow in its journey. */
async function openTasks(one: Statements["one"], journey: string, task: Value | undefined): Promise<Row> {
  // "After" goes by the order of the rows: a clock that is set back reorders nothing.
  const counted = await one(
    `select sum(untaken) as untaken, sum(case when state = 'dead' then 1 else 0 end) as dead,
       sum(case when state <> 'dead' and kind <> 'wait' then 1 else 0 end) as live,
       sum(case when state <> 'dead' and kind = 'wait' then 1 else 0 end) as waiting
     from (select state, kind, case when state = 'ready' and attempt = 0 then 1 else 0 end as untaken
         from task where id = ? and state <> 'done'
       union all
       select state, kind, 0 from task where journey = ? and follows = 1 and state <> 'done'
         and seq > coalesce((select seq from task where id = ?), 0)) as counted`,
    task ?? null,
    journey,
    task ?? null,
  );
  return counted ?? {};
}

function stateOf({ dead, live, waiting, untaken }: Row): ReceiptState["state"] {
  if (Number(untaken ?? 0) > 0) return "accepted";
  if (Number(dead ?? 0) > 0) return "dead";
  if (Number(live ?? 0) > 0) return "continued";
  return Number(waiting ?? 0) > 0 ? "waiting" : "finished";
}

export async function forgetEvents(
  { run }: Statements,
  endpoint: string,
  before: number,
  most: number,
): Promise<number> {
  await run("delete from kept where endpoint = ? and until < ?", endpoint, before);
  return run(
    `delete from event where seq in
       (select seq from event where endpoint = ? and received_at < ? order by received_at limit ?)`,
    endpoint,
    before,
    most,
  );
}

export async function secretUsed({ run }: Statements, endpoint: string, slot: string, at: number): Promise<void> {
  await run(
    `insert into secret_use (endpoint, slot, at) values (?, ?, ?)
     on conflict (endpoint, slot) do update set
       at = case when excluded.at > secret_use.at then excluded.at else secret_use.at end`,
    endpoint,
    slot,
    at,
  );
}

export async function secretUses({ all }: Statements, endpoint: string): Promise<Record<string, number>> {
  const rows = await all("select slot, at from secret_use where endpoint = ?", endpoint);
  return Object.fromEntries(rows.map((row) => [text(row.slot), Number(row.at)]));
}
