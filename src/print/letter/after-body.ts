import { bodySize, type Flow, leading } from "./body.ts";
import type { Foot } from "./foot.ts";
import type { Hand } from "./hand.ts";
import { drawQr, qrBlock } from "./qr-block.ts";
import { judgeMap, placeIn, showPicture } from "./show-picture.ts";
import { wrapLines } from "./wrap.ts";

const captionSize = 8;
const captionLeading = 3.8;
/** Where text begins on a page that is not the first. */
export const firstLine = 28;
const signatureBox = { width: 60, height: 16 } as const;
/** A picture is made this much smaller, at most, to stay on the page that speaks of it. */
const smallest = 0.6;

/** Lines of the signature and how much of the page they take below their first base line. */
function signatureOf({ request, materials, ruler, zones }: Hand) {
  const { left, width } = zones.text;
  const lines = wrapLines(ruler, request.signature ?? [], width, bodySize, "bold");
  const picture = materials.signaturePicture;
  const drawn = picture === undefined ? undefined : placeIn(picture, { x: left, y: 0, ...signatureBox });
  const above = drawn === undefined ? 0 : drawn.height + 1;
  const below = above + Math.max(0, lines.length - 1) * leading;
  return { lines, picture, drawn, above, below, any: lines.length > 0 || drawn !== undefined };
}

/** The map, else the picture, as wide as the text and no higher than a page. */
function drawSlot(flow: Flow, hand: Hand, foot: Foot): void {
  const { request, materials, ruler, palette, zones, findings } = hand;
  const map = request.map === undefined ? undefined : materials.map;
  const shown = map ?? materials.picture;
  const about = map === undefined ? request.picture : request.map;
  if (shown === undefined || about === undefined) return;
  const { left, width: measure } = zones.text;
  const signature = signatureOf(hand);
  // The signature follows on the same page: alone it would look lost on the next one.
  const after = signature.any ? 11 + signature.below : 0;
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
  flow.y = top + height + under + 8;
}

function drawSignature(flow: Flow, hand: Hand): void {
  const { request, palette, zones, findings } = hand;
  const { lines, picture, drawn, above } = signatureOf(hand);
  const sheet = flow.sheet();
  if (picture !== undefined && drawn !== undefined) {
    const box = { ...drawn, y: flow.y - leading / 2 };
    const alt = (request.signature ?? [])[0] ?? "";
    showPicture(sheet, findings, picture, box, { alt }, request.signaturePicture?.name ?? "");
    flow.y += above;
  }
  for (const [index, text] of lines.entries()) {
    sheet.text(text, zones.text.left, flow.y, bodySize, palette.ink, index === 0 ? "bold" : "regular");
    flow.y += leading;
  }
}

/** Signature and QR code: below each other where there is room, else beside each other, for a code alone on a page looks lost. */
function drawEnd(flow: Flow, hand: Hand, foot: Foot): void {
  const signature = signatureOf(hand);
  const { left, right } = hand.zones.text;
  const wide = qrBlock(hand, left, right);
  const narrow = qrBlock(hand, hand.zones.aside, right);
  if (!signature.any) {
    if (wide !== undefined) drawQr(flow, hand, wide);
    return;
  }
  flow.y += 3;
  const room = foot.lowest - flow.y;
  const beside = narrow !== undefined && wide !== undefined && signature.below + leading + wide.below > room;
  const both = beside && Math.max(signature.below, narrow.height) <= room;
  flow.keep(both ? 0 : signature.below);
  if (both) {
    const top = flow.y - leading / 2;
    drawSignature(flow, hand);
    flow.y = Math.max(flow.y, narrow.draw(flow.sheet(), top) + leading);
    return;
  }
  drawSignature(flow, hand);
  if (wide !== undefined) drawQr(flow, hand, wide);
}

/** What follows the body: the map or a picture, the signature, the QR code. */
export function drawAfterBody(flow: Flow, hand: Hand, foot: Foot): void {
  drawSlot(flow, hand, foot);
  drawEnd(flow, hand, foot);
}
