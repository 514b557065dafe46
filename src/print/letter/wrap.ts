import type { Run, Sheet, Weight } from "./sheet.ts";

export interface Block {
  /** A list item hangs behind its bullet. */
  bullet: boolean;
  lines: Run[][];
}

/** `**bold**` and plain runs of a paragraph. */
function runsOf(text: string): Run[] {
  return text
    .split("**")
    .map((part, index): Run => ({ text: part, weight: index % 2 === 1 ? "bold" : "regular" }))
    .filter((run) => run.text !== "");
}

/** Breaks runs into lines of at most `width` millimetres; no-break spaces hold. */
function wrapRuns(sheet: Sheet, runs: Run[], width: number, size: number): Run[][] {
  const lines: Run[][] = [];
  let line: Run[] = [];
  let filled = 0;
  const add = (text: string, weight: Weight) => {
    const last = line.at(-1);
    if (last?.weight === weight) last.text += text;
    else line.push({ text, weight });
  };
  for (const { text, weight } of runs) {
    for (const token of text.split(/([ \n]+)/)) {
      if (token === "") continue;
      const space = /^[ \n]+$/.test(token);
      const word = space ? " " : token;
      const wide = sheet.width(word, size, weight);
      if (!space && filled > 0 && filled + wide > width) {
        const end = line.at(-1);
        if (end !== undefined) end.text = end.text.replace(/ +$/, "");
        lines.push(line);
        line = [];
        filled = 0;
      }
      if (space && filled === 0) continue;
      add(word, weight);
      filled += wide;
    }
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

/** The body as blocks of wrapped lines. */
export function wrapBody(sheet: Sheet, body: string, width: number, size: number, indent: number): Block[] {
  return body
    .split(/\n\s*\n/)
    .flatMap((paragraph) => paragraph.trim().split(/\n(?=- )/))
    .filter((text) => text.trim() !== "")
    .map((text) => {
      const bullet = text.startsWith("- ");
      const plain = bullet ? text.slice(2) : text;
      return { bullet, lines: wrapRuns(sheet, runsOf(plain), bullet ? width - indent : width, size) };
    });
}
