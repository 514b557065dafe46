import type { LetterRequest } from "./request.ts";

/** Points a millimetre. */
export const mm = 72 / 25.4;
/** A4, in millimetres. */
export const paper = { width: 210, height: 297 } as const;

/** Whether something reaches over the edge of a page. Millimetres. */
export interface Sheeting {
  bleed: number;
  cropMarks: boolean;
  /** From the edge of the whole sheet to the trimmed one. */
  slug: number;
}

/** Crop marks begin outside of the bleed and of what a knife may miss, and are 5 mm long. */
export const cropMark = { least: 3, length: 5, clear: 1 } as const;

export function sheetingOf({ bleed = 0, cropMarks = false }: LetterRequest): Sheeting {
  const marks = Math.max(bleed, cropMark.least) + cropMark.length + cropMark.clear;
  return { bleed, cropMarks, slug: cropMarks ? marks : bleed };
}
