import { inflateSync } from "node:zlib";
import { type PDF, type PDFImage, PdfArray, PdfDict, PdfName, PdfNumber, type PdfRef, PdfStream } from "@libpdf/core";
import { Fault } from "../../contract/index.ts";
import { imageHead } from "../../image-head.ts";
import { orientationOf } from "./exif.ts";

/** A picture of pixels, to be drawn on pages of letters. */
export interface Picture {
  kind: "picture";
  /** Of its file. */
  name: string;
  bytes: Uint8Array;
  type: "image/png" | "image/jpeg";
  /** Pixels as it is seen, upright. */
  width: number;
  height: number;
  /** Quarter turns and mirrors that its pixels need, as EXIF numbers them. */
  orientation: number;
  space: "grey" | "rgb" | "cmyk";
  /** Its inks are written the other way round, as Adobe's programs do. */
  inverted: boolean;
}

/** More than any camera makes: a few bytes can claim to be a picture of gigabytes. */
const mostPixels = 100_000_000;

/** Whether a JPEG has Adobe's segment, APP14 (Adobe Technical Note 5116), and its end: without, the rest of it would be grey. */
function segmentsOf(data: Buffer): { adobe: boolean; whole: boolean } {
  let adobe = false;
  for (let at = 2; at + 4 <= data.length && data[at] === 0xff; ) {
    const marker = data[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // In pixels the mark of an end cannot occur: a zero follows each of their 0xff (ITU-T T.81, B.1.1.5).
    if (marker === 0xda) return { adobe, whole: data.includes(Buffer.from([0xff, 0xd9]), at) };
    if (marker === 0xee && data.toString("latin1", at + 4, at + 9) === "Adobe") adobe = true;
    at += 2 + data.readUInt16BE(at + 2);
  }
  return { adobe, whole: false };
}

/** PNG or JPEG; undefined: it is neither, or larger than anybody prints. @throws Fault `print.file-unreadable` */
export function readPicture(name: string, bytes: Uint8Array): Picture | undefined {
  const head = imageHead(bytes);
  if (head === undefined || head.width * head.height > mostPixels) return undefined;
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { type, width, height, components } = head;
  // Colour types 0 and 4 of a PNG are grey.
  if (type === "image/png") {
    const grey = data[25] === 0 || data[25] === 4;
    if (!isWhole(bytes, width, height, grey ? 1 : 3)) throw new Fault("print.file-unreadable", { name });
    return {
      kind: "picture",
      name,
      bytes,
      type,
      width,
      height,
      space: grey ? "grey" : "rgb",
      orientation: 1,
      inverted: false,
    };
  }
  const space = components === 4 ? "cmyk" : components === 1 ? "grey" : "rgb";
  const { adobe, whole } = segmentsOf(data);
  if (!whole) throw new Fault("print.file-unreadable", { name });
  const orientation = orientationOf(bytes);
  const size = orientation > 4 ? { width: height, height: width } : { width, height };
  return {
    kind: "picture",
    name,
    bytes,
    type,
    ...size,
    orientation,
    space,
    inverted: space === "cmyk" && adobe,
  };
}

const spaces = { grey: "DeviceGray", rgb: "DeviceRGB", cmyk: "DeviceCMYK" } as const;

/**
 * The picture in a document: a JPEG as it is, byte for byte; a PNG without transparency likewise, for PDF knows its
 * compression (ISO 32000-2, 7.4.4.4); any other is unpacked.
 * @throws Fault `print.file-unreadable`
 */
export function embedPicture(document: PDF, picture: Picture): PDFImage["ref"] {
  const { name, bytes, type, space, inverted } = picture;
  const lying = picture.orientation > 4;
  const [width, height] = lying ? [picture.height, picture.width] : [picture.width, picture.height];
  const about = {
    Type: PdfName.of("XObject"),
    Subtype: PdfName.of("Image"),
    Width: PdfNumber.of(width),
    Height: PdfNumber.of(height),
    ColorSpace: PdfName.of(spaces[space]),
    BitsPerComponent: PdfNumber.of(8),
  };
  const add = (dict: Record<string, PdfName | PdfNumber | PdfArray | PdfDict>, data: Uint8Array): PdfRef =>
    document.register(PdfStream.fromDict(dict, data));
  if (type === "image/jpeg") {
    const turned = new PdfArray(Array.from({ length: 8 }, (_, index) => PdfNumber.of(index % 2 === 0 ? 1 : 0)));
    return add({ ...about, Filter: PdfName.of("DCTDecode"), ...(inverted && { Decode: turned }) }, bytes);
  }
  const packed = packedPixels(bytes);
  if (packed === undefined)
    try {
      return document.embedPng(bytes).ref;
    } catch {
      throw new Fault("print.file-unreadable", { name });
    }
  const parameters = PdfDict.of({
    Predictor: PdfNumber.of(15),
    Colors: PdfNumber.of(space === "grey" ? 1 : 3),
    BitsPerComponent: PdfNumber.of(8),
    Columns: PdfNumber.of(width),
  });
  return add({ ...about, Filter: PdfName.FlateDecode, DecodeParms: parameters }, packed);
}

/** Whether the pixels that are taken as they are packed are all there; others are read when they are unpacked. */
function isWhole(bytes: Uint8Array, width: number, height: number, colours: number): boolean {
  const packed = packedPixels(bytes);
  if (packed === undefined) return true;
  const length = height * (1 + width * colours);
  try {
    return inflateSync(packed, { maxOutputLength: length }).length === length;
  } catch {
    return false;
  }
}

/** The packed pixels of a PNG of 8 bits, grey or RGB, in one pass and without transparency; undefined: of another kind. */
function packedPixels(bytes: Uint8Array): Uint8Array | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [depth, colours, pass] = [data[24], data[25], data[28]];
  if (depth !== 8 || (colours !== 0 && colours !== 2) || pass !== 0) return undefined;
  const parts: Buffer[] = [];
  for (let at = 8; at + 12 <= data.length; ) {
    const length = data.readUInt32BE(at);
    const name = data.toString("latin1", at + 4, at + 8);
    if (at + 12 + length > data.length || name === "tRNS") return undefined;
    if (name === "IDAT") parts.push(data.subarray(at + 8, at + 8 + length));
    if (name === "IEND") return parts.length === 0 ? undefined : new Uint8Array(Buffer.concat(parts));
    at += 12 + length;
  }
  return undefined;
}
