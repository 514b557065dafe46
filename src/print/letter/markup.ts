import type { Run } from "./marks.ts";
import type { Face } from "./typeface.ts";

/** A part of a body in light markup. */
export interface Part {
  kind: "paragraph" | "heading" | "bullet" | "number";
  /** Of an item of a numbered list, as it is written: `3.` */
  number?: string;
  /** Its lines as they are written: a line break holds. */
  lines: Run[][];
}

type Style = "bold" | "italic";
const faceOf = (open: ReadonlySet<Style>): Face =>
  open.has("bold") ? (open.has("italic") ? "boldItalic" : "bold") : open.has("italic") ? "italic" : "regular";

/** Where a pair of signs closes that opens at `from`; -1: nowhere, and the signs stand for themselves. */
function closing(text: string, sign: string, from: number): number {
  for (let at = text.indexOf(sign, from + 1); at >= 0; at = text.indexOf(sign, at + 1)) {
    const [before = " ", after = " "] = [text[at - 1], text[at + sign.length]];
    if (before === "\\" || /\s/.test(before)) continue;
    // One asterisk of two opens or closes something else.
    if (sign === "*" && (before === "*" || after === "*") && !text.startsWith("***", at)) continue;
    if (sign === "_" && /[\p{L}\p{N}_]/u.test(after)) continue;
    return at;
  }
  return -1;
}

/** Runs of `**bold**`, `*italic*` and `_italic_`; `\*` is an asterisk. What has no partner stays as it is. */
function runsOf(text: string, open: ReadonlySet<Style> = new Set()): Run[] {
  const runs: Run[] = [];
  const face = faceOf(open);
  const add = (piece: string) => {
    const last = runs.at(-1);
    if (last?.face === face) last.text += piece;
    else if (piece !== "") runs.push({ text: piece, face });
  };
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    if (/^\\[*_\\#-]/.test(rest)) {
      add(rest[1] ?? "");
      at += 2;
      continue;
    }
    const sign = /^(?:\*\*|\*|_)(?=\S)/.exec(rest)?.[0];
    const inWord = sign === "_" && /[\p{L}\p{N}]/u.test(text[at - 1] ?? "");
    const style = sign === "**" ? "bold" : "italic";
    const from = at + (sign?.length ?? 0);
    const end = sign === undefined || inWord || open.has(style) ? -1 : closing(text, sign, from);
    if (sign === undefined || end < 0) {
      const plain = sign ?? /^[^*_\\]+|^./su.exec(rest)?.[0] ?? "";
      add(plain);
      at += plain.length;
      continue;
    }
    for (const run of runsOf(text.slice(from, end), new Set([...open, style]))) runs.push(run);
    at = end + sign.length;
  }
  return runs;
}

const item = /^(?:-|(\d{1,3}[.)])) +(?=\S)/;
const heading = /^##+ +(?=\S)/;

/**
 * A body: a blank line parts paragraphs and a line break holds; `## ` begins a heading, `- ` and `1. ` the items of lists,
 * each on a line of its own.
 */
export function partsOf(body: string): Part[] {
  const parts: Part[] = [];
  let open: Part | undefined;
  for (const line of body
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .map((one) => one.trim())) {
    if (line === "") {
      open = undefined;
      continue;
    }
    const [, number] = item.exec(line) ?? [];
    const text = line.replace(item, "").replace(heading, "");
    if (heading.test(line)) {
      parts.push({ kind: "heading", lines: [runsOf(text).map((run) => ({ ...run, face: "bold" }))] });
      open = undefined;
    } else if (item.test(line)) {
      open = { kind: number === undefined ? "bullet" : "number", lines: [runsOf(text)], ...(number && { number }) };
      parts.push(open);
    } else if (open === undefined) {
      open = { kind: "paragraph", lines: [runsOf(line)] };
      parts.push(open);
    } else open.lines.push(runsOf(line));
  }
  return parts;
}
