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
