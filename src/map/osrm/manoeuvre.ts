import { roadClasses } from "../area/content.ts";
import { type Exit, type Move, turnBetween } from "./course.ts";

/** What is to be done at a crossing, in OSRM's words. */
export interface Manoeuvre {
  type: string;
  modifier: string;
  exit?: number;
  rotary?: string;
}

/** A crossing as somebody comes to it. */
export interface Crossing {
  before: Move;
  after: Move;
  /** Headings of both, in radians. */
  heading: number;
  leaving: number;
  /** The ways on that are not taken. */
  others: readonly Exit[];
}

const motorway = roadClasses.indexOf("motorway");
const residential = roadClasses.indexOf("residential");
/** Degrees: below it a way goes on. */
const ahead = 45;

/** OSRM's sectors, by the degrees that one turns to the left. */
export function modifierOf(turn: number): string {
  const size = Math.abs(turn);
  if (size < 20) return "straight";
  if (size > 170) return "uturn";
  const side = turn > 0 ? "left" : "right";
  if (size < 45) return `slight ${side}`;
  return size > 120 ? `sharp ${side}` : side;
}

/** What a driver has to be told at a crossing; undefined where the way simply goes on. */
export function manoeuvreAt(crossing: Crossing): Manoeuvre | undefined {
  const { before, after, heading, leaving } = crossing;
  const turn = turnBetween(heading, leaving);
  // A hairpin bend into another street is no turning back; into the other carriageway of the same street it is.
  const back = modifierOf(turn) === "uturn";
  if (after.arc === (before.arc ^ 1) || (back && before.name === after.name && after.name !== "")) {
    return { type: "continue", modifier: "uturn" };
  }
  const modifier = back ? `sharp ${turn > 0 ? "left" : "right"}` : modifierOf(turn);
  const ramp = rampAt(crossing, turn);
  if (ramp !== undefined) return ramp;
  const rivals = rivalsIn(crossing);
  const turns = rivals.map(({ heading: other }) => turnBetween(heading, other));
  const renamed = after.name !== "" && after.name !== before.name;
  if (rivals.length === 0) return renamed ? { type: "new name", modifier } : undefined;
  if (!renamed && goesOn(turn, turns)) return undefined;
  const straightest = Math.abs(turn) < ahead && turns.every((other) => Math.abs(turn) <= Math.abs(other) + 5);
  if (!renamed && straightest && (after.name !== "" || modifier === "straight")) return undefined;
  if (isFork(crossing, turn, rivals)) {
    const beside = Math.min(...turns.map((other) => other - turn).filter((gap) => Math.abs(gap) < 90));
    return { type: "fork", modifier: beside > 0 ? "slight right" : "slight left" };
  }
  if (!renamed && after.name !== "") return { type: "continue", modifier };
  if (renamed && goesOn(turn, turns)) return { type: "new name", modifier };
  const ends = Math.abs(turn) >= ahead && turns.every((other) => Math.abs(other) >= ahead);
  if (ends && turns.some((other) => Math.sign(other) !== Math.sign(turn))) return { type: "end of road", modifier };
  return { type: "turn", modifier };
}

/** Whether nobody would take another way, who was not told to: it is straighter than the others by far. */
function goesOn(turn: number, others: readonly number[]): boolean {
  const size = Math.abs(turn);
  const nearest = Math.min(...others.map(Math.abs));
  return size < ahead ? nearest > size + 15 : nearest > size + 50;
}

/** Yards and paths beside a street lead nobody astray. */
function rivalsIn({ before, after, others }: Crossing): readonly Exit[] {
  const street = Math.max(before.class, after.class) <= residential;
  return street ? others.filter((other) => other.class <= residential) : others;
}

function isFork({ before, heading, after }: Crossing, turn: number, rivals: readonly Exit[]): boolean {
  if (Math.abs(turn) >= ahead) return false;
  return rivals.some(({ heading: other, class: kind }) => {
    const beside = turnBetween(heading, other);
    return Math.abs(beside) < ahead && Math.abs(kind - after.class) <= 1 && Math.abs(kind - before.class) <= 2;
  });
}

/** On and off larger roads by their ramps. */
function rampAt({ before, after }: Crossing, turn: number): Manoeuvre | undefined {
  const side = turn > 0 ? "left" : "right";
  const slight = Math.abs(turn) < ahead ? `slight ${side}` : side;
  if (!before.link && after.link && before.class === motorway) return { type: "off ramp", modifier: slight };
  if (!before.link && after.link && after.class === motorway) return { type: "on ramp", modifier: slight };
  if (before.link && !after.link && after.class === motorway) return { type: "merge", modifier: slight };
  return undefined;
}
