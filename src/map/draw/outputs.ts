import type { Canvas } from "@napi-rs/canvas";
import { paintBase, paintFresh } from "./base-tiles.ts";
import { withOwnFontTags } from "./font-tags.ts";
import { type CanvasLibrary, loadCanvas } from "./fonts.ts";
import { pageOfJpeg } from "./image-page.ts";
import { keepPicture, keptPicture } from "./kept-pictures.ts";
import { withPageSize } from "./page-size.ts";
import type { Pen } from "./pen.ts";
import { frame, type Picture, paintPicture } from "./picture.ts";

const pointsPerMillimetre = 72 / 25.4;
/** CSS px in a PostScript point: 96 to 72 an inch. */
const pixelsPerPoint = 96 / 72;
const pixelsPerMillimetre = 96 / 25.4;
/** Dots an inch of a printed picture, over the 96 CSS px that an inch has. */
const printDensity = 300 / 96;
/** CSS px of a video's height: letters are read on a telephone, where the whole picture is as wide as a hand. */
const videoHeight = 300;

export interface Screen {
  /** CSS px */
  width: number;
  height: number;
  /** device pixels per CSS px */
  scale: number;
}

/** A JPEG for the screen. */
export function paintJpeg(picture: Picture, { width, height, scale }: Screen): Promise<Uint8Array> {
  return painted(picture, "jpeg", width, height, scale);
}

/** A PNG for the screen: lossless, four times as large as the JPEG. */
export function paintPng(picture: Picture, { width, height, scale }: Screen): Promise<Uint8Array> {
  return painted(picture, "png", width, height, scale);
}

/** A JPEG of so many pixels for a video, with letters to be read on a telephone. */
export function paintFrame(
  picture: Picture,
  { width, height }: { width: number; height: number },
): Promise<Uint8Array> {
  const scale = height / videoHeight;
  return painted(picture, "jpeg", width / scale, videoHeight, scale);
}

async function painted(
  picture: Picture,
  type: "jpeg" | "png",
  width: number,
  height: number,
  density: number,
): Promise<Uint8Array> {
  const key = `${type} ${width} ${height} ${density}`;
  const kept = keptPicture(picture, key);
  if (kept !== undefined) return kept;
  const canvas = onCanvas(await loadCanvas(), picture, width, height, density, picture.attribution);
  const bytes = new Uint8Array(type === "jpeg" ? canvas.encodeSync("jpeg", 86) : canvas.encodeSync("png"));
  keepPicture(picture, key, bytes);
  return bytes;
}

/** A PDF of one page for print, all vector, letters embedded; sizes in millimetres. */
export async function paintPdf(picture: Picture, width: number, height: number): Promise<Uint8Array> {
  const { PDFDocument } = await loadCanvas();
  const [across, down] = [width * pointsPerMillimetre, height * pointsPerMillimetre];
  // The fast level: a tenth more bytes for a third of the time a map takes.
  const document = new PDFDocument({ producer: "Belle Histoire", creator: "Belle Histoire", compressionLevel: 1 });
  const pen = document.beginPage(across, down) as Pen;
  pen.lang = "fr";
  pen.scale(1 / pixelsPerPoint, 1 / pixelsPerPoint);
  const view = frame(picture, across * pixelsPerPoint, down * pixelsPerPoint);
  paintPicture(pen, view, picture, picture.printAttribution ?? picture.attribution, paintFresh);
  document.endPage();
  return withPageSize(withOwnFontTags(document.close()), across, down);
}

/** A PDF of one page that holds the map as one picture of 300 dots an inch; sizes in millimetres. */
export async function paintRasterPdf(picture: Picture, width: number, height: number): Promise<Uint8Array> {
  const [across, down] = [width * pixelsPerMillimetre, height * pixelsPerMillimetre];
  const credits = picture.printAttribution ?? picture.attribution;
  const canvas = onCanvas(await loadCanvas(), picture, across, down, printDensity, credits);
  const page = pageOfJpeg(new Uint8Array(canvas.encodeSync("jpeg", 92)), width, height);
  // A large print's canvas is a hundred megabytes: it is not kept for the next small one.
  canvas.width = 1;
  canvas.height = 1;
  return page;
}

/** One canvas a thread: its memory lies outside of what the collector counts, so a new one each map would pile up. */
let sheet: Canvas | undefined;

/** Draws at one go: nothing else that this thread does can get at the canvas before its bytes are taken. */
function onCanvas(
  library: CanvasLibrary,
  picture: Picture,
  width: number,
  height: number,
  density: number,
  attribution: string,
): Canvas {
  const [across, down] = [Math.round(width * density), Math.round(height * density)];
  sheet ??= library.createCanvas(across, down);
  if (sheet.width !== across) sheet.width = across;
  if (sheet.height !== down) sheet.height = down;
  const pen = sheet.getContext("2d");
  pen.reset();
  pen.lang = "fr";
  pen.scale(density, density);
  const view = frame(picture, width, height, density);
  paintPicture(pen, view, picture, attribution, (pen, view, ground) => paintBase(library, pen, view, ground));
  return sheet;
}
