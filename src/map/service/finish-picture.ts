import type { Canvas, Image, SKRSContext2D } from "@napi-rs/canvas";
import { Fault } from "../../contract/index.ts";
import { imageHead } from "../../image-head.ts";
import { loadCanvas, setLettering, shortened } from "../draw/fonts.ts";
import { pdfOfImage } from "../draw/image-page.ts";
import { paintHome, paintStore } from "../draw/markers.ts";
import type { FinishJob } from "../draw-job.ts";
import { pixelOf } from "./map-view.ts";

/**
 * A provider's picture as the message takes it: of the asked size and type, with markers where the provider draws none
 * and with its credits.
 * @throws Fault map.provider-image where it cannot be decoded, map.provider-image-size
 */
export async function finishPicture(job: FinishJob): Promise<Uint8Array> {
  const { picture, host, view, scale, type, credits, marks, page } = job;
  // Before it is unpacked: a few bytes can claim to be a picture of a gigabyte.
  const head = imageHead(picture.bytes);
  if (head === undefined) throw new Fault("map.provider-image", { host });
  const [width, height] = [view.width * scale, view.height * scale];
  if (head.width !== width || head.height !== height) {
    const size = `${width}×${height}`;
    throw new Fault("map.provider-image-size", { host, width: head.width, height: head.height, size });
  }
  const { createCanvas, loadImage } = await loadCanvas();
  const image = await loadImage(Buffer.from(picture.bytes)).catch(() => {
    throw new Fault("map.provider-image", { host });
  });
  const asItIs = credits === "" && marks === undefined && picture.type === `image/${type}`;
  const bytes = asItIs ? picture.bytes : completed(createCanvas(width, height), image, job);
  return page === undefined ? bytes : pdfOfImage(bytes, page.width, page.height);
}

function completed(canvas: Canvas, image: Image, { view, scale, type, credits, marks }: FinishJob): Uint8Array {
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  pen.scale(scale, scale);
  if (marks !== undefined) paintMarks(pen, view, marks);
  if (credits !== "") paintCredits(pen, view.width, credits);
  return new Uint8Array(type === "png" ? canvas.encodeSync("png") : canvas.encodeSync("jpeg", 86));
}

function paintMarks(pen: SKRSContext2D, view: FinishJob["view"], marks: NonNullable<FinishJob["marks"]>): void {
  const { store, home, way = [], lineColour, markerColour } = marks;
  pen.lineJoin = "round";
  pen.lineCap = "round";
  for (const [width, colour] of [
    [8, "#ffffff"],
    [5, lineColour],
  ] as const) {
    pen.beginPath();
    for (const place of way) pen.lineTo(...pixelOf(view, place));
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.stroke();
  }
  if (home !== undefined) paintHome(pen, ...pixelOf(view, home), lineColour);
  paintStore(pen, ...pixelOf(view, store), markerColour);
}

/** In the upper right corner: providers have their own logo and credits below, which nobody may cover. */
function paintCredits(pen: SKRSContext2D, width: number, credits: string): void {
  setLettering(pen, { size: 9, weight: 400 });
  const text = shortened(pen, credits, width - 24);
  const wide = pen.measureText(text).width + 12;
  pen.beginPath();
  pen.roundRect(width - wide, 0, wide, 16, [0, 0, 0, 5]);
  pen.fillStyle = "#fdfbf7";
  pen.fill();
  pen.textAlign = "left";
  pen.textBaseline = "alphabetic";
  pen.fillStyle = "#5d5247";
  pen.fillText(text, width - wide + 6, 11.2);
}
