/** A repeatable source of numbers in [0, 1): mulberry32 (public domain, Tommy Ettinger). The same seed gives the same town. */
export interface Chance {
  next(): number;
  /** A number in [from, to). */
  between(from: number, to: number): number;
  /** True with the given likelihood. */
  odds(likelihood: number): boolean;
}

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (from, to) => from + next() * (to - from),
    odds: (likelihood) => next() < likelihood,
  };
}
