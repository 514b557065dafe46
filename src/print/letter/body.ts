import type { Hand } from "./hand.ts";
import type { Run } from "./marks.ts";
import { type Part, partsOf } from "./markup.ts";
import type { Sheet } from "./sheet.ts";
import { printable, type Ruler } from "./typeface.ts";
import { wrapRuns } from "./wrap.ts";

/** Type sizes in points, distances in millimetres. */
export const bodySize = 10.5;
export const leading = 5.4;
/** Where text begins on a page that is not the first. */
export const firstLine = 28;
const headingSize = 11.5;
const indent = 5;
const numberIndent = 7;
export const paragraphGap = 2.4;
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

/** Lines that stand together at the head of a block: two at least on either side of a page break. */
const headOf = ({ set }: Block): number => (set.length <= 3 ? set.length : 2);

/** So many headings in a row are kept together with what follows them. */
const mostHeadings = 3;

/** Millimetres below the first base line of a block that stay on its page; `end` follows the last block. */
function heldBelow(blocks: readonly Block[], position: number, end: number, headings = 0): number {
  const block = blocks[position];
  if (block === undefined) return 0;
  const whole = (block.set.length - 1) * leading;
  const head = (headOf(block) - 1) * leading;
  if (position === blocks.length - 1) return head === whole ? whole + end : head;
  if (block.kind !== "heading" || headings === mostHeadings) return head;
  return whole + leading + belowHeading + heldBelow(blocks, position + 1, end, headings + 1);
}

/**
 * Lays out the body. Two lines at least stay together on either side of a page break, and a heading with what follows.
 * @param end millimetres below the last base line that stay on its page
 */
export function drawBody(flow: Flow, { request, ruler, palette, zones }: Hand, end: number): void {
  const { left: margin, width: measure } = zones.text;
  const blocks = blocksOf(ruler, request.body, measure);
  for (const [position, block] of blocks.entries()) {
    const { kind, set, number, indent: by } = block;
    const next = blocks[position + 1];
    const heading = kind === "heading";
    if (heading && position > 0) flow.y += aboveHeading;
    for (const [index, line] of set.entries()) {
      if (index === 0) flow.keep(heldBelow(blocks, position, end));
      else if (index === set.length - 2) flow.keep(leading + (next === undefined ? end : 0));
      else flow.keep(0);
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
