import { Fault } from "../src/contract/index.ts";
import { abandonAll, attentionInWords } from "../src/journey/index.ts";
import { sentence } from "../src/language/index.ts";
import { type AttentionItem, type BesideStore, type NodeTally, openDesk, type Settler } from "../src/store/index.ts";
import { batchCommand } from "./batches.ts";

/** The commands of a person who settles what the machine must not settle by itself. */

export interface SettleSettings {
  /** File or PostgreSQL address of the store. */
  store: string;
  language: string;
  timeZone: string;
  settler: Settler;
}

const choices = ["sent", "not-sent", "again", "take", "keep"] as const;
/** Items that one call lists or plays again. */
const most = 1000;

/** Runs a command; false: there is no such one. @throws Fault of the store */
export async function settle(command: string, rest: string[], settings: SettleSettings): Promise<boolean> {
  const run = commandOf(command, rest, settings) ?? batchCommand(command, rest, settings);
  if (run === undefined) return false;
  const store = await openDesk(settings.store);
  try {
    for (const line of await run(store)) console.log(line);
  } finally {
    await store.close();
  }
  return true;
}

type Run = (store: BesideStore) => Promise<string[]>;

function commandOf(command: string, rest: string[], { language, settler }: SettleSettings): Run | undefined {
  const say = (key: string, values: Record<string, unknown> = {}) => sentence(key, values, language);
  const done = [say("attention.done")];
  const [first = "", second = ""] = rest;
  if (command === "attention" && rest.length === 0)
    return async (store) => {
      const items = await store.attention(most);
      return items.length === 0 ? [say("attention.none")] : items.map((item) => inWords(item, language));
    };
  if (command === "tally" && rest.length === 0)
    return async (store) => {
      const tallies = await store.tally();
      return tallies.length === 0 ? [say("tally.none")] : tallies.map((one) => tallyInWords(one, language));
    };
  if (command === "decide" && rest.length === 2)
    return async (store) => {
      await store.answer(second, { decision: first }, settler);
      return done;
    };
  if (command === "replay" && rest.length === 1)
    return async (store) => {
      const dead = (await store.attention(most)).filter(({ kind }) => kind === "dead").map(({ id }) => id);
      for (const id of first === "all" ? dead : [first]) await store.replay(id, settler);
      return done;
    };
  if (command === "give-up" && rest.length === 1)
    return async (store) => {
      if (settler.why === "-") throw new Fault("attention.why-missing");
      const items = await store.attention(most);
      const left = items.some(({ kind, id }) => kind === "orphans" && id === first);
      if (left) return [say("attention.given-up", { count: await abandonAll(store, first, settler) })];
      await store.giveUp(first, settler);
      return done;
    };
  if (command === "resolve" && rest.length === 2)
    return async (store) => {
      const choice = choices.find((one) => one === second);
      if (choice === undefined) throw new Fault("attention.choice", { id: first, choice: second });
      await store.resolve(first, choice, settler);
      return done;
    };
  if (command === "cancel" && rest.length === 1)
    return async (store) => {
      const { takenBack, asked } = await store.cancelSends(first, settler);
      const told = (key: string, ids: string[]) => (ids.length === 0 ? [] : [say(key, { ids: ids.join(", ") })]);
      return [...told("cancel.done", takenBack), ...told("cancel.asked", asked)];
    };
  if (command === "move" && rest.length === 2)
    return async (store) => {
      const count = await store.move(first, second, settler);
      return [say("attention.moved", { count, node: second })];
    };
  return undefined;
}

function tallyInWords({ node, type = "", name, deployed, counts }: NodeTally, language: string): string {
  const kinds = new Map<string, number>();
  for (const [kind, count] of Object.entries(counts)) {
    // By whichever output; who went by several is counted once.
    const told = /^step\.(\d+|more)$/.test(kind) ? "step" : kind;
    kinds.set(told, (kinds.get(told) ?? 0) + (kind === "step.more" ? -count : count));
  }
  const told = [...kinds].map(([kind, count]) => sentence(`tally.${kind}`, { count }, language));
  const values = { name: name || node, type, counts: told.join(", ") };
  return sentence(deployed ? "tally.node" : "tally.deleted", values, language);
}

/** What it is, and the command that settles it. */
function inWords(item: AttentionItem, language: string): string {
  const { kind, id } = item;
  const proof = kind === "approval" ? item.reason.proof : undefined;
  const where = typeof proof === "string" ? sentence("batch.more.proof", { proof }, language) : "";
  const command = sentence(`attention.command.${kind}`, { id }, language);
  return `${id}  ${attentionInWords(item, language)}${where}  → ${command}`;
}
