import { PdfString } from "@libpdf/core";
import type { Drawing } from "../drawing.ts";
import type { Colour, Mark } from "../marks.ts";
import { mm, paper } from "../paper.ts";
import { hexOf } from "./copy-object.ts";
import type { Lettering } from "./lettering.ts";

/** A drawing in the file. */
export interface Form {
  number: number;
  /** Its page, in points. */
  box: { x: number; y: number; width: number; height: number };
}

/** A mark as operators of a content stream. */
export interface Piece {
  /** Font and colour that a text begins with; undefined: it is no text, and brings all that it needs. */
  begins?: string;
  operators: string;
  /** Font and colour after it. */
  leaves: string;
  /** Objects that it draws, under the name X and their number. */
  forms: readonly number[];
}

const none: readonly number[] = [];
/** Thousandths of a point, which nobody sees. */
const n = (value: number): string => String(Math.round(value * 1000) / 1000);
const up = (y: number) => n((paper.height - y) * mm);

function colourOf(colour: Colour, [rgb, cmyk]: readonly [string, string]): string {
  return `${colour.map(n).join(" ")} ${colour.length === 3 ? rgb : cmyk}`;
}
const filled = ["rg", "k"] as const;
const stroked = ["RG", "K"] as const;

export function pieceOf(mark: Mark, lettering: Lettering, formOf: (drawing: Drawing) => Form): Piece {
  switch (mark.kind) {
    case "text": {
      const colour = colourOf(mark.colour, filled);
      const size = n(mark.size);
      let [first, last] = ["", ""];
      let shown = "";
      for (const { text, face } of mark.runs) {
        const font = `/${face} ${size} Tf`;
        if (first === "") first = font;
        else if (font !== last) shown += `${font} `;
        // The pen stands where the run before it ended.
        shown += `(${lettering.encode(face, text)})Tj `;
        last = font;
      }
      const operators = `1 0 0 1 ${n(mark.x * mm)} ${up(mark.y)} Tm ${shown}\n`;
      return { begins: `${first} ${colour}\n`, operators, leaves: `${last} ${colour}\n`, forms: none };
    }
    case "rule": {
      const [from, to] = [mark.from, mark.to].map(([x, y]) => `${n(x * mm)} ${up(y)}`);
      const line = `${n(mark.thickness)} w ${colourOf(mark.colour, stroked)}`;
      return { operators: `${line} ${from} m ${to} l S\n`, leaves: "", forms: none };
    }
    case "box": {
      const { fill, line } = mark;
      const paint = fill === undefined ? (line === undefined ? "n" : "S") : line === undefined ? "f" : "B";
      const fills = fill === undefined ? "" : `${colourOf(fill, filled)} `;
      const lines = line === undefined ? "" : `${n(line.thickness)} w ${colourOf(line.colour, stroked)} `;
      return { operators: `${fills}${lines}${rectangleOf(mark)} re ${paint}\n`, leaves: "", forms: none };
    }
    case "drawing": {
      const { number, box } = formOf(mark.drawing);
      const [across, along] = [(mark.width * mm) / box.width, (mark.height * mm) / box.height];
      const [x, y] = [mark.x * mm - box.x * across, (paper.height - mark.y - mark.height) * mm - box.y * along];
      // Scales of a drawing that is large itself need more places.
      const drawn = `q ${across.toFixed(6)} 0 0 ${along.toFixed(6)} ${n(x)} ${n(y)} cm /X${number} Do Q\n`;
      const alt = mark.alt === undefined ? "" : hexOf(PdfString.fromString(mark.alt).bytes);
      const operators = alt === "" ? drawn : `/Figure<</Alt${alt}>>BDC\n${drawn}EMC\n`;
      return { operators, leaves: "", forms: [number] };
    }
  }
}

function rectangleOf({ x, y, width, height }: Extract<Mark, { width: number }>): string {
  return `${n(x * mm)} ${up(y + height)} ${n(width * mm)} ${n(height * mm)}`;
}

/** Pieces one after the other: texts in one text object as long as nothing else is drawn, font and colour where they change. */
export function joined(pieces: readonly Piece[]): string {
  let operators = "";
  let open = false;
  let state = "";
  for (const piece of pieces) {
    const text = piece.begins !== undefined;
    if (text !== open) operators += text ? "BT\n" : "ET\n";
    open = text;
    if (text && piece.begins !== state) operators += piece.begins;
    operators += piece.operators;
    state = piece.leaves;
  }
  return open ? `${operators}ET\n` : operators;
}
