import type { SKRSContext2D } from "@napi-rs/canvas";
import { loadCanvas } from "../draw/fonts.ts";
import { withPageSize } from "../draw/page-size.ts";

const pointsPerMillimetre = 72 / 25.4;

/** A PDF of one page that a picture (JPEG or PNG) fills; sizes in millimetres. */
export async function pdfOfImage(bytes: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const { PDFDocument, loadImage } = await loadCanvas();
  const [across, down] = [width * pointsPerMillimetre, height * pointsPerMillimetre];
  const document = new PDFDocument({ producer: "Belle Histoire", creator: "Belle Histoire", encodingQuality: 92 });
  // Its declared type lacks pictures, which it draws as any canvas of the library does.
  const pen = document.beginPage(across, down) as unknown as SKRSContext2D;
  pen.drawImage(await loadImage(bytes), 0, 0, across, down);
  document.endPage();
  return withPageSize(document.close(), across, down);
}
