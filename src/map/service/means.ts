import { type Clock, systemClock } from "../../clock.ts";

/** What a map service gets from outside: time, chance, and how long it is patient. */
export interface Means {
  clock: Clock;
  /** 0 to 1 */
  chance(): number;
  /** Milliseconds for one try of a call, and for all its tries with the pauses between them. */
  patience: { try: number; all: number };
}

export const ownMeans: Means = { clock: systemClock, chance: Math.random, patience: { try: 8_000, all: 20_000 } };
