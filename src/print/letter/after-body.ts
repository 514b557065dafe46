import { bodySize, type Flow, firstLine, leading, paragraphGap } from "./body.ts";
import type { Foot } from "./foot.ts";
import type { Hand } from "./hand.ts";
import { drawQr, type QrBlock, qrBlock } from "./qr-block.ts";
import { judgeMap, placeIn, showPicture } from "./show-picture.ts";
import { wrapLines } from "./wrap.ts";

const captionSize = 8;
const captionLeading = 3.8;
const signatureBox = { width: 60, height: 16 } as const;
/** A picture is made this much smaller, at most, to stay on the page that speaks of it. */
const smallest = 0.6;
const belowSlot = 8;
const aboveSignature = 3;
/** Width of a code with its words beside a signature, and what parts the two. */
const codeColumn = 74;
const gutter = 6;

/** Lines of the signature, at most so wide, and how much of the page they take below their first base line. */
function signatureOf({ request, materials, ruler, zones }: Hand, width: number) {
  const [name, ...others] = request.signature ?? [];
  const lines = [
    ...wrapLines(ruler, name === undefined ? [] : [name], width, bodySize, "bold").map((text) => ({
      text,
      bold: true,
    })),
    ...wrapLines(ruler, others, width, bodySize).map((text) => ({ text, bold: false })),
  ];
  const picture = materials.signaturePicture;
  const place = { x: zones.text.left, y: 0, ...signatureBox };
  const drawn = picture === undefined ? undefined : placeIn(picture, place);
  const above = drawn === undefined ? 0 : drawn.height + 1;
  const below = above + Math.max(0, lines.length - 1) * leading;
  return { lines, picture, drawn, above, below };
}
type Signature = ReturnType<typeof signatureOf>;

/** Signature and QR code, one below the other or beside each other. */
export interface End {
  signature?: Signature;
  code?: QrBlock;
  /** Millimetres from the signature's first base line, else from the code's, that they take below it. */
  below: number;
}

/** What ends the letter, in the ways that it can stand; what is nicer first. None: there is nothing. */
export function endsOf(hand: Hand): End[] {
  const { request, materials, zones } = hand;
  const { left, right, width } = zones.text;
  const code = qrBlock(hand, left, right);
  if ((request.signature ?? []).length === 0 && materials.signaturePicture === undefined)
    return code === undefined ? [] : [{ code, below: code.below }];
  const signature = signatureOf(hand, width);
  if (code === undefined) return [{ signature, below: signature.below }];
  const after: End = { signature, code, below: signature.below + leading + code.below };
  const besideCode = right - codeColumn;
  const narrow = qrBlock(hand, besideCode, right);
  if (narrow === undefined) return [after];
  const short = signatureOf(hand, besideCode - gutter - left);
  return [after, { signature: short, code: narrow, below: Math.max(short.below, narrow.height) }];
}

/** From a paragraph's last base line, or what it would be, to the first of the end. */
const aboveEnd = leading + paragraphGap + aboveSignature;

/**
 * Millimetres below the last base line of the body that follow on the same page, as closely as they can stand: alone on a page a
 * signature, or a code, looks lost. A map and what follows it may have a page of their own.
 */
export function endBelow(hand: Hand, ends: readonly End[], foot: Foot): number {
  if (hand.materials.map !== undefined || hand.materials.picture !== undefined) return 0;
  const least = leastOf(ends, foot);
  return least === undefined ? 0 : aboveEnd + least;
}

/** What an end takes at least; undefined: there is none, or it is half a page and stands for itself. */
function leastOf(ends: readonly End[], foot: Foot): number | undefined {
  const least = Math.min(...ends.map(({ below }) => below));
  return least < (foot.lowest - firstLine) / 2 ? least : undefined;
}

/** The map, else the picture, as wide as the text and no higher than a page. */
function drawSlot(flow: Flow, hand: Hand, ends: readonly End[], foot: Foot): void {
  const { request, materials, ruler, palette, zones, findings } = hand;
  const map = request.map === undefined ? undefined : materials.map;
  const shown = map ?? materials.picture;
  const about = map === undefined ? request.picture : request.map;
  if (shown === undefined || about === undefined) return;
  const { left, width: measure } = zones.text;
  // Signature and code follow on the same page: alone they would look lost on the next one.
  const end = leastOf(ends, foot);
  const after = end === undefined ? 0 : belowSlot + aboveSignature + end;
  const caption = wrapLines(ruler, [about.caption ?? ""], measure, captionSize, "italic");
  const under = caption.length === 0 ? 0 : 1.2 + caption.length * captionLeading;
  const others = under + after - leading / 2;
  const whole = Math.min((measure * shown.height) / shown.width, foot.lowest - firstLine - others);
  const here = foot.lowest - flow.y - others;
  const height = here < whole && here >= whole * smallest ? here : whole;
  flow.keep(height + others);
  const top = flow.y - leading / 2;
  const box = { x: left, y: top, width: (height * shown.width) / shown.height, height };
  const sheet = flow.sheet();
  if (map !== undefined) {
    judgeMap(findings, map, box);
    sheet.add({ kind: "drawing", drawing: map, alt: about.alt ?? "", ...box });
    sheet.add({ kind: "box", ...box, line: { colour: palette.frame, thickness: 0.5 } });
  } else showPicture(sheet, findings, shown, box, { alt: about.alt ?? "" }, request.picture?.file.name ?? "");
  for (const [index, text] of caption.entries())
    sheet.text(text, left, top + height + 4.4 + index * captionLeading, captionSize, palette.grey, "italic");
  flow.y = top + height + under + belowSlot;
}

function drawSignature(flow: Flow, hand: Hand, { lines, picture, drawn, above }: Signature): void {
  const { request, palette, zones, findings } = hand;
  const sheet = flow.sheet();
  if (picture !== undefined && drawn !== undefined) {
    const box = { ...drawn, y: flow.y - leading / 2 };
    const alt = (request.signature ?? [])[0] ?? "";
    showPicture(sheet, findings, picture, box, { alt }, request.signaturePicture?.name ?? "");
    flow.y += above;
  }
  for (const { text, bold } of lines) {
    sheet.text(text, zones.text.left, flow.y, bodySize, palette.ink, bold ? "bold" : "regular");
    flow.y += leading;
  }
}

/** Signature and QR code: below each other where there is room, else beside each other. */
function drawEnd(flow: Flow, hand: Hand, [after, beside]: readonly End[], foot: Foot): void {
  if (after === undefined) return;
  const { signature, code } = after;
  if (code !== undefined && code.height > foot.lowest - firstLine)
    hand.findings.fault("print.too-long", { where: "qr", lines: code.lines });
  if (signature === undefined) {
    if (code !== undefined) drawQr(flow, hand, code);
    return;
  }
  flow.y += aboveSignature;
  const room = foot.lowest - flow.y + 0.01;
  if (beside?.signature !== undefined && beside.code !== undefined && after.below > room && beside.below <= room) {
    const top = flow.y - leading / 2;
    drawSignature(flow, hand, beside.signature);
    flow.y = Math.max(flow.y, beside.code.draw(flow.sheet(), top) + leading);
    return;
  }
  flow.keep(signature.below);
  drawSignature(flow, hand, signature);
  if (code !== undefined) drawQr(flow, hand, code);
}

/** What follows the body: the map or a picture, the signature, the QR code. */
export function drawAfterBody(flow: Flow, hand: Hand, ends: readonly End[], foot: Foot): void {
  drawSlot(flow, hand, ends, foot);
  drawEnd(flow, hand, ends, foot);
}
