import type { Drawing } from "./drawing.ts";
import type { Picture } from "./picture.ts";
import type { Face } from "./typeface.ts";

/** RGB or CMYK, each part 0 to 1. */
export type Colour = readonly [number, number, number] | readonly [number, number, number, number];

/** A piece of a line in one face. */
export interface Run {
  text: string;
  face: Face;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What a reader who does not see it is told; of what is mere decoration nothing. */
type Told = { alt: string } | { decoration: true };

/**
 * What stands on a page: millimetres from the top left corner of the trimmed sheet, negative in the bleed; sizes of type
 * and thickness of lines in points.
 */
export type Mark =
  /** `y` is the base line, `x` the left end. */
  | { kind: "text"; runs: readonly Run[]; x: number; y: number; size: number; colour: Colour }
  | { kind: "rule"; from: readonly [number, number]; to: readonly [number, number]; colour: Colour; thickness: number }
  | ({ kind: "box"; fill?: Colour; line?: { colour: Colour; thickness: number } } & Box)
  /** A page of another PDF: what its `box` shows fills the box here. */
  | ({ kind: "drawing"; drawing: Drawing } & Told & Box)
  | ({ kind: "picture"; picture: Picture } & Told & Box)
  /** Dark squares of a code, a side of `module` millimetres each. */
  | ({
      kind: "matrix";
      rows: readonly (readonly boolean[])[];
      x: number;
      y: number;
      module: number;
      colour: Colour;
    } & Told);

/** A page of a letter, what lies below first. */
export interface Page {
  marks: readonly Mark[];
}

/** The text of a page, line by line. */
export function saidOn({ marks }: Page): string[] {
  return marks.flatMap((mark) => (mark.kind === "text" ? [mark.runs.map(({ text }) => text).join("")] : []));
}
