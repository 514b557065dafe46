import type { Run } from "./marks.ts";
import { type Face, printable, type Ruler } from "./typeface.ts";

export interface Block {
  /** A list item hangs behind its bullet. */
  bullet: boolean;
  lines: Run[][];
}

/** `**bold**` and plain runs; an asterisk pair without its partner stays as it is. */
function runsOf(text: string): Run[] {
  return text
    .split(/(\*\*.+?\*\*)/)
    .map((part): Run => {
      const bold = /^\*\*(.+)\*\*$/.exec(part)?.[1];
      return bold === undefined ? { text: part, face: "regular" } : { text: bold, face: "bold" };
    })
    .filter((run) => run.text !== "");
}

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

/** Breaks runs into lines of at most `width` millimetres. */
function wrapRuns(ruler: Ruler, runs: readonly Run[], width: number, size: number): Run[][] {
  const wide = (pieces: readonly Run[]) => pieces.reduce((sum, { text, face }) => sum + ruler(text, size, face), 0);
  const lines: Run[][] = [];
  let filled = 0;
  for (const { pieces, space } of wordsOf(runs))
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

/** The body as blocks of wrapped lines: a blank line parts paragraphs, `- ` begins a list item. */
export function wrapBody(ruler: Ruler, body: string, width: number, size: number, indent: number): Block[] {
  return body
    .replace(/\r\n?/g, "\n")
    .split(/\n\s*\n/)
    .flatMap((paragraph) => paragraph.trim().split(/\n(?=- )/))
    .filter((text) => text.trim() !== "")
    .map((text) => {
      const bullet = text.startsWith("- ");
      const runs = runsOf(printable(bullet ? text.slice(2) : text));
      return { bullet, lines: wrapRuns(ruler, runs, bullet ? width - indent : width, size) };
    });
}
