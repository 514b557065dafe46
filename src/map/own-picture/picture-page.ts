import type { SKRSContext2D } from "@napi-rs/canvas";
import { Fault } from "../../contract/index.ts";
import { imageHead } from "../../image-head.ts";
import type { OwnPicture } from "./read-picture.ts";

const pointsPerMillimetre = 72 / 25.4;
/** More than any camera makes: a few bytes can claim to be a picture of gigabytes. */
const mostPixels = 100_000_000;

/**
 * A PDF of one page with the picture in it, as large as it fits without being cut; sizes in millimetres. For print slots,
 * which take a PDF.
 * @throws Fault map.picture-broken
 */
export async function pictureOnPage({ bytes }: OwnPicture, width: number, height: number): Promise<Uint8Array> {
  const head = imageHead(bytes);
  if (head === undefined || head.width * head.height > mostPixels) throw new Fault("map.picture-broken");
  const { loadImage, PDFDocument } = await import("@napi-rs/canvas");
  const image = await loadImage(Buffer.from(bytes)).catch(() => {
    throw new Fault("map.picture-broken");
  });
  const [across, down] = [Math.round(width * pointsPerMillimetre), Math.round(height * pointsPerMillimetre)];
  const scale = Math.min(across / image.width, down / image.height);
  const [wide, high] = [image.width * scale, image.height * scale];
  const document = new PDFDocument({ producer: "Belle Histoire", creator: "Belle Histoire" });
  // Its declared type lacks pictures, which it draws as any canvas of the library does.
  const pen = document.beginPage(across, down) as unknown as SKRSContext2D;
  pen.drawImage(image, (across - wide) / 2, (down - high) / 2, wide, high);
  document.endPage();
  return new Uint8Array(document.close());
}
