import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { type Asset, Fault } from "../../src/contract/index.ts";
import type { House } from "../../src/journey/index.ts";
import { sentence } from "../../src/language/index.ts";
import type { PlayCase, Story, Told } from "../../src/play/index.ts";

/** Somebody who is played through the flows that run: in a house of their own, which nothing leaves. */
export interface Playing {
  /** Nobody guesses it. */
  readonly id: string;
  readonly house: House;
  readonly story: Story;
  /** Of who looks on, BCP 47. */
  readonly language: string;
  readonly answers: NonNullable<PlayCase["answers"]>;
  /** Journeys of the play, by whose ids its messages are known as well. */
  readonly journeys: Set<string>;
  /** Keeps a file for who looks on; answers the name that it is asked for by. */
  keep(name: string, file: Asset | { bytes: Uint8Array; type: string }): Promise<string>;
  /** Nothing of it goes on. */
  over: boolean;
}

/** Like no other word, for another flow may call something else a play. */
const playId = /^play_[0-9a-f-]{36}$/;
export const newPlayId = () => `play_${randomUUID()}`;

const plays = new Map<string, Playing>();

/** What runs on behalf of a play: also messages that a node has made anew, without any mark. */
const onBehalf = new AsyncLocalStorage<Playing>();

/** Begins a play; the answer ends it. */
export function beginPlay(play: Playing): () => void {
  plays.set(play.id, play);
  return () => {
    play.over = true;
    plays.delete(play.id);
  };
}

/** Does something on behalf of a play, with all that follows from it. */
export function asPlay<Answer>(play: Playing, work: () => Answer): Answer {
  return onBehalf.run(play, work);
}

interface Marks {
  id?: unknown;
  play?: string;
}

function marksOf(message: unknown): Marks | undefined {
  try {
    const { journey } = (message ?? {}) as { journey?: { id?: unknown; play?: unknown } };
    if (typeof journey !== "object" || journey === null) return undefined;
    const { id, play } = journey;
    return { id, ...(typeof play === "string" && playId.test(play) && { play }) };
  } catch {
    // A message may be anything, also something that cannot be read.
    return undefined;
  }
}

function playOfJourney(id: unknown): Playing | undefined {
  if (plays.size === 0 || typeof id !== "string") return undefined;
  return [...plays.values()].find(({ journeys }) => journeys.has(id));
}

/**
 * The play that a message is part of; undefined: it is of a real journey. What names a play that is over is nobody's: it must
 * not be taken for a real one.
 * @throws Fault `play.over`
 */
export function playOf(message: unknown): Playing | undefined {
  const marks = marksOf(message);
  if (marks === undefined) return undefined;
  if (marks.play === undefined) return playOfJourney(marks.id);
  const play = plays.get(marks.play);
  if (play === undefined || play.over) throw new Fault("play.over");
  return play;
}

/** The same of a message on a wire, where one without a journey belongs to whatever it was made on behalf of. Never throws. */
export function playAround(message: unknown): Playing | "over" | undefined {
  const marks = marksOf(message);
  if (marks?.play !== undefined) return plays.get(marks.play) ?? "over";
  const play = onBehalf.getStore();
  // Also a real message may be sent on meanwhile, such as one that a node had kept.
  if (marks?.id !== undefined)
    return playOfJourney(marks.id) ?? (play?.journeys.has(String(marks.id)) ? "over" : undefined);
  return play?.over ? "over" : play;
}

/** The house that a message's journey lives in. @throws Fault `play.over` */
export async function houseFor(message: unknown, real: Promise<House>): Promise<House> {
  return playOf(message)?.house ?? real;
}

/** Tells of a node, where its message is part of a play. */
export function tellPlay(message: unknown, node: string, tell: (say: Words, play: Playing) => Told): void {
  const play = playAround(message);
  if (play === undefined || play === "over") return;
  play.story.tell(node, tell(wordsOf(play), play));
}

/** A sentence in the language of who looks on. */
export type Words = (key: string, data?: Readonly<Record<string, unknown>>) => string;

export function wordsOf({ language }: Pick<Playing, "language">): Words {
  return (key, data = {}) => sentence(key, data, language);
}
