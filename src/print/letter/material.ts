import { Fault } from "../../contract/index.ts";
import { dataMatrix, type Matrix, qrCode } from "./code.ts";
import { type Drawing, readDrawings } from "./drawing.ts";
import { mm, paper } from "./paper.ts";
import { checkForPress, intentOf } from "./pdf-x/intent.ts";
import type { OutputIntent } from "./pdf-x/press-objects.ts";
import { type Picture, readPicture } from "./picture.ts";
import type { LetterRequest, PrintFile } from "./request.ts";

/** What a letter shows beside its text, read from its bytes. */
export interface Materials {
  map?: Drawing;
  picture?: Drawing | Picture;
  logo?: Drawing | Picture;
  signaturePicture?: Drawing | Picture;
  /** Its pages, one at least, A4 as trimmed. */
  background?: readonly Drawing[];
  qr?: Matrix;
  dataMatrix?: Matrix;
  /** For which printing condition the letter's file is: PDF/X-4 then. */
  intent?: OutputIntent;
}

/** Files that were read last: those of the house are the same for letter after letter. */
const known = new Map<string, Promise<readonly (Drawing | Picture)[]>>();
const mostKnown = 12;

async function read({ name, data }: PrintFile): Promise<readonly (Drawing | Picture)[]> {
  const picture = readPicture(name, data);
  if (picture !== undefined) return [picture];
  if (Buffer.from(data.subarray(0, 5)).toString("latin1") !== "%PDF-")
    throw new Fault("print.file-unreadable", { name });
  const drawings = await readDrawings(name, data).catch(() => {
    throw new Fault("print.file-unreadable", { name });
  });
  const [first] = drawings;
  if (first === undefined) throw new Fault("print.file-unreadable", { name });
  if (first.source.isEncrypted) throw new Fault("print.file-locked", { name });
  return drawings;
}

function kept(file: PrintFile): Promise<readonly (Drawing | Picture)[]> {
  const key = `${file.name}\n${file.state}`;
  const found = known.get(key) ?? read(file);
  known.delete(key);
  known.set(key, found);
  found.catch(() => known.delete(key));
  for (const [oldest] of known) if (known.size > mostKnown) known.delete(oldest);
  return found;
}

/** @throws Fault `print.file-unreadable`, `print.file-locked` */
async function oneOf(file: PrintFile | undefined): Promise<Drawing | Picture | undefined> {
  return file === undefined ? undefined : (await kept(file))[0];
}

/** The pages of a map. @throws Fault `print.file-unreadable` */
export async function readMap(vector: Uint8Array): Promise<Drawing[]> {
  const name = "map.pdf";
  const drawings = await readDrawings(name, vector).catch(() => []);
  if (drawings.length === 0) throw new Fault("print.file-unreadable", { name });
  return drawings;
}

/** How far a trimmed page may be from A4, in millimetres. */
const tolerance = 1;

/** @throws Fault `print.background-…` */
async function backgroundOf(file: PrintFile): Promise<readonly Drawing[]> {
  const { name } = file;
  const pages = await kept(file);
  const drawings = pages.filter((page) => page.kind === "drawing");
  if (drawings.length === 0) throw new Fault("print.background-kind", { name });
  for (const [index, { width, height, rotated, source }] of drawings.slice(0, 2).entries()) {
    if (rotated) throw new Fault("print.background-rotated", { name });
    const [wide, high] = [width / mm, height / mm];
    if (Math.abs(wide - paper.width) > tolerance || Math.abs(high - paper.height) > tolerance)
      throw new Fault("print.background-size", { name, page: index + 1, width: round(wide), height: round(high) });
    if (hidesLayers(source)) throw new Fault("print.background-layers", { name });
  }
  return drawings;
}

const round = (size: number) => Math.round(size * 10) / 10;

/** A page that is drawn on another loses which of its layers are hidden. */
function hidesLayers(source: Drawing["source"]): boolean {
  const resolve = source.getObject.bind(source);
  const catalog = source.getCatalog();
  const off = catalog?.getDict("OCProperties", resolve)?.getDict("D", resolve)?.getArray("OFF", resolve);
  return off !== undefined && off.length > 0;
}

/**
 * Reads the pictures and draws the codes of a letter.
 * @param mapFrom letters that share maps need not read each anew
 * @throws Fault `print.file-…`, `print.background-…`, `print.code-too-long`, `print.profile-…`, `print.design-…`
 */
export async function materialsOf(request: LetterRequest, mapFrom = readMap): Promise<Materials> {
  const { map, picture, logo, signaturePicture, background, qr, dataMatrix: inserter } = request;
  const intent = intentOf(request);
  const [drawnMap] = map === undefined ? [] : await mapFrom(map.vector);
  const [shown, mark, signed] = await Promise.all([picture?.file, logo?.file, signaturePicture].map(oneOf));
  const design = background && (await backgroundOf(background));
  if (intent !== undefined) {
    const of = (file: PrintFile | undefined, all: readonly (Drawing | Picture | undefined)[]) =>
      all.map((one) => [file?.name ?? "map.pdf", one] as const);
    const files = [
      ...of(picture?.file, [shown]),
      ...of(logo?.file, [mark]),
      ...of(signaturePicture, [signed]),
      ...of(background, design ?? []),
      ...of(undefined, [drawnMap]),
    ];
    for (const [name, one] of files) if (one !== undefined) checkForPress(name, one, intent);
  }
  return {
    ...(intent !== undefined && { intent }),
    ...(drawnMap !== undefined && { map: drawnMap }),
    ...(shown !== undefined && { picture: shown }),
    ...(mark !== undefined && { logo: mark }),
    ...(signed !== undefined && { signaturePicture: signed }),
    ...(design !== undefined && { background: design }),
    ...(qr !== undefined && { qr: qrCode(qr.text) }),
    ...(inserter !== undefined && { dataMatrix: await dataMatrix(inserter) }),
  };
}
