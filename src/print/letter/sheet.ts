import type { Colour, Mark, Page, Run } from "./marks.ts";
import type { Face } from "./typeface.ts";

/** A page being laid out: millimetres from the top left corner, sizes in points. */
export interface Sheet extends Page {
  add(mark: Mark): void;
  /** Runs with the base line at `y`, the left end at `x`. */
  runs(runs: readonly Run[], x: number, y: number, size: number, colour: Colour): void;
  text(text: string, x: number, y: number, size: number, colour: Colour, face?: Face): void;
  rule(from: [number, number], to: [number, number], colour: Colour, thickness: number): void;
}

export function newSheet(): Sheet {
  const marks: Mark[] = [];
  const add = (mark: Mark) => void marks.push(mark);
  const runs: Sheet["runs"] = (pieces, x, y, size, colour) => add({ kind: "text", runs: pieces, x, y, size, colour });
  return {
    marks,
    add,
    runs,
    text: (text, x, y, size, colour, face = "regular") => runs([{ text, face }], x, y, size, colour),
    rule: (from, to, colour, thickness) => add({ kind: "rule", from, to, colour, thickness }),
  };
}
