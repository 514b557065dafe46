import type { Run } from "./marks.ts";
import { type Face, printable, type Ruler } from "./typeface.ts";

/** Words between ordinary spaces; a word may change its face inside. No-break spaces hold. */
function wordsOf(runs: readonly Run[]): { pieces: Run[]; space: Face }[] {
  const words: { pieces: Run[]; space: Face }[] = [];
  let open = false;
  let space: Face = "regular";
  for (const { text, face } of runs)
    for (const token of text.split(/( +)/)) {
      if (token === "") continue;
      if (token.startsWith(" ")) {
        open = false;
        space = face;
      } else if (open) words.at(-1)?.pieces.push({ text: token, face });
      else {
        words.push({ pieces: [{ text: token, face }], space });
        open = true;
      }
    }
  return words;
}

/** A long address of a page as the words that it may be broken into. */
function breakable(address: string): string[] {
  return address.split(/(?<=[/?&=#._~-])/);
}

/** A part in as few pieces as fit, of as many signs each: nobody types well what ends with two signs on a line of their own. */
function evenly(part: string, fits: (piece: string) => boolean): string[] {
  const signs = [...part];
  for (let count = 1; count < signs.length; count += 1) {
    const length = Math.ceil(signs.length / count);
    const starts = Array.from({ length: Math.ceil(signs.length / length) }, (_, index) => index * length);
    const pieces = starts.map((start) => signs.slice(start, start + length).join(""));
    if (pieces.every(fits)) return pieces;
  }
  return signs;
}

/** Packs the parts of an address into lines. */
export function wrapAddress(ruler: Ruler, address: string, width: number, size: number): string[] {
  const fits = (text: string) => ruler(text, size) <= width;
  const lines: string[] = [];
  for (const text of breakable(printable(address)).flatMap((part) => evenly(part, fits))) {
    const line = lines.at(-1);
    if (line === undefined || !fits(line + text)) lines.push(text);
    else lines[lines.length - 1] = line + text;
  }
  return lines;
}

/** Cuts a word that is wider than the line, for instance a long address of a page. */
function cut(word: Run[], width: number, wide: (pieces: readonly Run[]) => number): Run[][] {
  if (wide(word) <= width) return [word];
  const parts: Run[][] = [[]];
  for (const { text, face } of word)
    for (const letter of text) {
      const last = parts.at(-1) ?? [];
      if (last.length > 0 && wide([...last, { text: letter, face }]) > width) parts.push([{ text: letter, face }]);
      else add(last, letter, face);
    }
  return parts;
}

function add(line: Run[], text: string, face: Face): void {
  const last = line.at(-1);
  if (last?.face === face) last.text += text;
  else line.push({ text, face });
}

/** A last line this short, of the width, is given the word before: it would look forgotten. */
const forgotten = 0.1;

/** What was broken before, by the ruler: letters of a run have most paragraphs in common. */
const broken = new WeakMap<Ruler, Map<string, Run[][]>>();
const mostBroken = 300;

/** Breaks runs into lines of at most `width` millimetres. The lines are those of others as well: nobody changes them. */
export function wrapRuns(ruler: Ruler, runs: readonly Run[], width: number, size: number): Run[][] {
  let known = broken.get(ruler);
  if (known === undefined || known.size > mostBroken) {
    known = new Map();
    broken.set(ruler, known);
  }
  const key = runs.reduce((text, run) => `${text}\n${run.face}\n${run.text}`, `${width} ${size}`);
  const lines = known.get(key) ?? breakRuns(ruler, runs, width, size);
  known.set(key, lines);
  return lines;
}

function breakRuns(ruler: Ruler, runs: readonly Run[], width: number, size: number): Run[][] {
  const wide = (pieces: readonly Run[]) => pieces.reduce((sum, { text, face }) => sum + ruler(text, size, face), 0);
  const lines: Run[][] = [];
  let filled = 0;
  const words = wordsOf(runs);
  const last = words.at(-1);
  const before = words.at(-2);
  if (last !== undefined && before !== undefined && words.length > 4 && wide(last.pieces) < width * forgotten) {
    const pair = [...before.pieces, { text: " ", face: last.space }, ...last.pieces];
    if (wide(pair) < width / 2) words.splice(-2, 2, { pieces: pair, space: before.space });
  }
  for (const { pieces, space } of words)
    for (const [index, part] of cut(pieces, width, wide).entries()) {
      const line = lines.at(-1);
      const gap = ruler(" ", size, space);
      const length = wide(part);
      if (line === undefined || index > 0 || filled + gap + length > width) {
        lines.push(part.map((piece) => ({ ...piece })));
        filled = length;
        continue;
      }
      add(line, " ", space);
      for (const { text, face } of part) add(line, text, face);
      filled += gap + length;
    }
  return lines;
}

/** Plain lines, each broken to the width. */
export function wrapLines(
  ruler: Ruler,
  texts: readonly string[],
  width: number,
  size: number,
  face: Face = "regular",
): string[] {
  return texts.flatMap((text) =>
    wrapRuns(ruler, [{ text: printable(text), face }], width, size).map((line) => line.map((run) => run.text).join("")),
  );
}
