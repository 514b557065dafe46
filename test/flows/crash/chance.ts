import { chanceFrom } from "../../../src/map/town/chance.ts";

/** Numbers that come again with the same seed. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number from `least` to below `most`. */
  whole(least: number, most: number): number;
  /** Whether something of this probability happens. */
  happens(probability: number): boolean;
}

export function chanceOf(seed: number): Chance {
  const { next, between, odds } = chanceFrom(seed);
  return { next, whole: (least, most) => Math.floor(between(least, most)), happens: odds };
}
