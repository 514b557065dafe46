import { languageOf } from "../../language/index.ts";
import type { Colour } from "./marks.ts";
import { grey, ink, measure, paper } from "./paper.ts";
import type { LetterRequest } from "./request.ts";
import type { Sheet } from "./sheet.ts";
import { printable, type Ruler } from "./typeface.ts";
import { wrapLines } from "./wrap.ts";

/**
 * Windows of envelopes, in millimetres. Right: French C5/C6 and DL, 110 to 200 from the left and 45 to 85 from the top
 * of the sheet. Left: DIN 5008 form B, 20 to 105 and 45 to 90. `first` is the highest base line where few lines stand.
 */
const windows = {
  right: { x: 114, width: 84, first: 57, last: 82 },
  left: { x: 25, width: 78, first: 63, last: 87 },
  "left-a": { x: 25, width: 78, first: 45, last: 69 },
} as const;
const addressLeading = 4.9;

function dateLine({ language, timeZone, now, place }: LetterRequest): string {
  const french = languageOf(language) === "fr";
  const tag = french ? "fr-FR" : "en-GB";
  const date = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone }).format(now);
  if (place === undefined || place.trim() === "") return date;
  return french ? `${place.trim()}, le ${date}` : `${place.trim()}, ${date}`;
}

function drawSender(sheet: Sheet, ruler: Ruler, request: LetterRequest, accent: Colour): void {
  const [name, ...rest] = request.sender;
  if (name === undefined) return;
  const names = wrapLines(ruler, [name], 80, 11.5, "bold");
  const others = wrapLines(ruler, rest, 80, 8.5);
  // A long sender above a left window would reach into it; DIN 5008 has its information block at 125 mm.
  const x = request.window === "left" && names.length + others.length > 4 ? 125 : paper.margin;
  sheet.rule([x, 18], [x + 16, 18], accent, 2.2);
  let y = 25;
  for (const text of names) {
    sheet.text(text, x, y, 11.5, accent, "bold");
    y += 4.8;
  }
  for (const text of others) {
    sheet.text(text, x, y, 8.5, grey);
    y += 4;
  }
}

function drawAddress(sheet: Sheet, ruler: Ruler, { address, window }: LetterRequest): void {
  const { x, width, first, last } = windows[window];
  const lines = address.map(printable);
  const widest = Math.max(...lines.map((line) => ruler(line, 10.5)));
  const size = Math.min(10.5, (10.5 * width) / widest);
  const top = Math.min(first, last - (lines.length - 1) * addressLeading);
  for (const [index, text] of lines.entries()) sheet.text(text, x, top + index * addressLeading, size, ink);
}

/** Sender, address, fold marks, date, reference and subject; answers the base line of the body, in millimetres. */
export function drawHead(sheet: Sheet, ruler: Ruler, request: LetterRequest, accent: Colour): number {
  drawSender(sheet, ruler, request, accent);
  drawAddress(sheet, ruler, request);
  for (const y of [99, 198]) sheet.rule([4, y], [8, y], grey, 0.3);
  const date = printable(dateLine(request));
  sheet.text(date, paper.width - paper.margin - ruler(date, 9.5), 100, 9.5, ink);
  const [reference] = wrapLines(ruler, [request.reference ?? ""], measure / 2, 9.5);
  if (reference !== undefined) sheet.text(reference, paper.margin, 100, 9.5, grey);
  let y = 112;
  for (const text of wrapLines(ruler, [request.subject ?? ""], measure, 12, "bold")) {
    sheet.text(text, paper.margin, y, 12, accent, "bold");
    y += 5.8;
  }
  return y > 112 ? y + 4 : y;
}
