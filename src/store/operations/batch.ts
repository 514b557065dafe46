import type { Batch, BatchState } from "../store.ts";
import { never } from "./journeys.ts";
import { json, type Row, type Statements, text } from "./statements.ts";

/** Batches as they are kept, and who is still in them. A send is a piece until it ends, however it does. */

const columns = `b.id, b.campaign, b.node, b.group_key, b.state, b.approval, b.closed_at, b.why, b.release_at, b.closed_with,
  b.size, b.held, b.reference, b.ended_at, b.version, b.attempt,
  (select count(*) from piece p where p.batch = b.id) as remaining`;

function batchFrom(row: Row): Batch {
  return {
    id: text(row.id),
    campaign: text(row.campaign),
    node: text(row.node),
    group: text(row.group_key),
    state: text(row.state) as BatchState,
    closedAt: Number(row.closed_at),
    why: text(row.why),
    releaseAt: Number(row.release_at),
    approval: text(row.approval) as Batch["approval"],
    count: Number(row.closed_with),
    left: Number(row.remaining),
    size: Number(row.size),
    ...(row.held !== null && { held: json(row.held) }),
    ...(row.reference !== null && { reference: json(row.reference) }),
    ...(row.ended_at !== null && { endedAt: Number(row.ended_at) }),
  };
}

export async function batch({ one }: Statements, id: string): Promise<Batch | undefined> {
  const row = await one(`select ${columns} from batch b where b.id = ?`, id);
  return row === undefined ? undefined : batchFrom(row);
}

export async function batches(
  { all }: Statements,
  {
    campaign,
    node,
    open = false,
    asked: waits = false,
  }: { campaign?: string; node?: string; open?: boolean; asked?: boolean },
  limit: number,
): Promise<Batch[]> {
  const asked = [
    ...(campaign === undefined ? [] : [{ where: "b.campaign = ?", value: campaign }]),
    ...(node === undefined ? [] : [{ where: "b.node = ?", value: node }]),
  ];
  const where = [
    ...asked.map((one) => one.where),
    ...(open ? ["b.state in ('closed', 'submitting', 'unknown')"] : []),
    ...(waits ? ["b.state = 'closed' and b.approval = 'asked'"] : []),
  ];
  const rows = await all(
    `select ${columns} from batch b ${where.length > 0 ? `where ${where.join(" and ")}` : ""}
     order by b.closed_at desc, b.id desc limit ?`,
    ...asked.map(({ value }) => value),
    limit,
  );
  return rows.map(batchFrom);
}

/** The batch that a send is in. */
export async function batchOf({ one }: Statements, task: string): Promise<string | undefined> {
  const row = await one("select batch from piece where task = ?", task);
  return row?.batch == null ? undefined : text(row.batch);
}

/**
 * Puts pieces where they are to be, each found by its key: how many there are changes so fast that no statistics of a
 * database tell, and what it would join them by may be slow. Nobody may take them away meanwhile.
 */
export async function putPieces({ run }: Statements, pieces: readonly Row[]): Promise<void> {
  const put = `insert into piece (task, number, journey, node, group_key, order_key, size, collected_at, batch, position)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (task) do update set batch = excluded.batch, position = excluded.position`;
  await Promise.all(
    pieces.map((piece) =>
      run(
        put,
        text(piece.task),
        Number(piece.number),
        text(piece.journey),
        text(piece.node),
        text(piece.group_key),
        text(piece.order_key),
        Number(piece.size),
        Number(piece.collected_at),
        piece.batch ?? null,
        piece.position ?? null,
      ),
    ),
  );
}

/** A batch that was taken, by its id and version: whoever has another version has lost its lease. */
export const taken = "where id = ? and version = ? and state = 'submitting'";

/** Keeps a batch that is ours from whoever would take it, until the transaction ends. False: it is not ours. */
export async function holds({ one, lock }: Statements, id: string, version: number): Promise<boolean> {
  await lock("select id from batch where id = ?", id);
  return (await one(`select id from batch ${taken}`, id, version)) !== undefined;
}

/** A send is collected no more. */
export async function leaveBatch({ run }: Statements, task: string): Promise<void> {
  await run("delete from piece where task = ?", task);
}

/** A batch of which nothing is left that anybody would have to look at. */
export async function endEmpty({ run }: Statements, id: string, at: number): Promise<void> {
  await run(
    `update batch set state = 'done', ended_at = ?, due_at = ?, owner = null, word = null, version = version + 1
     where id = ? and state in ('closed', 'unknown') and not exists (select task from piece where batch = ?)`,
    at,
    never,
    id,
    id,
  );
}

/** Pieces in the order of their batch: as they were collected, or by their keys. */
export function sortedPieces(rows: readonly Row[], sorted: boolean): Row[] {
  const order = ({ order_key }: Row) => text(order_key);
  // Here, for databases sort by rules of their own.
  return sorted ? [...rows].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0)) : [...rows];
}
