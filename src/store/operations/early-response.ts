import type { EventPart } from "../../contract/index.ts";
import type { WaitPlan } from "../store.ts";
import { descendants, type Parent } from "./lineage.ts";
import { taskOfResponse } from "./page-response.ts";
import { json, type Row, type Statements, text } from "./statements.ts";
import { release } from "./waits.ts";

/**
 * Whoever answered on their page before they arrived at the wait that names it goes on from there at once. Not with an
 * answer that has led them to this wait, nor with one that has let them go on from another. False: there is none.
 */
export async function takeResponse(
  statements: Statements,
  wait: Row,
  { webhooks }: WaitPlan,
  parent: Parent,
  at: number,
): Promise<boolean> {
  // One that names nobody waits for webhooks.
  if (webhooks.length === 0) return false;
  const { all, one, run } = statements;
  const journey = text(wait.journey);
  const pages = await all(
    `select id, node, response_id from page where journey = ? and unheard = 1 and recalled_at is null
     order by response_at`,
    journey,
  );
  for (const { id, node, response_id } of pages) {
    if (!webhooks.includes(text(node))) continue;
    const task = await one("select seq, message from task where id = ?", taskOfResponse(text(id), text(response_id)));
    if (task === undefined) continue;
    if (parent !== null && (await descendants(statements, [Number(task.seq)], [parent])).has(parent)) continue;
    const line = await one(
      "select seq from story_line where journey = ? and kind = 'page.responded' and node = ? order by seq desc limit 1",
      journey,
      text(node),
    );
    const event = json(task.message).event as unknown as EventPart;
    await release(statements, wait, event, { at, history: Number(line?.seq ?? 0) });
    await run("update page set unheard = 0 where id = ?", text(id));
    return true;
  }
  return false;
}
