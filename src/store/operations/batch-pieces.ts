import type { BatchPiece } from "../store.ts";
import { journeyColumns, journeyJoin } from "./journeys.ts";
import type { Statements } from "./statements.ts";
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
  const rows = await statements.all(
    `select p.position, t.id, t.node, t.output, t.message, t.version, t.attempt, t.interrupted, t.outcome, t.created_at,
       s.task as counted, ${journeyColumns}
     from piece p join task t on t.id = p.task join journey j on j.id = t.journey ${journeyJoin}
       left join sent s on s.task = p.task
     where p.batch = ? and p.position > ? order by p.position limit ?`,
    id,
    after,
    limit,
  );
  const tasks = rows.map((row) => taskOf(row, row, "send"));
  const suppressed = await suppressedAmong(statements, tasks);
  return rows.map((row, index) => {
    const standing = { suppressed: suppressed[index] ?? [], sent: [], counted: row.counted !== null };
    return { position: Number(row.position), task: { ...tasks[index]!, standing } };
  });
}
