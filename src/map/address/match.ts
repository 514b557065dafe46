import type { Position } from "../../contract/index.ts";

/** How exactly a place is known, the best first. */
export const precisions = ["house", "interpolated", "street", "locality"] as const;
export type Precision = (typeof precisions)[number];

/** A place that fits an address more or less well. */
export interface Match {
  location: Position;
  /** 0 to 1; 1: every part is the same but for spelling. */
  score: number;
  precision: Precision;
  /** The place's own address in one line: "4 boulevard de l’Océan, 99380 Saint-Aurèle-sur-Mer". */
  label: string;
}

/** Metres: matches that lie closer are one place. */
export const onePlace = 150;

/** The best first, each label once at each place. */
export function ranked(matches: readonly Match[], limit = 10): Match[] {
  const kept = new Map<string, Match>();
  const sorted = [...matches].sort(
    (a, b) => b.score - a.score || precisions.indexOf(a.precision) - precisions.indexOf(b.precision),
  );
  for (const match of sorted) {
    const id = `${match.label} ${match.location}`;
    if (!kept.has(id)) kept.set(id, { ...match, score: Math.round(match.score * 1000) / 1000 });
  }
  return [...kept.values()].slice(0, limit);
}
