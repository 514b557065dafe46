import { PdfString } from "@libpdf/core";
import type { Drawing } from "../drawing.ts";
import type { Box, Colour, Mark } from "../marks.ts";
import { mm, paper, type Sheeting } from "../paper.ts";
import type { Picture } from "../picture.ts";
import { hexOf } from "./copy-object.ts";
import type { Lettering } from "./lettering.ts";

/** A mark as operators of a content stream. */
export interface Piece {
  /** Font and colour that a text begins with; undefined: it is no text, and brings all that it needs. */
  begins?: string;
  operators: string;
  /** Font and colour after it. */
  leaves: string;
  /** Objects that it draws, under the name X and their number. */
  objects: readonly number[];
}

/** What turns marks into operators needs of the file. */
export interface Tools {
  lettering: Lettering;
  sheeting: Sheeting;
  /** Number of a drawing or picture in the file. */
  objectOf(shown: Drawing | Picture): number;
}

const none: readonly number[] = [];
/** Thousandths of a point, which nobody sees. */
const n = (value: number): string => String(Math.round(value * 1000) / 1000);
/** Scales of a drawing that is large itself need more places. */
const scale = (value: number): string => String(Math.round(value * 1e6) / 1e6);

const spaces = { fill: ["rg", "k"], line: ["RG", "K"] } as const;
function colourOf(colour: Colour, use: "fill" | "line"): string {
  const [rgb, cmyk] = spaces[use];
  return `${colour.map(n).join(" ")} ${colour.length === 3 ? rgb : cmyk}`;
}

export function pieceOf(mark: Mark, tools: Tools): Piece {
  if (mark.kind === "text") return textOf(mark, tools);
  const { operators, objects = none } = drawnOf(mark, tools);
  const alone = `q ${operators} Q\n`;
  if ("alt" in mark) {
    const alt = hexOf(PdfString.fromString(mark.alt).bytes);
    return { operators: `/Figure<</Alt${alt}>>BDC\n${alone}EMC\n`, leaves: "", objects };
  }
  if ("decoration" in mark) return { operators: `/Artifact BMC\n${alone}EMC\n`, leaves: "", objects };
  return { operators: alone, leaves: "", objects };
}

function textOf({ runs, x, y, size, colour }: Extract<Mark, { kind: "text" }>, { lettering, sheeting }: Tools): Piece {
  let [first, last] = ["", ""];
  let shown = "";
  for (const { text, face } of runs) {
    const font = `/${face} ${n(size)} Tf`;
    if (first === "") first = font;
    else if (font !== last) shown += `${font} `;
    // The pen stands where the run before it ended.
    shown += `(${lettering.encode(face, text)})Tj `;
    last = font;
  }
  const inks = colourOf(colour, "fill");
  const operators = `1 0 0 1 ${pointOf(x, y, sheeting)} Tm ${shown}\n`;
  return { begins: `${first} ${inks}\n`, operators, leaves: `${last} ${inks}\n`, objects: none };
}

type Drawn = { operators: string; objects?: readonly number[] };

function drawnOf(mark: Exclude<Mark, { kind: "text" }>, tools: Tools): Drawn {
  const { sheeting } = tools;
  switch (mark.kind) {
    case "rule": {
      const [from, to] = [mark.from, mark.to].map(([x, y]) => pointOf(x, y, sheeting));
      return { operators: `${n(mark.thickness)} w ${colourOf(mark.colour, "line")} ${from} m ${to} l S` };
    }
    case "box": {
      const { fill, line } = mark;
      const path = `${boxOf(mark, sheeting).map(n).join(" ")} re`;
      const inside = fill === undefined ? "" : `${colourOf(fill, "fill")} ${path} f `;
      const frame = line === undefined ? "" : `${n(line.thickness)} w ${colourOf(line.colour, "line")} ${path} S`;
      return { operators: inside + frame };
    }
    case "matrix":
      return { operators: matrixOf(mark, sheeting) };
    case "drawing":
      return drawingOf(mark, tools);
    case "picture": {
      const [left, bottom, width, height] = boxOf(mark, sheeting);
      const number = tools.objectOf(mark.picture);
      const matrix = `${n(width)} 0 0 ${n(height)} ${n(left)} ${n(bottom)}`;
      return { operators: `${matrix} cm /X${number} Do`, objects: [number] };
    }
  }
}

/** What its box shows, no more, unless the letter has a bleed to be filled. */
function drawingOf(mark: Extract<Mark, { kind: "drawing" }>, { sheeting, objectOf }: Tools): Drawn {
  const { drawing, x, y } = mark;
  const [left, bottom, width, height] = boxOf(mark, sheeting);
  const [across, along] = [width / drawing.width, height / drawing.height];
  const reach = "decoration" in mark && x === 0 && y === 0 ? sheeting.bleed * mm : 0;
  const clip = [left - reach, bottom - reach, width + 2 * reach, height + 2 * reach].map(n).join(" ");
  const [right, up] = [left - drawing.box.left * across, bottom - drawing.box.bottom * along];
  const number = objectOf(drawing);
  const matrix = `${scale(across)} 0 0 ${scale(along)} ${n(right)} ${n(up)}`;
  return { operators: `${clip} re W n ${matrix} cm /X${number} Do`, objects: [number] };
}

/** Runs of dark modules, in units of a module from the top left corner: a digit or two each. */
function matrixOf({ rows, x, y, module, colour }: Extract<Mark, { kind: "matrix" }>, sheeting: Sheeting): string {
  let squares = "";
  for (const [row, modules] of rows.entries())
    for (let from = modules.indexOf(true); from >= 0; ) {
      const light = modules.indexOf(false, from);
      const to = light < 0 ? modules.length : light;
      squares += `${from} ${row} ${to - from} 1 re\n`;
      from = modules.indexOf(true, to);
    }
  const side = scale(module * mm);
  return `${colourOf(colour, "fill")} ${side} 0 0 -${side} ${pointOf(x, y, sheeting)} cm\n${squares}f`;
}

const acrossOf = (x: number, { slug }: Sheeting) => (x + slug) * mm;
const upOf = (y: number, { slug }: Sheeting) => (paper.height + slug - y) * mm;
const pointOf = (x: number, y: number, sheeting: Sheeting) => `${n(acrossOf(x, sheeting))} ${n(upOf(y, sheeting))}`;

function boxOf({ x, y, width, height }: Box, sheeting: Sheeting): [number, number, number, number] {
  return [acrossOf(x, sheeting), upOf(y + height, sheeting), width * mm, height * mm];
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
