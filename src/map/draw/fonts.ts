import { fontFile } from "../../fonts.ts";
import { type Outlines, readOutlines } from "../../outlines.ts";
import type { Pen } from "./pen.ts";

export type CanvasLibrary = typeof import("@napi-rs/canvas");

const family = "Belle Histoire Map";
const files = ["400Regular", "400Regular_Italic", "500Medium", "600SemiBold"] as const;
type File = (typeof files)[number];

let registered: Promise<CanvasLibrary> | undefined;

/** The drawing library, with the map's letters registered; loaded at first use, once a thread. */
export function loadCanvas(): Promise<CanvasLibrary> {
  registered ??= import("@napi-rs/canvas").then((canvas) => {
    for (const file of files) {
      const key = canvas.GlobalFonts.registerFromPath(fontFile(file), family);
      if (key === null) throw new Error(`font ${file} does not load`);
    }
    return canvas;
  });
  return registered;
}

const outlines = new Map<File, Outlines>();

/** The outlines of the letters that `setLettering` chooses. */
export function outlinesOf({ weight, italic }: Lettering): Outlines {
  const file: File =
    weight === 600
      ? "600SemiBold"
      : weight === 500
        ? "500Medium"
        : italic === true
          ? "400Regular_Italic"
          : "400Regular";
  const known = outlines.get(file) ?? readOutlines(fontFile(file));
  outlines.set(file, known);
  return known;
}

export interface Lettering {
  /** CSS px */
  size: number;
  weight: 400 | 500 | 600;
  italic?: boolean;
  /** CSS px between letters */
  spacing?: number;
}

export function setLettering(pen: Pen, { size, weight, italic, spacing }: Lettering): void {
  pen.font = `${italic === true ? "italic " : ""}${weight} ${size}px "${family}"`;
  pen.letterSpacing = `${spacing ?? 0}px`;
}

/** The text, shortened with an ellipsis until it is at most `widest` CSS px wide. */
export function shortened(pen: Pen, text: string, widest: number): string {
  if (pen.measureText(text).width <= widest) return text;
  const letters = [...text];
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pen.measureText(`${letters.slice(0, middle).join("").trimEnd()}…`).width <= widest) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join("").trimEnd()}…`;
}
