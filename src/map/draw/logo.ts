import type { Canvas } from "@napi-rs/canvas";
import { Fault } from "../../contract/index.ts";
import { type ImageHead, imageHead } from "../../image-head.ts";
import { loadCanvas } from "./fonts.ts";

/** Bytes and pixels a side that a logo may have; a marker shows it no larger than a thumb's nail. */
const most = { bytes: 1 << 20, side: 4096 } as const;
/** Device pixels of the square that a logo is fitted into. */
const side = 192;

/**
 * A logo as it is drawn into the marker: fitted into a square, on white, so that nothing of it is transparent in print.
 * @throws Fault map.logo-type, map.logo-large, map.logo-damaged
 */
export async function readLogo(bytes: Uint8Array): Promise<Canvas> {
  if (bytes.length > most.bytes) throw new Fault("map.logo-large", { bytes: most.bytes, side: most.side });
  const head = imageHead(bytes);
  if (head === undefined) throw new Fault("map.logo-type");
  return fitted(bytes, head);
}

async function fitted(bytes: Uint8Array, { width, height }: ImageHead): Promise<Canvas> {
  // Before it is unpacked: a few bytes can claim to be a picture of a gigabyte.
  if (Math.max(width, height) > most.side) throw new Fault("map.logo-large", { bytes: most.bytes, side: most.side });
  const { createCanvas, loadImage } = await loadCanvas();
  const image = await loadImage(Buffer.from(bytes)).catch((cause: unknown) => {
    throw new Fault("map.logo-damaged", {}, { cause });
  });
  const canvas = createCanvas(side, side);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, side, side);
  const scale = side / Math.max(image.width, image.height);
  const [w, h] = [image.width * scale, image.height * scale];
  pen.drawImage(image, (side - w) / 2, (side - h) / 2, w, h);
  return canvas;
}
