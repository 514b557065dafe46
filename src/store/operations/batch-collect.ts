import type { Batch, CloseRequest, Collecting, Collection } from "../store.ts";
import { batch, putPieces } from "./batch.ts";
import { endReady, never, recalled, write } from "./journeys.ts";
import { giveUpPlace } from "./reserve.ts";
import { type Row, type Statements, text } from "./statements.ts";
import { wasLeft } from "./tasks.ts";

/** Sends are collected, and what was collected is closed into batches. */

/**
 * A collected send is ready and due at no time: no claim looks at it, and who takes back what is ready takes it back. Its
 * place among what the person was sent stays its own.
 */
export async function collect(statements: Statements, collecting: Collecting): Promise<boolean> {
  const { one, run } = statements;
  const { task, version, at, group, order, size, held, history } = collecting;
  const row = await one(
    `update task set state = 'ready', due_at = ?, owner = null, version = version + 1, attempt = attempt - 1,
       interrupted = 0, outcome = ?
     where id = ? and version = ? and state = 'leased' and kind = 'send' returning seq, journey, node`,
    never,
    JSON.stringify({ ...held, state: "held" }),
    task,
    version,
  );
  if (row === undefined) return false;
  const [seq, journey] = [Number(row.seq), text(row.journey)];
  await run(
    `insert into piece (task, number, journey, node, group_key, order_key, size, collected_at) values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (task) do update set node = excluded.node, group_key = excluded.group_key, order_key = excluded.order_key,
       size = excluded.size, collected_at = excluded.collected_at, batch = null, position = null`,
    task,
    seq,
    journey,
    text(row.node),
    group,
    order,
    size,
    at,
  );
  await write(statements, journey, at, history);
  if (!(await wasLeft(statements, journey, seq))) return true;
  await endReady(statements, seq, recalled, at);
  await giveUpPlace(statements, task);
  return false;
}

export async function collections({ all }: Statements, node: string): Promise<Collection[]> {
  const rows = await all(
    `select group_key, count(*) as pieces, sum(size) as size, min(collected_at) as since from piece
     where node = ? and batch is null group by group_key order by group_key`,
    node,
  );
  return rows.map((row) => ({
    group: text(row.group_key),
    count: Number(row.pieces),
    size: Number(row.size),
    since: Number(row.since),
  }));
}

export async function closeBatch(statements: Statements, request: CloseRequest): Promise<Batch | undefined> {
  const { run, lock } = statements;
  const { id, campaign, node, group, at } = request;
  const known = await batch(statements, id);
  if (known !== undefined) return known;
  // Who closes at the same time sees what is left.
  await lock(
    "select task from piece where node = ? and group_key = ? and batch is null order by collected_at, number",
    node,
    group,
  );
  if (!(await isTime(statements, request))) return undefined;
  const chosen = await fitting(statements, request);
  if (chosen.length === 0) return undefined;
  const added = await run(
    `insert into batch (id, campaign, node, group_key, state, approval, closed_at, why, release_at, sorted, closed_with, size, due_at, held)
     values (?, ?, ?, ?, 'closed', ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing`,
    id,
    campaign,
    node,
    group,
    request.approval ? "asked" : "none",
    at,
    request.why,
    request.releaseAt,
    request.sorted ? 1 : 0,
    chosen.length,
    chosen.reduce((sum, { size }) => sum + Number(size), 0),
    request.releaseAt,
    request.held === undefined ? null : JSON.stringify(request.held),
  );
  // Otherwise another process has closed under this id in this moment.
  if (added === 1)
    await putPieces(
      statements,
      chosen.map((piece) => ({ ...piece, batch: id })),
    );
  return batch(statements, id);
}

async function isTime({ one }: Statements, { node, group, once }: CloseRequest): Promise<boolean> {
  if (once === undefined) return true;
  const row = await one(
    `select count(*) as pieces, sum(size) as size, min(collected_at) as since from piece
     where node = ? and group_key = ? and batch is null`,
    node,
    group,
  );
  const pieces = Number(row?.pieces ?? 0);
  const { count = Infinity, size = Infinity, since = -Infinity } = once;
  return pieces > 0 && (pieces >= count || Number(row?.size) >= size || Number(row?.since) <= since);
}

/** What the batch is closed with: the first that were collected, as many as it has room for. */
async function fitting({ all }: Statements, { node, group, before = never, most }: CloseRequest): Promise<Row[]> {
  const rows = await all(
    `select * from piece where node = ? and group_key = ? and batch is null and collected_at < ?
     order by collected_at, number limit ?`,
    node,
    group,
    before,
    Math.max(1, most.count),
  );
  let total = 0;
  const end = rows.findIndex(({ size }, index) => {
    total += Number(size);
    return total > most.size && index > 0;
  });
  return end < 0 ? rows : rows.slice(0, end);
}
