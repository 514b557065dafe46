import { deflateSync } from "node:zlib";
import { Fault } from "../../contract/index.ts";
import { imageHead } from "../../image-head.ts";
import { loadCanvas } from "./fonts.ts";

/** Pixels of a finished picture that are taken: a page of 600 × 600 mm at 300 dots an inch. */
const mostPixels = 60_000_000;

/**
 * A PDF of one page (ISO 32000-1, 7 and 8.9.5) that one JPEG or PNG fills, stretched to the page's size in millimetres. A
 * JPEG stays as it is; a PNG is laid on white, so that nothing is transparent, and stays without loss. The same bytes give
 * the same file: libraries put dates and a random id into theirs.
 * @throws Fault map.image-foreign, map.image-damaged
 */
export async function pdfOfImage(bytes: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const head = imageHead(bytes);
  if (head === undefined || head.width * head.height > mostPixels) throw new Fault("map.image-foreign");
  if (head.type === "image/jpeg") return pageOfJpeg(bytes, width, height);
  const { createCanvas, loadImage } = await loadCanvas();
  const image = await loadImage(Buffer.from(bytes)).catch((cause: unknown) => {
    throw new Fault("map.image-damaged", {}, { cause });
  });
  const canvas = createCanvas(image.width, image.height);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, image.width, image.height);
  pen.drawImage(image, 0, 0);
  const rgb = Buffer.alloc(image.width * image.height * 3);
  const rgba = canvas.data();
  for (let i = 0, j = 0; i < rgba.length; i += 4, j += 3) {
    rgb[j] = rgba[i]!;
    rgb[j + 1] = rgba[i + 1]!;
    rgb[j + 2] = rgba[i + 2]!;
  }
  return page(
    { width: image.width, height: image.height },
    "/DeviceRGB",
    "/FlateDecode",
    deflateSync(rgb),
    width,
    height,
  );
}

/** A page of one JPEG; sizes in millimetres. */
export function pageOfJpeg(bytes: Uint8Array, width: number, height: number): Uint8Array {
  const head = imageHead(bytes);
  if (head === undefined || head.type !== "image/jpeg") throw new Fault("map.image-foreign");
  // Four components are those of a JPEG by Adobe, which keeps ink upside down.
  const space = { 1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK /Decode [1 0 1 0 1 0 1 0]" }[head.components];
  if (space === undefined) throw new Fault("map.image-foreign");
  return page(head, space, "/DCTDecode", bytes, width, height);
}

function page(
  pixels: { width: number; height: number },
  space: string,
  filter: string,
  data: Uint8Array,
  width: number,
  height: number,
): Uint8Array {
  const points = (millimetres: number) => `${Math.round((millimetres * 72 * 10_000) / 25.4) / 10_000}`;
  const [w, h] = [points(width), points(height)];
  const content = `q ${w} 0 0 ${h} 0 0 cm /Map Do Q`;
  const image = `<< /Type /XObject /Subtype /Image /Width ${pixels.width} /Height ${pixels.height} /ColorSpace ${space} /BitsPerComponent 8 /Filter ${filter} /Length ${data.length} >>`;
  const objects: (string | [string, Uint8Array])[] = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Resources << /XObject << /Map 5 0 R >> >> /Contents 4 0 R >>`,
    [`<< /Length ${content.length} >>`, Buffer.from(content, "latin1")],
    [image, data],
    "<< /Producer (Belle Histoire) >>",
  ];
  const parts: Uint8Array[] = [];
  let length = 0;
  const put = (part: string | Uint8Array) => {
    const bytes = typeof part === "string" ? Buffer.from(part, "latin1") : part;
    parts.push(bytes);
    length += bytes.length;
  };
  put("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n");
  const offsets = objects.map((object, i) => {
    const at = length;
    put(`${i + 1} 0 obj\n`);
    if (typeof object === "string") put(object);
    else {
      put(`${object[0]}\nstream\n`);
      put(object[1]);
      put("\nendstream");
    }
    put("\nendobj\n");
    return at;
  });
  const table = length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  put(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`);
  put(
    `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${table}\n%%EOF\n`,
  );
  return Uint8Array.from(Buffer.concat(parts));
}
