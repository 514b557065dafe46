/** Numbers that come again with the same seed. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number from `least` to below `most`. */
  whole(least: number, most: number): number;
  /** Whether something of this probability happens. */
  happens(probability: number): boolean;
}

/** The generator mulberry32 (public domain, Tommy Ettinger). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    whole: (least, most) => least + Math.floor(next() * (most - least)),
    happens: (probability) => next() < probability,
  };
}
