import type { BatchPiece } from "../store.ts";
import { sortedPieces } from "./batch.ts";
import { journeyColumns, journeyJoin } from "./journeys.ts";
import { marksFor, type Row, type Statements, text } from "./statements.ts";
import { suppressedAmong } from "./suppression.ts";
import { taskOf } from "./tasks.ts";

/**
 * Sends of a batch as a claim would have them. The caps were asked when they were claimed; who must not be written to is
 * asked anew.
 */
export async function batchPieces(
  statements: Statements,
  id: string,
  after: number,
  limit: number,
): Promise<BatchPiece[]> {
  const columns = `t.id, t.node, t.output, t.message, t.version, t.attempt, t.interrupted, t.outcome, t.created_at,
       s.task as counted, ${journeyColumns}
     from piece p join task t on t.id = p.task join journey j on j.id = p.journey ${journeyJoin}
       left join sent s on s.task = p.task`;
  let rows = await statements.all(
    `select p.position, ${columns} where p.batch = ? and p.position > ? order by p.position limit ?`,
    id,
    after,
    limit,
  );
  if (rows.length === 0) {
    const order = (await orderOf(statements, id)).slice(after, after + limit);
    const found =
      order.length === 0
        ? []
        : await statements.all(`select p.task, ${columns} where p.task in (${marksFor(order)})`, ...order);
    const byTask = new Map(found.map((row) => [text(row.task), row]));
    rows = order.flatMap((task, index) => {
      const row = byTask.get(task);
      return row === undefined ? [] : [{ ...row, position: after + index + 1 }];
    });
  }
  const tasks = rows.map((row) => taskOf(row, row, "send"));
  const suppressed = await suppressedAmong(statements, tasks);
  return rows.map((row, index) => {
    const standing = { suppressed: suppressed[index] ?? [], sent: [], counted: row.counted !== null };
    return { position: Number(row.position), task: { ...tasks[index]!, standing } };
  });
}

/** The tasks of a batch that has not been taken, as it would be taken now. */
async function orderOf({ one, all }: Statements, id: string): Promise<string[]> {
  const batch = await one("select sorted from batch where id = ? and state = 'closed'", id);
  if (batch === undefined) return [];
  const rows: Row[] = await all(
    `select p.task, p.order_key from piece p join task t on t.id = p.task
     where p.batch = ? and t.ended_at is null order by p.collected_at, p.number`,
    id,
  );
  return sortedPieces(rows, batch.sorted === 1).map(({ task }) => text(task));
}
