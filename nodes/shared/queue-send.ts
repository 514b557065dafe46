import type { Node } from "node-red";
import { CampaignMessage, Fault, type JsonObject } from "../../src/contract/index.ts";
import { messageToKeep, sendId } from "../../src/journey/index.ts";
import type { Message } from "./handle-input.ts";
import { flowRevision } from "./running-flows.ts";
import type { CampaignNode } from "./with-campaign.ts";

/** What a sender adds to what every sender does. */
export interface Sending {
  /** Sends of one task and node are told apart by it. */
  part: string;
  /** The message to keep, of the key of the send and the instant. */
  message(id: string, at: number): Readonly<Record<string, unknown>>;
  /** What the history tells of it, never the person. */
  told: JsonObject;
  /** Key of the status, by what became of it: `taken` was queued before, `over` is wanted no longer. */
  status: Record<"queued" | "taken" | "over", string>;
}

/**
 * Commits a send under a key that a replay finds taken, and shows it. The message may be let go of then.
 * @throws Fault `send.no-journey`, `message.too-large`
 */
export async function queueSend(
  node: Node,
  campaign: CampaignNode,
  received: Message,
  { part, message, told, status }: Sending,
): Promise<void> {
  const { journey } = CampaignMessage.parse(received);
  if (journey === undefined) throw new Fault("send.no-journey");
  const { store, engine, clock } = await campaign.houseOf(received);
  const id = sendId(journey.task, node.id, part);
  const at = clock.now();
  const kept = messageToKeep(message(id, at));
  const place = engine.reserve(node.id, "send");
  let state: Awaited<ReturnType<typeof store.enqueue>> | undefined;
  try {
    state = await store.enqueue({
      id,
      campaign: campaign.part.id,
      journey: journey.id,
      root: journey.task,
      node: node.id,
      message: kept,
      flow: flowRevision(),
      at,
      history: { kind: "send.queued", node: node.id, data: told },
      lease: place?.lease,
      counted: place?.counted,
    });
  } finally {
    if (typeof state === "object") place?.take(state);
    else place?.free();
  }
  if (state === "queued") engine.wake();
  // What is shown at the node is told of those who are really there.
  if (journey.play === undefined)
    node.status({ fill: "blue", shape: "ring", text: status[typeof state === "object" ? "queued" : state] });
}
