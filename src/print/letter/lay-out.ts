import { drawAfterBody, endBelow, endsOf } from "./after-body.ts";
import { drawBody, type Flow, firstLine } from "./body.ts";
import { footOf } from "./foot.ts";
import { type Hand, newNotes } from "./hand.ts";
import { drawHead } from "./head.ts";
import type { Colour, Page } from "./marks.ts";
import type { Materials } from "./material.ts";
import { paletteOf } from "./palette.ts";
import { cropMark, mm, paper, sheetingOf } from "./paper.ts";
import type { Findings, LetterRequest } from "./request.ts";
import { newSheet, type Sheet } from "./sheet.ts";
import type { Ruler } from "./typeface.ts";
import { drawWatermark } from "./watermark.ts";
import { inserterCode, zonesOf } from "./zones.ts";

/** A letter as pages of marks, and what is not as it should be. */
export interface Layout extends Findings {
  pages: Page[];
}

/** The designer's page below everything, with as much of its bleed as the letter has. */
function drawBackground(sheet: Sheet, { request, materials, findings }: Hand, number: number): void {
  const { background } = materials;
  const drawing = background?.[Math.min(number, background.length) - 1];
  if (drawing === undefined) return;
  const { bleed } = sheetingOf(request);
  const { box, media } = drawing;
  const reach =
    Math.min(box.left - media.left, media.right - box.right, box.bottom - media.bottom, media.top - box.top) / mm;
  // A hair less is the rounding of a design program.
  if (bleed > reach + 0.05)
    findings.doubt("print.background-no-bleed", {
      name: request.background?.name ?? "",
      bleed,
      reach: Math.round(reach * 10) / 10,
    });
  const whole = { x: 0, y: 0, width: paper.width, height: paper.height };
  sheet.add({ kind: "drawing", drawing, decoration: true, ...whole });
}

function drawInserterCode(sheet: Sheet, { request, materials, palette, findings }: Hand): void {
  const { dataMatrix } = materials;
  if (dataMatrix === undefined) return;
  const { x, y, width, module } = inserterCode;
  if (dataMatrix.length * module > width) findings.fault("print.code-too-long", { reason: "dataMatrix" });
  const alt = request.dataMatrix ?? "";
  sheet.add({ kind: "matrix", rows: dataMatrix, x, y, module, colour: palette.ink, alt });
}

/** Lines at the corners, outside of the bleed, at which the sheet is cut. */
function drawCropMarks(sheet: Sheet, { request }: Hand, colour: Colour): void {
  const { bleed, cropMarks } = sheetingOf(request);
  if (!cropMarks) return;
  const from = Math.max(bleed, cropMark.least);
  const to = from + cropMark.length;
  for (const [x, away] of [
    [0, -1],
    [paper.width, 1],
  ] as const)
    for (const [y, out] of [
      [0, -1],
      [paper.height, 1],
    ] as const) {
      sheet.rule([x + away * from, y], [x + away * to, y], colour, 0.25);
      sheet.rule([x, y + out * from], [x, y + out * to], colour, 0.25);
    }
}

/** Pictures whose colours the printer turns into inks. */
function doubtColours({ request, materials, findings }: Hand): void {
  if (request.colours !== "cmyk") return;
  const files = [
    [materials.logo, request.logo?.file.name],
    [materials.picture, request.picture?.file.name],
    [materials.signaturePicture, request.signaturePicture?.name],
  ] as const;
  for (const [picture, name = ""] of files)
    if (picture?.kind === "picture" && picture.space === "rgb") findings.doubt("print.picture-rgb", { name });
}

/**
 * Lays out a letter on A4, page after page: where everything stands, and nothing of a file.
 * @throws Fault `print.missing-glyph` for a sign that only some faces lack; see `settable`
 */
export function layOut(request: LetterRequest, ruler: Ruler, materials: Materials): Layout {
  const findings = newNotes();
  const palette = paletteOf(request);
  const hand: Hand = { request, materials, ruler, palette, zones: zonesOf(request.window), findings };
  const foot = footOf(hand);
  const sheets: Sheet[] = [];
  const addSheet = () => {
    const added = newSheet();
    sheets.push(added);
    drawBackground(added, hand, sheets.length);
    drawWatermark(added, hand);
    return added;
  };
  let sheet = addSheet();
  const flow: Flow = {
    sheet: () => sheet,
    y: drawHead(sheet, hand),
    keep(below) {
      // A hair more is rounding.
      if (flow.y + below <= foot.lowest + 0.01 || flow.y === firstLine) return;
      sheet = addSheet();
      flow.y = firstLine;
    },
  };
  const ends = endsOf(hand);
  drawBody(flow, hand, endBelow(hand, ends, foot));
  drawAfterBody(flow, hand, ends, foot);
  for (const [index, each] of sheets.entries()) {
    drawInserterCode(each, hand);
    foot.draw(each, index + 1, sheets.length);
    drawCropMarks(each, hand, palette.registration);
  }
  const { mostPages = Number.POSITIVE_INFINITY } = request;
  if (sheets.length > mostPages) findings.fault("print.too-many-pages", { pages: sheets.length, most: mostPages });
  doubtColours(hand);
  const { faults, doubts } = findings;
  return { pages: sheets, faults, doubts };
}
