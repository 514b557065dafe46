import type { Colour } from "./marks.ts";

/** Points a millimetre. */
export const mm = 72 / 25.4;
/** A4 and its side margins, in millimetres. */
export const paper = { width: 210, height: 297, margin: 22 } as const;
/** Width of the text, in millimetres. */
export const measure = paper.width - 2 * paper.margin;
export const ink: Colour = [0.13, 0.13, 0.15];
export const grey: Colour = [0.42, 0.43, 0.46];
