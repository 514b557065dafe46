import { setTimeout as pause } from "node:timers/promises";
import { Fault, type JsonObject } from "../../../src/contract/index.ts";
import { lengthOf, type PlayCase, type PlayWord, personOf } from "../../../src/play/index.ts";
import { type HeardWord, offeredRoles, type PlayRole } from "../../shared/play-role.ts";
import type { Playing } from "../../shared/plays.ts";
import type { PlayHouse } from "./play-house.ts";

/** Milliseconds that a play may take, and those that its story may last. */
const bounds = { real: 60_000, story: 5 * 365.25 * 86_400_000 };
/** Milliseconds after which what is due and is not done never will be. */
const patience = 5_000;

/** The node that a case means: by its id, else by its name. @throws Fault `play.no-node`, `play.many-nodes` */
function roleOf(named: string, fits: (role: PlayRole) => boolean): PlayRole {
  const roles = offeredRoles().filter(fits);
  const own = roles.find(({ node }) => node.id === named);
  if (own !== undefined) return own;
  const name = named.trim();
  const found = roles.filter(({ node }) => (node.name ?? "").trim() === name);
  if (found.length > 1) throw new Fault("play.many-nodes", { node: name, count: found.length });
  if (found[0] !== undefined) return found[0];
  const known = roles.map(({ node }) => node.name || node.id).join(", ");
  throw new Fault("play.no-node", { node: name, known: known || "–" });
}

export const isEntry = ({ entry }: PlayRole) => entry !== undefined;
const hears = ({ hears }: PlayRole) => hears !== undefined;

/** What a case needs of the flow that runs. @throws Fault of `roleOf` */
export function partsOf(asked: PlayCase): { entry: PlayRole; words: { word: PlayWord; role: PlayRole }[] } {
  const entry = roleOf(asked.entry, isEntry);
  return { entry, words: asked.then.map((word) => ({ word, role: roleOf(word.node, hears) })) };
}

interface Telling {
  play: Playing & { house: PlayHouse };
  asked: PlayCase;
  /** Told when the play is to end before its time. */
  signal: AbortSignal;
  /** Milliseconds that it may take; absent: as long as any. */
  longest?: number;
}

/** The person comes in. @throws Fault where the flow would not let them */
async function enter({ play, asked }: Telling, entry: PlayRole): Promise<void> {
  const { store, engine, clock } = play.house;
  const recipient = personOf(asked, play.language);
  const { caseKey, data = {} } = asked;
  if (entry.entry === "list") {
    const { campaign, node } = entry;
    const row = { campaign: campaign.id, node: node.id, recipient, caseKey, test: true, at: clock.now() };
    const [answer] = await store.enrol([row]);
    if (answer?.state !== "enrolled") throw new Fault("play.not-entered", { why: answer?.state ?? "" });
    engine.wake();
    return;
  }
  const heard = await entry.hears?.({ data, ...named(caseKey), recipient: recipient as unknown as JsonObject }, play);
  if (heard?.taken !== true) throw new Fault("play.not-entered", { why: heard?.text ?? "" });
}

const named = (caseKey: string | undefined) => (caseKey === undefined ? {} : { caseKey });

async function speak({ play, asked }: Telling, { word, role }: { word: PlayWord; role: PlayRole }): Promise<void> {
  const said: HeardWord = { data: word.data, ...named(asked.caseKey) };
  const heard = await role.hears?.(said, play);
  if (heard === undefined) return;
  const { taken, text, says } = heard;
  play.story.tell(role.node.id, { kind: taken ? "event" : "failed", text, says });
}

/**
 * Waits until nothing moves any more that is due by now.
 * @throws Fault `play.too-long`, `play.stuck`
 */
async function still({ play, signal, longest = bounds.real }: Telling, since: number): Promise<void> {
  const { engine, clock } = play.house;
  let quiet = 0;
  let stuck = performance.now();
  for (;;) {
    await pause(5);
    if (signal.aborted || play.story.full) return;
    if (performance.now() - since > longest) throw new Fault("play.too-long", { seconds: longest / 1000 });
    if (!engine.resting) {
      quiet = 0;
      stuck = performance.now();
      continue;
    }
    const { played, wait } = await engine.nextDue();
    if (Math.min(played ?? Number.POSITIVE_INFINITY, wait ?? Number.POSITIVE_INFINITY) <= clock.now()) {
      quiet = 0;
      engine.look();
      if (performance.now() - stuck > patience) throw new Fault("play.stuck");
      continue;
    }
    // What is handed from one to the other may be seen at neither.
    quiet += 1;
    if (quiet >= 2) return;
  }
}

/**
 * Tells a story from its beginning to its end: real time passes only while something is at work; when all stands still, the
 * clock jumps to what is due next.
 * @throws Fault what keeps it from being told to its end
 */
export async function tellStory(telling: Telling): Promise<void> {
  const { play, asked, signal } = telling;
  const { engine, clock } = play.house;
  const { entry, words } = partsOf(asked);
  const [since, begin] = [performance.now(), clock.now()];
  await enter(telling, entry);
  for (;;) {
    await still(telling, since);
    if (signal.aborted) return;
    if (play.story.full) throw new Fault("play.too-many-steps");
    const { played, wait } = await engine.nextDue();
    const [next] = words;
    const after = next?.word.after === undefined ? undefined : begin + (lengthOf(next.word.after) ?? 0);
    const due = Math.min(played ?? Number.POSITIVE_INFINITY, wait ?? Number.POSITIVE_INFINITY);
    // A word without a time is said when nothing but time is waited for, and a word with one not after what comes before it.
    const speaks = next !== undefined && (after === undefined ? played === undefined : after <= due);
    const to = speaks ? Math.max(after ?? clock.now(), clock.now()) : due;
    if (to === Number.POSITIVE_INFINITY) return;
    if (to - begin > bounds.story) throw new Fault("play.too-late", { years: 5 });
    clock.jump(to);
    if (speaks) {
      words.shift();
      await speak(telling, next);
    }
    engine.look();
  }
}
