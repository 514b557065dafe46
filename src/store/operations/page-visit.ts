import { idFrom } from "../../contract/index.ts";
import { pageOutput } from "../store.ts";
import { addEvent, write } from "./journeys.ts";
import { parentOf } from "./lineage.ts";
import { goesOn, isOpen, messageFrom, pageOf } from "./page.ts";
import { type Statements, text } from "./statements.ts";

/** A visit of a page: the first one goes on, the others are counted. */
export async function visited(
  statements: Statements,
  token: string,
  at: number,
  doubtful: boolean,
): Promise<"first" | "again" | "none"> {
  const { run } = statements;
  const row = await pageOf(statements, token);
  if (row === undefined || !isOpen(row, at)) return "none";
  const id = text(row.id);
  if (doubtful) {
    await run("update page set doubtful = doubtful + 1 where id = ?", id);
    return "again";
  }
  const again = "update page set visits = visits + 1, last_visit_at = ? where id = ?";
  if (row.first_visit_at !== null) {
    await run(again, at, id);
    return "again";
  }
  const live = await goesOn(statements, row);
  const first = await run(
    "update page set visits = visits + 1, first_visit_at = ?, last_visit_at = ? where id = ? and first_visit_at is null",
    at,
    at,
    id,
  );
  // Two came at the same moment.
  if (first === 0) {
    await run(again, at, id);
    return "again";
  }
  const journey = text(row.journey);
  const node = text(row.node);
  await write(statements, journey, at, [{ kind: "page.visited", node }]);
  if (!live) return "first";
  const part = { id, what: "visit", at: new Date(at).toISOString() } as const;
  await addEvent(
    statements,
    text(row.campaign),
    journey,
    at,
    {
      id: idFrom("page", id, "visit"),
      node,
      output: pageOutput.visit,
      message: messageFrom(row, part, { payload: part }),
    },
    { follows: parentOf(row) },
  );
  return "first";
}
