import type { Node } from "node-red";
import * as z from "zod";
import { Fault } from "../../../src/contract/index.ts";
import type { Message } from "../../shared/handle-input.ts";
import type { CampaignNode } from "../../shared/with-campaign.ts";
import { batchPart } from "./tell.ts";

const Words = { by: z.string().trim().min(1).max(200).optional(), why: z.string().trim().max(1_000).optional() };
const Id = z.string().trim().min(1).max(200);
/** What a flow of the house may say of batches, as `msg.batch`. */
const Command = z.union([z.literal("close"), z.object({ approve: Id, ...Words }), z.object({ refuse: Id, ...Words })]);
type Command = z.infer<typeof Command>;

/** What a message asks of batches; undefined: it is a letter. @throws Fault `print.batch-command`, `print.batch-command-letter` */
export function commandOf({ batch, content }: Message): Command | undefined {
  const asks = typeof batch === "object" && batch !== null && ("approve" in batch || "refuse" in batch);
  if (batch !== "close" && !asks) return undefined;
  const command = Command.safeParse(batch);
  if (!command.success) throw new Fault("print.batch-command");
  // The letter would get lost.
  if (content !== undefined) throw new Fault("print.batch-command-letter");
  return command.data;
}

/** Does what a message asks; answers what is told of it. @throws Fault `batch.nothing`, `batch.too-late` */
export async function obey(node: Node, campaign: CampaignNode, command: Command): Promise<object> {
  const { store, engine } = await campaign.house;
  if (command === "close") {
    const batches = await engine.closeBatches(node.id);
    return { state: batches.length === 0 ? "nothing" : "closed", batches: batches.map(batchPart) };
  }
  const id = "approve" in command ? command.approve : command.refuse;
  // Those of another node are told by that one.
  if ((await store.batch(id))?.node !== node.id) throw new Fault("batch.nothing", { id });
  const settler = { by: command.by ?? (node.name || node.id), why: command.why ?? "-", at: Date.now() };
  if ("approve" in command) await store.approveBatch(id, settler);
  else await store.refuseBatch(id, settler);
  engine.batchSettled();
  return { id, state: "approve" in command ? "approved" : "refused" };
}
