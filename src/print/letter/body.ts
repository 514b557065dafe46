import type { Hand } from "./hand.ts";
import type { Run } from "./marks.ts";
import { type Part, partsOf } from "./markup.ts";
import type { Sheet } from "./sheet.ts";
import { printable, type Ruler } from "./typeface.ts";
import { wrapRuns } from "./wrap.ts";

/** Type sizes in points, distances in millimetres. */
export const bodySize = 10.5;
export const leading = 5.4;
const headingSize = 11.5;
const indent = 5;
const numberIndent = 7;
const paragraphGap = 2.4;
const itemGap = 0.8;
const aboveHeading = 2.6;
const belowHeading = 0.6;

/** Where the letter goes on. */
export interface Flow {
  sheet(): Sheet;
  /** Base line of the next line. */
  y: number;
  /** Goes to a new page where `below` millimetres under the base line do not fit. */
  keep(below: number): void;
}

interface Block extends Part {
  set: Run[][];
  indent: number;
}

const isItem = ({ kind }: Part) => kind === "bullet" || kind === "number";

/** The parts of a body, broken into lines. */
function blocksOf(ruler: Ruler, body: string, measure: number): Block[] {
  return partsOf(body).map((part) => {
    const size = part.kind === "heading" ? headingSize : bodySize;
    const by = part.kind === "bullet" ? indent : part.kind === "number" ? numberIndent : 0;
    const lines = part.lines.map((runs) => runs.map(({ text, face }) => ({ text: printable(text), face })));
    return { ...part, set: lines.flatMap((runs) => wrapRuns(ruler, runs, measure - by, size)), indent: by };
  });
}

/** Lays out the body. Two lines at least stay together on either side of a page break, and a heading with what follows. */
export function drawBody(flow: Flow, { request, ruler, palette, zones }: Hand): void {
  const { left: margin, width: measure } = zones.text;
  const blocks = blocksOf(ruler, request.body, measure);
  for (const [position, block] of blocks.entries()) {
    const { kind, set, number, indent: by } = block;
    const next = blocks[position + 1];
    const heading = kind === "heading";
    if (heading && position > 0) flow.y += aboveHeading;
    for (const [index, line] of set.entries()) {
      const together = index === 0 || index === set.length - 2;
      const following = heading && index === 0 ? set.length - 1 + Math.min(2, next?.set.length ?? 0) : 0;
      const kept = together && set.length > 1 ? (set.length === 3 && index === 0 ? 2 : 1) : 0;
      flow.keep(leading * Math.max(kept, following));
      const sheet = flow.sheet();
      if (kind === "bullet" && index === 0) sheet.text("•", margin + 1, flow.y, bodySize, palette.accent);
      if (kind === "number" && index === 0) {
        const mark = printable(number ?? "");
        sheet.text(mark, margin + numberIndent - 1.6 - ruler(mark, bodySize), flow.y, bodySize, palette.accent);
      }
      if (heading) sheet.runs(line, margin, flow.y, headingSize, palette.accent);
      else sheet.runs(line, margin + by, flow.y, bodySize, palette.ink);
      flow.y += leading;
    }
    flow.y += heading ? belowHeading : isItem(block) && next !== undefined && isItem(next) ? itemGap : paragraphGap;
  }
}
