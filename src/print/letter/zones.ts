import { paper } from "./paper.ts";
import type { LetterRequest } from "./request.ts";

/**
 * Places of a letter, in millimetres from the top left corner of the sheet. `docs/letters.md` names the norms.
 */
export interface Zones {
  /** What the envelope shows. */
  pane: { x: number; y: number; width: number; height: number };
  /** Left edge and width of the address; its base line where few lines stand, and the lowest one. */
  address: { x: number; width: number; first: number; last: number };
  /** The column of the text. */
  text: Column;
  /** Left edge of the column beside the window. */
  aside: number;
  /** The letterhead's first base line, and how low it may reach in a column: above the window, and beside it. */
  head: { first: number; above: number; beside: number };
  /** Base lines. */
  date: number;
  subject: number;
  folds: readonly [number, number];
}

interface Column {
  left: number;
  right: number;
  width: number;
}

const column = (left: number, right: number): Column => ({ left, right, width: right - left });

/** NF Z11-001, C5/C6 and DL; folded in three. */
const right: Zones = {
  pane: { x: 110, y: 45, width: 90, height: 40 },
  address: { x: 114, width: 84, first: 57, last: 82 },
  text: column(22, 188),
  aside: 114,
  head: { first: 25, above: 41, beside: 94 },
  date: 100,
  subject: 112,
  folds: [99, 198],
};

/** DIN 5008 form B, with its margins of 25 and 20 mm. Its address begins 17.7 mm below the upper edge of the field. */
const left: Zones = {
  pane: { x: 20, y: 45, width: 85, height: 45 },
  address: { x: 25, width: 78, first: 66.2, last: 87.5 },
  text: column(25, 190),
  aside: 125,
  head: { first: 25, above: 41, beside: 94 },
  date: 100,
  subject: 112,
  folds: [105, 210],
};

/** DIN 5008 form A: all but the letterhead stands 18 mm higher. */
const leftA: Zones = {
  pane: { x: 20, y: 27, width: 85, height: 45 },
  address: { x: 25, width: 78, first: 48.2, last: 69.5 },
  text: column(25, 190),
  aside: 125,
  head: { first: 19, above: 24, beside: 76 },
  date: 82,
  subject: 94,
  folds: [87, 192],
};

export const zonesOf = (window: LetterRequest["window"]): Zones => ({ right, left, "left-a": leftA })[window];

/** Half of A4: where a punch takes hold (DIN 5008; ISO 838). */
export const holeMark = paper.height / 2;
/** Both kinds of marks stand left of the text, out of the way of a designer's margin. */
export const edge = { from: 4, fold: 8, hole: 10 } as const;
/** The inserter's code: below the address window, left of the text. */
export const inserterCode = { x: 5, y: 122, width: 15, module: 0.5 } as const;
/** The code of a sheet in a batch: below that, between the hole mark and the lower fold; `clear` is kept white around it. */
export const controlCode = { x: 6, y: 160, module: 0.5, clear: 1 } as const;
