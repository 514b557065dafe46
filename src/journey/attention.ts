import { Fault } from "../contract/index.ts";
import { sentence } from "../language/index.ts";
import type { AttentionItem, Settler, Store } from "../store/index.ts";
import { fieldsInWords } from "./story.ts";

/** What waits for a person, in words, and what they may say of it: the same at a terminal and at the desk. */

export type AttentionKind = AttentionItem["kind"];
export type AttentionChoice =
  | "replay"
  | "give-up"
  | "sent"
  | "not-sent"
  | "again"
  | "take"
  | "keep"
  | "move"
  | "approve"
  | "refuse";

const inDoubt = ["sent", "not-sent", "again"] as const;
const held = ["take", "keep"] as const;

/** What is right for each kind, the usual choice first. */
export const attentionChoices: Readonly<Record<AttentionKind, readonly AttentionChoice[]>> = {
  dead: ["replay", "give-up"],
  unknown: inDoubt,
  batch: inDoubt,
  conflict: held,
  late: held,
  orphans: ["move", "give-up"],
  approval: ["approve", "refuse"],
};

/** Choices by which something may reach a person twice, or not at all: they are not made without a reason. */
export const reasonedChoices: readonly AttentionChoice[] = ["again", "give-up", "refuse"];

/** One sentence, without its end; it begins with a small letter. */
export function attentionInWords(item: AttentionItem, language: string): string {
  const { caseKey = "–" } = item;
  const values: Record<string, unknown> = { caseKey };
  if ("reason" in item)
    values.reason = sentence(String(item.reason.key ?? "send.unknown"), { ...item.reason }, language);
  if ("count" in item) values.count = item.count;
  if (item.kind === "orphans") values.name = item.name || item.type || item.id;
  if ("data" in item) values.values = fieldsInWords(item.data);
  return sentence(`attention.item.${item.kind}`, values, language);
}

/** What is asked of a store to settle things. */
type Settling = Pick<Store, "replay" | "resolve" | "giveUp" | "abandon" | "move" | "approveBatch" | "refuseBatch">;

export interface AttentionWord {
  id: string;
  kind: AttentionKind;
  choice: AttentionChoice;
  settler: Settler;
  /** Of `move`: the node at which they go on. */
  to?: string;
}

/** Tasks that one transaction gives up. */
const portion = 500;

/** Gives up all that is left at a node that is gone; answers how many. @throws Fault `attention.nothing` */
export async function abandonAll(store: Pick<Settling, "abandon">, node: string, settler: Settler): Promise<number> {
  let all = 0;
  for (let some = portion; some === portion; all += some) some = await store.abandon(node, settler, portion);
  if (all === 0) throw new Fault("attention.nothing", { id: node });
  return all;
}

/**
 * Carries out what a person says of one thing; answers how many were sent on or given up. Said twice, also at the same time,
 * it is so once: the second one is told `attention.nothing` or `batch.nothing`.
 * @throws Fault `attention.no-choice`, `attention.why-missing`, `attention.no-target`, and those of the store
 */
export async function settleAttention(store: Settling, word: AttentionWord): Promise<number | undefined> {
  const { id, kind, choice, settler, to } = word;
  if (!attentionChoices[kind].includes(choice)) throw new Fault("attention.no-choice");
  if (reasonedChoices.includes(choice) && settler.why === "") throw new Fault("attention.why-missing");
  // In a story a reason that was not given is a dash, as at a terminal.
  const said = { ...settler, why: settler.why || "-" };
  switch (choice) {
    case "replay":
      return void (await store.replay(id, said));
    case "give-up":
      return kind === "orphans" ? abandonAll(store, id, said) : void (await store.giveUp(id, said));
    case "move":
      if (to === undefined || to === "") throw new Fault("attention.no-target");
      return moved(await store.move(id, to, said), id);
    case "approve":
      return void (await store.approveBatch(id, said));
    case "refuse":
      return store.refuseBatch(id, said);
    default:
      return void (await store.resolve(id, choice, said));
  }
}

function moved(count: number, id: string): number {
  if (count === 0) throw new Fault("attention.nothing", { id });
  return count;
}
