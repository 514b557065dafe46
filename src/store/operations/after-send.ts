import { idAfter } from "../../contract/index.ts";
import { type Settler, senderOutput } from "../store.ts";
import { addEvent } from "./journeys.ts";
import { json, type Row, type Statements, text } from "./statements.ts";
import { wasLeft } from "./tasks.ts";

/** The story goes on from a send of which a person has said what became of it, unless its journey was left. */
export async function goOnAfter(
  statements: Statements,
  row: Row,
  state: "sent" | "not-sent",
  { at, why }: Settler,
): Promise<void> {
  const [id, journey, seq] = [text(row.id), text(row.journey), Number(row.seq)];
  if (await wasLeft(statements, journey, seq)) return;
  const kept = json(row.message);
  const send = {
    id,
    channel: await channelOf(statements, journey, text(row.node)),
    state,
    at: new Date(at).toISOString(),
    reason: why,
  };
  const message = { ...kept, send, payload: send };
  const output = state === "sent" ? senderOutput.sent : senderOutput.notSent;
  const event = { id: idAfter("after", id), node: text(row.node), output, message };
  await addEvent(statements, text(row.campaign), journey, at, event, { follows: seq });
}

/** What a sender told when it queued: a message may carry the content of another one, or, to a service, none. */
async function channelOf({ one }: Statements, journey: string, node: string): Promise<string> {
  const line = await one(
    "select seq, data from story_line where journey = ? and node = ? and kind = 'send.queued' order by seq desc limit 1",
    journey,
    node,
  );
  const { channel = "print" } = line === undefined ? {} : (json(line.data) as { channel?: string });
  return channel;
}
