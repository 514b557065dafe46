import { idFrom } from "../../contract/index.ts";
import { pageOutput } from "../store.ts";
import { addEvent, write } from "./journeys.ts";
import { parentOf } from "./lineage.ts";
import { optOut } from "./opt-out.ts";
import { orderedId } from "./ordered-id.ts";
import { goesOn, messageFrom, pageOf } from "./page.ts";
import { type Row, type Statements, text } from "./statements.ts";

interface Word {
  token: string;
  channels: readonly ("print" | "email" | "sms")[];
  at: number;
}

/** Ends marketing by channels for the person of a page. */
export async function pageOptOut(statements: Statements, { token, channels, at }: Word): Promise<string[]> {
  const row = await pageOf(statements, token);
  // An address that has expired is still theirs; one that was revoked may be somebody else's.
  if (row === undefined || row.revoked_at !== null || channels.length === 0) return [];
  const live = await goesOn(statements, row);
  const asked = [...new Set(channels)].sort();
  const id = text(row.id);
  const closed = [];
  for (const channel of asked) {
    // A test is played to its end, and ends nothing.
    const word = { campaign: text(row.campaign), recipient: text(row.recipient), channel };
    const source = { reason: "unsubscribed", source: "page", proof: id };
    if (row.test === 1 || (await optOut(statements, { ...word, ...source, at }))) closed.push(channel);
  }
  if (closed.length === 0 || (row.test === 1 && !live)) return asked;
  const task = row.test === 1 ? idFrom("page", id, "opt-out", ...closed) : orderedId(at);
  if (await isNew(statements, task)) await tell(statements, row, { task, closed, live, at });
  return asked;
}

const isNew = async ({ one }: Statements, task: string) =>
  (await one("select seq from task where id = ?", task)) === undefined;

/** The story goes on by the third output. */
async function tell(
  statements: Statements,
  row: Row,
  { task, closed, live, at }: { task: string; closed: string[]; live: boolean; at: number },
): Promise<void> {
  const [journey, node] = [text(row.journey), text(row.node)];
  await write(statements, journey, at, [{ kind: "page.opted-out", node, data: { channels: closed } }]);
  if (!live) return;
  const part = { id: text(row.id), what: "opt-out", at: new Date(at).toISOString(), channels: closed } as const;
  const message = messageFrom(row, part, { payload: part });
  const event = { id: task, node, output: pageOutput.optOut, message };
  await addEvent(statements, text(row.campaign), journey, at, event, { follows: parentOf(row) });
}
