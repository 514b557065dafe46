import type { Canvas } from "@napi-rs/canvas";
import { loadCanvas } from "./fonts.ts";
import { withPageSize } from "./page-size.ts";
import { frame, type Picture, paintPicture } from "./picture.ts";

const pointsPerMillimetre = 72 / 25.4;
/** CSS px in a PostScript point: 96 to 72 an inch. */
const pixelsPerPoint = 96 / 72;

/** One canvas a thread: its memory lies outside of what the collector counts, so a new one each map would pile up. */
let canvas: Canvas | undefined;

/** A JPEG for the screen; sizes in CSS px, `scale` device pixels each. */
export async function paintJpeg(picture: Picture, width: number, height: number, scale: number): Promise<Uint8Array> {
  return new Uint8Array((await paint(picture, width, height, scale)).encodeSync("jpeg", 86));
}

/** The same as a PNG, several times as large. */
export async function paintPng(picture: Picture, width: number, height: number, scale: number): Promise<Uint8Array> {
  return new Uint8Array((await paint(picture, width, height, scale)).encodeSync("png"));
}

async function paint(picture: Picture, width: number, height: number, scale: number): Promise<Canvas> {
  const { createCanvas } = await loadCanvas();
  const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
  canvas ??= createCanvas(across, down);
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  const pen = canvas.getContext("2d");
  pen.reset();
  pen.lang = "fr";
  pen.scale(scale, scale);
  paintPicture(pen, frame(picture, width, height), picture);
  return canvas;
}

/** A PDF of one page for print, all vector, letters embedded; sizes in millimetres. */
export async function paintPdf(picture: Picture, width: number, height: number): Promise<Uint8Array> {
  const { PDFDocument } = await loadCanvas();
  const [across, down] = [width * pointsPerMillimetre, height * pointsPerMillimetre];
  // The fast level: a tenth more bytes for a third of the time a map takes.
  const document = new PDFDocument({ producer: "Belle Histoire", creator: "Belle Histoire", compressionLevel: 1 });
  const pen = document.beginPage(across, down);
  pen.lang = "fr";
  pen.scale(1 / pixelsPerPoint, 1 / pixelsPerPoint);
  paintPicture(pen, frame(picture, across * pixelsPerPoint, down * pixelsPerPoint), picture);
  document.endPage();
  return withPageSize(document.close(), across, down);
}
