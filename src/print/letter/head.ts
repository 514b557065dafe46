import { languageOf } from "../../language/index.ts";
import type { Hand } from "./hand.ts";
import type { Sheet } from "./sheet.ts";
import { placeIn, showPicture } from "./show-picture.ts";
import { printable } from "./typeface.ts";
import { wrapLines } from "./wrap.ts";
import { edge, holeMark } from "./zones.ts";

const addressLeading = 4.9;
const addressSize = 10.5;
/** Smaller, a sorting machine reads no more (NF Z10-011: characters of 2 mm at least). */
const leastAddressSize = 8.5;
/** Lines of a postal address; a seventh is the country. */
const mostAddressLines = 7;
const logoTop = { wide: 12, high: 10 };

/** Making one costs more than laying out a paragraph, and all letters of a run have the same. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(tag: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${tag} ${timeZone}`;
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone });
  dateFormats.set(key, format);
  return format;
}

/** A day begins on a quarter of an hour, wherever it is: letters of one have the date in common. */
const quarter = 15 * 60_000;
let last = { key: "", date: "" };

function dateOf(tag: string, timeZone: string, now: number): string {
  const key = `${tag} ${timeZone} ${Math.floor(now / quarter)}`;
  if (last.key !== key) last = { key, date: dateFormat(tag, timeZone).format(now) };
  return last.date;
}

function dateLine({ language, timeZone, now, place }: Hand["request"]): string {
  const french = languageOf(language) === "fr";
  const tag = french ? "fr-FR" : "en-GB";
  const date = dateOf(tag, timeZone, now);
  if (place === undefined || place.trim() === "") return date;
  return french ? `${place.trim()}, le ${date}` : `${place.trim()}, ${date}`;
}

/** The letterhead: logo and sender, below each other where they share a column. */
function drawLetterhead(sheet: Sheet, { request, materials, ruler, palette, zones, findings }: Hand): void {
  const { logo, sender, window } = request;
  const [name, ...rest] = sender;
  const room = zones.text.right - zones.aside;
  const nameLines = (width: number) => wrapLines(ruler, name === undefined ? [] : [name], width, 11.5, "bold");
  const otherLines = (width: number) => wrapLines(ruler, rest, width, 8.5);
  const long = nameLines(80).length + otherLines(80).length > 4;
  // Above a left window there is little room; DIN 5008 has its information block beside it.
  const aside = window === "left-a" || (window === "left" && (long || logo?.place === "left"));
  const x = aside ? zones.aside : zones.text.left;
  const width = aside ? Math.min(80, room) : 80;
  let y = zones.head.first;
  let rule = name !== undefined;

  const mark = materials.logo;
  if (logo !== undefined && mark !== undefined) {
    const left = logo.place === "left" ? zones.text.left : zones.aside;
    const top = window === "left-a" ? logoTop.high : logoTop.wide;
    // Above a window the logo ends where the envelope begins to show.
    const below = window === "right" ? logo.place === "right" : logo.place === "left";
    const height = Math.min(32, (below ? zones.pane.y - 3 : zones.head.beside - 30) - top);
    const most = logo.place === "left" ? logo.width : Math.min(logo.width, room);
    const box = placeIn(mark, { x: left, y: top, width: most, height });
    showPicture(sheet, findings, mark, box, { decoration: true }, logo.file.name);
    if ((logo.place === "right") === aside) {
      y = box.y + box.height + 8;
      rule = false;
    }
  }
  if (rule) sheet.rule([x, y - 7], [x + 16, y - 7], palette.accent, 2.2);
  const [names, others] = [nameLines(width), otherLines(width)];
  const lowest = y + Math.max(0, names.length * 4.8 + (others.length - 1) * 4);
  const limit = window === "right" || aside ? zones.head.beside : zones.head.above;
  if (lowest > limit) findings.fault("print.too-long", { where: "sender", lines: names.length + others.length });
  for (const text of names) {
    sheet.text(text, x, y, 11.5, palette.accent, "bold");
    y += 4.8;
  }
  for (const text of others) {
    sheet.text(text, x, y, 8.5, palette.grey);
    y += 4;
  }
}

function drawAddress(sheet: Sheet, { request, ruler, palette, zones, findings }: Hand): void {
  const { x, width, first, last } = zones.address;
  const lines = request.address.map(printable);
  const widest = Math.max(...lines.map((line) => ruler(line, addressSize)));
  const size = Math.min(addressSize, (addressSize * width) / widest);
  if (size < leastAddressSize) findings.fault("print.address-too-wide", {});
  if (lines.length > mostAddressLines)
    findings.fault("print.address-too-high", { lines: lines.length, most: mostAddressLines });
  const leading = Math.min(addressLeading, (last - zones.pane.y - 4) / Math.max(1, lines.length - 1));
  const top = Math.min(first, last - (lines.length - 1) * leading);
  for (const [index, text] of lines.entries()) sheet.text(text, x, top + index * leading, size, palette.ink);
}

function drawEdgeMarks(sheet: Sheet, { request, palette, zones }: Hand): void {
  const { edgeMarks = "fold" } = request;
  if (edgeMarks === "none") return;
  for (const y of zones.folds) sheet.rule([edge.from, y], [edge.fold, y], palette.grey, 0.3);
  if (edgeMarks === "fold-and-hole") sheet.rule([edge.from, holeMark], [edge.hole, holeMark], palette.grey, 0.3);
}

/** Sender, address, marks, date, reference and subject; answers the base line of the body, in millimetres. */
export function drawHead(sheet: Sheet, hand: Hand): number {
  const { request, ruler, palette, zones, findings } = hand;
  drawLetterhead(sheet, hand);
  drawAddress(sheet, hand);
  drawEdgeMarks(sheet, hand);
  const date = printable(dateLine(request));
  const length = ruler(date, 9.5);
  if (length > zones.text.width * 0.6) findings.fault("print.too-long", { where: "place", lines: 2 });
  sheet.text(date, zones.text.right - length, zones.date, 9.5, palette.ink);
  const [reference, ...more] = wrapLines(ruler, [request.reference ?? ""], zones.text.width - length - 8, 9.5);
  if (more.length > 0) findings.fault("print.too-long", { where: "reference", lines: more.length + 1 });
  if (reference !== undefined) sheet.text(reference, zones.text.left, zones.date, 9.5, palette.grey);
  let y = zones.subject;
  for (const text of wrapLines(ruler, [request.subject ?? ""], zones.text.width, 12, "bold")) {
    sheet.text(text, zones.text.left, y, 12, palette.accent, "bold");
    y += 5.8;
  }
  return y > zones.subject ? y + 4 : y;
}
