import { canonicalJson, type EventPart, idFrom } from "../../contract/index.ts";
import { type PageResponse, pageOutput, type WaitPlan } from "../store.ts";
import { addEvent, write } from "./journeys.ts";
import { parentOf } from "./lineage.ts";
import { goesOn, isOpen, messageFrom, pageOf } from "./page.ts";
import { updateRecipient } from "./recipients.ts";
import { json, type Row, type Statements, text } from "./statements.ts";
import { release, waitsOf } from "./waits.ts";

/** The task that goes on with a response: its id is the form's, so that a form that is sent twice finds it taken. */
export const taskOfResponse = (page: string, response: string) => idFrom("page", page, "response", response);

/** What a visitor answers, once for each form. */
export async function responded(
  statements: Statements,
  response: PageResponse,
): Promise<"kept" | "same" | "other" | "over" | "none"> {
  const { run, lock } = statements;
  const { token, id, data, form, again, at } = response;
  const found = await pageOf(statements, token);
  if (found === undefined) return "none";
  await lock("select id from journey where id = ?", text(found.journey));
  const row = await pageOf(statements, token);
  if (row === undefined) return "none";
  if (row.recalled_at !== null) return "over";
  if (!isOpen(row, at)) return "none";
  const page = text(row.id);
  if (await isSame(statements, row, response)) return "same";
  if (!(await goesOn(statements, row))) return "over";
  if (row.response_id !== null && !again) return "other";
  const [journey, node, campaign] = [text(row.journey), text(row.node), text(row.campaign)];
  const event: EventPart = { id, type: response.type, receivedAt: new Date(at).toISOString(), data };
  const said = { source: "page", proof: id, at };
  await updateRecipient(statements, campaign, text(row.recipient), response.recipient, said);
  const history = await write(statements, journey, at, [{ kind: "page.responded", node, data: { event: id, data } }]);
  const part = { id: page, what: "response", at: event.receivedAt } as const;
  const message = messageFrom(row, part, { event: { ...event }, payload: data });
  await addEvent(
    statements,
    campaign,
    journey,
    at,
    { id: taskOfResponse(page, id), node, output: pageOutput.response, message },
    { follows: parentOf(row) },
  );
  const waits = await waitsFor(statements, journey, node);
  for (const wait of waits) await release(statements, wait, event, { at, history });
  await run(
    "update page set response_id = ?, response_at = ?, response = ?, unheard = ? where id = ?",
    id,
    at,
    JSON.stringify(form),
    waits.length === 0 ? 1 : 0,
    page,
  );
  return "kept";
}

/** This form was taken before, or says what the last one has said. */
async function isSame({ one }: Statements, row: Row, { id, form }: PageResponse): Promise<boolean> {
  if (row.response_id === null) return false;
  if (row.response_id === id || canonicalJson(json(row.response)) === canonicalJson(form)) return true;
  return (await one("select seq from task where id = ?", taskOfResponse(text(row.id), id))) !== undefined;
}

/** The open waits of a journey that name the page's node. One that names nobody waits for a webhook. */
async function waitsFor(statements: Statements, journey: string, node: string): Promise<Row[]> {
  const waits = await waitsOf(statements, journey, node);
  return waits.filter(
    ({ state, plan }) => state === "ready" && (json(plan) as unknown as WaitPlan).webhooks.includes(node),
  );
}
