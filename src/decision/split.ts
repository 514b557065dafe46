import { Fault } from "../contract/index.ts";
import { type Branch, other, reasoned } from "./decide.ts";
import type { Surroundings } from "./judge-condition.ts";
import { readPath } from "./read-path.ts";
import { sha256Head } from "./sha256.ts";

/** One arm of an experiment: a branch that is taken by chance. */
export interface Arm {
  label: string;
  /** Its part of all weights together; 0: nobody. */
  weight: number;
  /** Those who are left alone, to be compared with. */
  holdout: boolean;
  /** What people are drawn by: the label at first, kept when that changes, so that nobody moves. */
  key: string;
}

/** Branches by chance. */
export interface Split {
  arms: readonly Arm[];
  /** Two switches of one name and the same arms draw alike. */
  experiment: string;
  strict: boolean;
}

/**
 * The arm of a person: by the first 53 bits of SHA-256 of the experiment, the person and each arm. Each arm has a time that
 * runs out after -ln(u) / weight, and the first decides (weighted rendezvous, an exponential race): arm i is drawn with
 * probability weight i / sum; a weight that grows draws people to its arm and moves nobody between the others, and the
 * order of arms does not matter.
 *
 * @returns index of the arm; -1 where all weights are 0
 */
export function draw(recipient: string, experiment: string, arms: readonly Arm[]): number {
  let best = -1;
  let first = Number.POSITIVE_INFINITY;
  for (const [index, { key, weight }] of arms.entries()) {
    if (!(weight > 0)) continue;
    const { high, low } = sha256Head(JSON.stringify([experiment, recipient, key]));
    // Never 0 and never 1.
    const u = (high * 0x20_0000 + (low >>> 11) + 0.5) / 2 ** 53;
    const ends = -Math.log(u) / weight;
    if (ends < first) [best, first] = [index, ends];
  }
  return best;
}

/** The share of each arm, in per cent with one digit behind the point. */
export function shares(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + Math.max(0, weight || 0), 0);
  return weights.map((weight) => (sum > 0 ? Math.round((Math.max(0, weight || 0) / sum) * 1000) / 10 : 0));
}

/**
 * The arm of a message's recipient; `other` where it has none.
 * @throws Fault in strict mode: `decision.no-recipient`
 */
export function assign(message: unknown, { arms, experiment, strict }: Split, { language }: Surroundings): Branch {
  const recipient = readPath(message, "recipient.id");
  const known = typeof recipient === "string" && recipient !== "";
  const index = known ? draw(recipient, experiment, arms) : -1;
  const arm = arms[index];
  if (arm === undefined) {
    const key = known ? "decision.no-arm" : "decision.no-recipient";
    if (strict) throw new Fault(key);
    return { label: other, rule: -1, ...reasoned([{ key }], language), output: arms.length };
  }
  const share = shares(arms.map(({ weight }) => weight))[index]!;
  const data = { label: arm.label, number: index + 1, share, experiment };
  const told = reasoned([{ key: arm.holdout ? "decision.held-out" : "decision.drawn", data }], language);
  const drawn = { arm: arm.key, experiment, ...(arm.holdout && { holdout: true }) };
  return { label: arm.label, rule: index, ...drawn, ...told, output: index };
}
