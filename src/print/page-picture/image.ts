import { crc32, deflateSync } from "node:zlib";
import { PdfArray, PdfName, PdfNumber, type PdfObject, PdfStream } from "@libpdf/core";
import { nameIn, type Resolve, resolved } from "../letter/pdf-x/painters.ts";

/** A picture on a page, as an address of data. */
export interface PageImage {
  url: string;
  /** Lightness of its pixels is how much of the picture is seen. */
  mask?: string;
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Pixels of 8 bits as a PNG (RFC 2083), grey or RGB. */
function png(pixels: Uint8Array, width: number, height: number, colours: 1 | 3): Buffer {
  const row = width * colours;
  const rows = Buffer.alloc(height * (row + 1));
  for (let y = 0; y < height; y += 1) rows.set(pixels.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, colours === 1 ? 0 : 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows, { level: 6 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** How many parts a colour of a space has; undefined: it is read in another way. */
export function partsOf(space: PdfObject | undefined, resolve: Resolve): 1 | 3 | 4 | undefined {
  const name = space instanceof PdfName ? space.value : undefined;
  const plain = { DeviceGray: 1, CalGray: 1, DeviceRGB: 3, CalRGB: 3, DeviceCMYK: 4 } as const;
  if (name !== undefined) return plain[name as keyof typeof plain];
  if (!(space instanceof PdfArray)) return undefined;
  const kind = resolved(space.at(0), resolve);
  if (!(kind instanceof PdfName)) return undefined;
  if (kind.value !== "ICCBased") return plain[kind.value as keyof typeof plain];
  const profile = resolved(space.at(1), resolve);
  const count = profile instanceof PdfStream ? resolved(profile.get("N"), resolve) : undefined;
  return count instanceof PdfNumber && [1, 3, 4].includes(count.value) ? (count.value as 1 | 3 | 4) : undefined;
}

/** Inks as light, as viewers do without a profile. */
function lightOf(inks: Uint8Array): Uint8Array {
  const light = new Uint8Array((inks.length / 4) * 3);
  for (let from = 0, to = 0; from + 3 < inks.length; from += 4)
    for (let part = 0; part < 3; part += 1) light[to++] = ((255 - inks[from + part]!) * (255 - inks[from + 3]!)) / 255;
  return light;
}

const asUrl = (type: string, bytes: Uint8Array) => `data:image/${type};base64,${Buffer.from(bytes).toString("base64")}`;

/** Undefined: a picture of a kind that is not read here. */
export function readImage(image: PdfStream, resolve: Resolve): PageImage | undefined {
  const soft = resolved(image.get("SMask"), resolve);
  const mask = soft instanceof PdfStream ? readImage(soft, resolve)?.url : undefined;
  if (soft !== undefined && mask === undefined) return undefined;
  const found = (url: string): PageImage => ({ url, ...(mask !== undefined && { mask }) });
  // A browser reads a JPEG by itself, inks included.
  if (nameIn(image, "Filter", resolve) === "DCTDecode") return found(asUrl("jpeg", image.data));
  const [width, height, bits] = ["Width", "Height", "BitsPerComponent"].map((name) => {
    const value = resolved(image.get(name), resolve);
    return value instanceof PdfNumber ? value.value : 0;
  }) as [number, number, number];
  const parts = partsOf(resolved(image.get("ColorSpace"), resolve), resolve);
  if (parts === undefined || bits !== 8 || image.has("Mask") || image.has("Decode")) return undefined;
  const pixels = image.getDecodedData();
  if (pixels.length < width * height * parts) return undefined;
  return found(asUrl("png", png(parts === 4 ? lightOf(pixels) : pixels, width, height, parts === 1 ? 1 : 3)));
}
