import type { PlayContent, PlayStep } from "../../play/desk.ts";
import { between } from "./story-time.ts";

/** What one sees of a story at one glance. */
export interface Card {
  kind: "entered" | "waited" | "waiting" | "heard" | "decided" | "shown" | "called" | "stopped" | "failed" | "ended";
  /** When it begins, ISO 8601. */
  at: string;
  /** Milliseconds since the card before it began, or since what it waited for. */
  later: number;
  /** Of a card that waited: milliseconds. */
  waited?: number;
  /** Names of the nodes, each once. */
  labels: string[];
  /** One sentence a step. */
  texts: string[];
  /** Numbers of the steps it tells of. */
  steps: number[];
  content?: PlayContent;
}

const kinds: Readonly<Record<PlayStep["kind"], Card["kind"] | "">> = {
  entered: "entered",
  // A node that does nothing one sees has no card of its own.
  passed: "",
  branch: "decided",
  wait: "waiting",
  event: "heard",
  answer: "heard",
  reminder: "heard",
  "too-late": "heard",
  left: "ended",
  "would-send": "shown",
  "would-call": "called",
  page: "shown",
  "not-sent": "stopped",
  "kept-out": "stopped",
  failed: "failed",
  ended: "ended",
};

const cardOf = (kind: Card["kind"], { at, label, text, number, content }: PlayStep): Card => ({
  kind,
  at,
  later: 0,
  labels: [label],
  texts: [text],
  steps: [number],
  ...(content !== undefined && { content }),
});

function join(card: Card, { label, text, number }: PlayStep): void {
  if (!card.labels.includes(label)) card.labels.push(label);
  if (!card.texts.includes(text)) card.texts.push(text);
  card.steps.push(number);
}

/** Whether a step goes on with what the card before it tells: at the same moment, and about the same. */
function belongs(kind: Card["kind"], { at, label }: PlayStep, last: Card): boolean {
  if (between(last.at, at) !== 0) return false;
  const spoken = last.kind === "heard" || last.kind === "decided";
  if (kind === "decided") return spoken;
  // What a service answers belongs to its call.
  if (kind === "heard") return last.kind === "heard" || (last.kind === "called" && last.labels.includes(label));
  return kind === "ended" && last.kind === "ended";
}

/**
 * Groups the steps of a play into cards, in the order of the story: waits that pass side by side are one card, told when
 * they are over, and what a decision switch chooses belongs to the word that it judges.
 */
export function cardsOf(steps: readonly PlayStep[]): Card[] {
  const cards: Card[] = [];
  let waiting: Card | undefined;
  const pass = (until: string) => {
    if (waiting === undefined || between(waiting.at, until) <= 0) return;
    cards.push({ ...waiting, kind: "waited", waited: between(waiting.at, until) });
    waiting = undefined;
  };
  for (const step of steps) {
    const kind = kinds[step.kind];
    if (kind === "") continue;
    pass(step.at);
    const last = cards.at(-1);
    if (kind === "waiting") {
      if (waiting === undefined) waiting = cardOf("waiting", step);
      else join(waiting, step);
    } else if (last !== undefined && belongs(kind, step, last)) {
      if (kind === "decided") last.kind = "decided";
      join(last, step);
    } else cards.push(cardOf(kind, step));
  }
  if (waiting !== undefined) cards.push(waiting);
  let before = cards[0]?.at ?? "";
  for (const card of cards) {
    card.later = card.kind === "waited" ? 0 : Math.max(0, between(before, card.at));
    before = card.kind === "waited" ? new Date(Date.parse(card.at) + (card.waited ?? 0)).toISOString() : card.at;
  }
  return cards;
}
