import type { SQLInputValue } from "node:sqlite";
import { sameBytes } from "../../contract/index.ts";
import type { ReceiptState } from "../store.ts";
import { type Statements, text } from "./statements.ts";

/** Task kinds whose tasks do nothing but wait. */
const waits = ["wait"];

/** The word for a receipt: where its row is, so that no index is needed, and the secret that proves who may read it. */
export function tokenOf(row: number, secret: string): string {
  return `${row.toString(36)}-${secret}`;
}

export function receipt({ one }: Statements, endpoint: string, token: string): ReceiptState | undefined {
  const at = token.indexOf("-");
  const row = Number.parseInt(token.slice(0, at), 36);
  if (at < 1 || !Number.isSafeInteger(row)) return undefined;
  const event = one(
    `select e.id, e.receipt, e.received_at, e.journey, e.status_token, e.task, j.case_key, j.ended_at
     from event e join journey j on j.id = e.journey where e.rowid = ? and e.endpoint = ?`,
    row,
    endpoint,
  );
  if (typeof event?.status_token !== "string") return undefined;
  if (!sameBytes(Buffer.from(token.slice(at + 1)), Buffer.from(event.status_token))) return undefined;
  const receivedAt = Number(event.received_at);
  const journey = text(event.journey);
  const marks = waits.map(() => "?").join(", ");
  const counts = one(
    `select sum(state = 'dead') as dead, sum(state in ('ready', 'leased') and kind not in (${marks})) as live,
       sum(state in ('ready', 'leased') and kind in (${marks})) as waiting,
       sum(id = ? and state = 'ready' and attempt = 0) as untaken
     from task where journey = ? and created_at >= ?`,
    ...waits,
    ...waits,
    event.task ?? null,
    journey,
    receivedAt,
  );
  return {
    eventId: text(event.id),
    ...(event.case_key !== null && { caseKey: text(event.case_key) }),
    receipt: text(event.receipt) as ReceiptState["receipt"],
    receivedAt,
    journey,
    state: stateOf(counts ?? {}),
  };
}

function stateOf({ dead, live, waiting, untaken }: Record<string, SQLInputValue>): ReceiptState["state"] {
  if (Number(untaken) > 0) return "accepted";
  if (Number(dead) > 0) return "dead";
  if (Number(live) > 0) return "continued";
  return Number(waiting) > 0 ? "waiting" : "finished";
}

export function forgetEvents({ run }: Statements, endpoint: string, before: number, most: number): number {
  return run(
    `delete from event where rowid in
       (select rowid from event where endpoint = ? and received_at < ? order by received_at limit ?)`,
    endpoint,
    before,
    most,
  );
}

export function secretUsed({ run }: Statements, endpoint: string, slot: string, at: number): void {
  run(
    `insert into secret_use (endpoint, slot, at) values (?, ?, ?)
     on conflict (endpoint, slot) do update set at = max(at, excluded.at)`,
    endpoint,
    slot,
    at,
  );
}

export function secretUses({ all }: Statements, endpoint: string): Record<string, number> {
  const rows = all("select slot, at from secret_use where endpoint = ?", endpoint);
  return Object.fromEntries(rows.map((row) => [text(row.slot), Number(row.at)]));
}
