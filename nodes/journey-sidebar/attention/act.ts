import * as z from "zod";
import { Fault } from "../../../src/contract/index.ts";
import { type AttentionChoice, type AttentionKind, type House, settleAttention } from "../../../src/journey/index.ts";
import type { Settler } from "../../../src/store/index.ts";
import { inWords } from "../../shared/in-words.ts";
import { type ActAnswer, type Acted, mostActs } from "./desk.ts";

/** A person settles some things at once: each by itself, so that one which is settled already keeps none from its end. */

const kinds = [
  "dead",
  "unknown",
  "batch",
  "conflict",
  "late",
  "orphans",
  "approval",
] as const satisfies AttentionKind[];
const choices = [
  ...(["replay", "give-up", "sent", "not-sent", "again"] as const),
  ...(["take", "keep", "move", "approve", "refuse"] as const),
] as const satisfies AttentionChoice[];

const Act = z.object({
  campaign: z.string(),
  items: z.array(z.object({ id: z.string().max(300), kind: z.enum(kinds) })),
  choice: z.enum(choices),
  why: z.string().max(2_000).default(""),
  to: z.string().optional(),
});
type Act = z.infer<typeof Act>;

/** @throws Fault `attention.no-choice`, `attention.too-many` */
export function readAct(body: unknown): Act {
  const read = Act.safeParse(body);
  if (!read.success) throw new Fault("attention.no-choice");
  if (read.data.items.length > mostActs) throw new Fault("attention.too-many", { most: mostActs });
  return { ...read.data, why: read.data.why.trim() };
}

/** Somebody else was first, or the story went on. */
const meanwhile = new Set(["attention.nothing", "batch.nothing"]);

export async function act(
  { store, engine }: House,
  { items, choice, to }: Act,
  settler: Settler,
  language: string,
): Promise<ActAnswer> {
  const settled = items.map(async ({ id, kind }): Promise<Acted> => {
    try {
      const count = await settleAttention(store, { id, kind, choice, settler, ...(to !== undefined && { to }) });
      return { id, ...(count !== undefined && { count }) };
    } catch (error) {
      const known = error instanceof Fault && meanwhile.has(error.key) ? new Fault("attention.meanwhile") : error;
      return { id, problem: inWords(known, language) };
    }
  });
  const acted = await Promise.all(settled);
  engine.wake();
  engine.batchSettled();
  return { acted };
}
