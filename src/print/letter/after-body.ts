import { bodySize, type Flow, leading } from "./body.ts";
import { quiet } from "./code.ts";
import type { Foot } from "./foot.ts";
import type { Hand } from "./hand.ts";
import { measure, paper } from "./paper.ts";
import { judgeMap, placeIn, showPicture } from "./show-picture.ts";
import { wrapAddress, wrapLines } from "./wrap.ts";

const captionSize = 8;
const captionLeading = 3.8;
const { margin } = paper;
/** Where text begins on a page that is not the first. */
export const firstLine = 28;
const signatureBox = { width: 60, height: 16 } as const;

/** Lines of the signature and how much of the page they take below their first base line. */
function signatureOf({ request, materials, ruler }: Hand) {
  const lines = wrapLines(ruler, request.signature ?? [], measure, bodySize, "bold");
  const picture = materials.signaturePicture;
  const drawn = picture === undefined ? undefined : placeIn(picture, { x: margin, y: 0, ...signatureBox });
  const above = drawn === undefined ? 0 : drawn.height + 1;
  const below = above + Math.max(0, lines.length - 1) * leading;
  return { lines, picture, drawn, above, below, any: lines.length > 0 || drawn !== undefined };
}

/** The map, else the picture, as wide as the text and no higher than a page. */
function drawSlot(flow: Flow, hand: Hand, foot: Foot): void {
  const { request, materials, ruler, palette, findings } = hand;
  const map = request.map === undefined ? undefined : materials.map;
  const shown = map ?? materials.picture;
  const about = map === undefined ? request.picture : request.map;
  if (shown === undefined || about === undefined) return;
  const signature = signatureOf(hand);
  // The signature follows on the same page: alone it would look lost on the next one.
  const after = signature.any ? 11 + signature.below : 0;
  const caption = wrapLines(ruler, [about.caption ?? ""], measure, captionSize, "italic");
  const under = caption.length === 0 ? 0 : 1.2 + caption.length * captionLeading;
  const most = foot.lowest - firstLine - under - after + leading / 2;
  const height = Math.min((measure * shown.height) / shown.width, most);
  flow.keep(height + under + after - leading / 2);
  const top = flow.y - leading / 2;
  const width = (height * shown.width) / shown.height;
  const box = { x: (paper.width - width) / 2, y: top, width, height };
  const sheet = flow.sheet();
  if (map !== undefined) {
    judgeMap(findings, map, box);
    sheet.add({ kind: "drawing", drawing: map, alt: about.alt ?? "", ...box });
    sheet.add({ kind: "box", ...box, line: { colour: palette.frame, thickness: 0.5 } });
  } else showPicture(sheet, findings, shown, box, { alt: about.alt ?? "" }, request.picture?.file.name ?? "");
  for (const [index, text] of caption.entries())
    sheet.text(text, margin, top + height + 4.4 + index * captionLeading, captionSize, palette.grey, "italic");
  flow.y = top + height + under + 8;
}

function drawSignature(flow: Flow, hand: Hand): void {
  const { request, palette, findings } = hand;
  const { lines, picture, drawn, above, below, any } = signatureOf(hand);
  if (!any) return;
  flow.y += 3;
  flow.keep(below);
  const sheet = flow.sheet();
  if (picture !== undefined && drawn !== undefined) {
    const box = { ...drawn, y: flow.y - leading / 2 };
    const alt = (request.signature ?? [])[0] ?? "";
    showPicture(sheet, findings, picture, box, { alt }, request.signaturePicture?.name ?? "");
    flow.y += above;
  }
  for (const [index, text] of lines.entries()) {
    sheet.text(text, margin, flow.y, bodySize, palette.ink, index === 0 ? "bold" : "regular");
    flow.y += leading;
  }
}

/** A module of 0.5 mm at least, as every phone reads it; small codes get larger ones. */
const moduleSize = { least: 0.5, most: 0.7, code: 24 } as const;

/** The code with its caption and what it says in words, for who has no phone at hand. */
function drawQr(flow: Flow, { request, materials, ruler, palette }: Hand): void {
  const { qr } = materials;
  if (qr === undefined || request.qr === undefined) return;
  const { text, caption = "", shown = text } = request.qr;
  const module = Math.min(moduleSize.most, Math.max(moduleSize.least, moduleSize.code / qr.length));
  const side = module * qr.length;
  const clear = module * quiet.qr;
  const left = margin + side + clear + 4;
  const width = paper.width - margin - left;
  const heads = wrapLines(ruler, [caption], width, bodySize, "bold");
  const words = wrapAddress(ruler, shown.replace(/^https:\/\//i, ""), width, 9);
  const tall = heads.length * leading + words.length * 4.4;
  const height = Math.max(side, tall);
  flow.y += 4;
  flow.keep(clear + height - leading / 2);
  const top = flow.y - leading / 2 + clear;
  const sheet = flow.sheet();
  sheet.rule([margin, top - clear], [paper.width - margin, top - clear], palette.frame, 0.5);
  sheet.add({
    kind: "matrix",
    rows: qr,
    x: margin,
    y: top + (height - side) / 2,
    module,
    colour: palette.ink,
    alt: text,
  });
  // The lines stand in the middle of the code's height.
  let y = top + (height - tall) / 2 + 3.6;
  for (const line of heads) {
    sheet.text(line, left, y, bodySize, palette.accent, "bold");
    y += leading;
  }
  for (const line of words) {
    sheet.text(line, left, y, 9, palette.ink);
    y += 4.4;
  }
  flow.y = top + height + clear + leading;
}

/** What follows the body: the map or a picture, the signature, the QR code. */
export function drawAfterBody(flow: Flow, hand: Hand, foot: Foot): void {
  drawSlot(flow, hand, foot);
  drawSignature(flow, hand);
  drawQr(flow, hand);
}
