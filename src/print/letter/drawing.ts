import {
  PDF,
  type PDFEmbeddedPage,
  PdfArray,
  PdfDict,
  PdfName,
  PdfNumber,
  type PdfObject,
  PdfRef,
  PdfStream,
} from "@libpdf/core";
import { Fault } from "../../contract/index.ts";

/** A rectangle of a PDF, in points from its own origin. */
interface PdfBox {
  left: number;
  bottom: number;
  right: number;
  top: number;
}

/** A page of a PDF, to be drawn on pages of letters. Read once, it serves for any number of letters. */
export interface Drawing {
  kind: "drawing";
  /** Of its file. */
  name: string;
  source: PDF;
  /** From 0. */
  page: number;
  /** The part that is shown: what is trimmed to, else what is seen of it. */
  box: PdfBox;
  /** Size of the box, in points. */
  width: number;
  height: number;
  /** All that the page holds, bleed and printer's marks included. */
  media: PdfBox;
  /** What may be printed beyond the trimmed page. */
  bleed: PdfBox;
  /** Quarter turns are not undone. */
  rotated: boolean;
  /** Pixels of the largest picture on it; absent: there is none. */
  raster?: { width: number; height: number };
}

type Resolve = (ref: PdfRef) => PdfObject | null;

function resolved(object: PdfObject | null | undefined, resolve: Resolve): PdfObject | undefined {
  return (object instanceof PdfRef ? resolve(object) : object) ?? undefined;
}

/** A box of a page; those of a page tree are inherited (ISO 32000-2, 7.7.3.4). */
function boxOf(page: PdfDict, name: string, resolve: Resolve): PdfBox | undefined {
  let node: PdfObject | undefined = page;
  for (let depth = 0; node instanceof PdfDict && depth < 50; depth += 1) {
    const found = resolved(node.get(name), resolve);
    if (found instanceof PdfArray && found.length === 4) {
      const sides = [0, 1, 2, 3].map((at) => resolved(found.at(at), resolve));
      const [a, b, c, d] = sides.map((side) => (side instanceof PdfNumber ? side.value : Number.NaN));
      if (![a, b, c, d].some((side) => side === undefined || Number.isNaN(side)))
        return { left: Math.min(a!, c!), bottom: Math.min(b!, d!), right: Math.max(a!, c!), top: Math.max(b!, d!) };
    }
    node = resolved(node.get("Parent"), resolve);
  }
  return undefined;
}

function largestPicture(page: PdfDict, resolve: Resolve): { width: number; height: number } | undefined {
  const resources = resolved(page.get("Resources"), resolve);
  const objects = resources instanceof PdfDict ? resolved(resources.get("XObject"), resolve) : undefined;
  let largest: { width: number; height: number } | undefined;
  for (const [, one] of objects instanceof PdfDict ? objects : []) {
    const object = resolved(one, resolve);
    if (!(object instanceof PdfStream) || object.get("Subtype") !== PdfName.of("Image")) continue;
    const [width, height] = [object.get("Width"), object.get("Height")];
    if (!(width instanceof PdfNumber && height instanceof PdfNumber)) continue;
    if (largest === undefined || width.value > largest.width) largest = { width: width.value, height: height.value };
  }
  return largest;
}

function readPage(name: string, source: PDF, number: number): Drawing {
  const page = source.getPage(number);
  if (page === null) throw new Error("a drawing without a page");
  const resolve: Resolve = (ref) => source.getObject(ref);
  const a4 = { left: 0, bottom: 0, right: 612, top: 792 };
  const media = boxOf(page.dict, "MediaBox", resolve) ?? a4;
  const seen = boxOf(page.dict, "CropBox", resolve) ?? media;
  const box = boxOf(page.dict, "TrimBox", resolve) ?? seen;
  const raster = largestPicture(page.dict, resolve);
  return {
    kind: "drawing",
    name,
    source,
    page: number,
    box,
    width: box.right - box.left,
    height: box.top - box.bottom,
    media,
    bleed: boxOf(page.dict, "BleedBox", resolve) ?? seen,
    rotated: page.rotation % 360 !== 0,
    ...(raster !== undefined && { raster }),
  };
}

/** The pages of a PDF. @throws what its reading throws */
export async function readDrawings(name: string, bytes: Uint8Array): Promise<Drawing[]> {
  const source = await PDF.load(bytes);
  return Array.from({ length: source.getPageCount() }, (_, page) => readPage(name, source, page));
}

/** How colours of a page with transparency are mixed (ISO 32000-2, 11.6.6): of the page, not of its content. */
function groupOf({ source, page }: Drawing): PdfDict | undefined {
  const group = resolved(source.getPage(page)?.dict.get("Group"), (ref) => source.getObject(ref));
  if (!(group instanceof PdfDict)) return undefined;
  const kept = ["Type", "S", "I", "K", "CS"].flatMap((name) => {
    const value = group.get(name);
    return value === undefined || value instanceof PdfRef || value instanceof PdfArray ? [] : [[name, value] as const];
  });
  return PdfDict.of(Object.fromEntries(kept));
}

/**
 * The drawing as a form of a document. The library would unpack it and pack it anew, which took four fifths of a
 * letter's time: it is given an empty one, and the form gets the packed bytes as they are.
 * @throws Fault `print.file-unreadable`
 */
export async function embedDrawing(document: PDF, drawing: Drawing): Promise<PDFEmbeddedPage> {
  const { source, page, media } = drawing;
  const content = source.getPage(page)?.dict.get("Contents", source.getObject.bind(source));
  const filter = content instanceof PdfStream ? content.get("Filter") : undefined;
  const packed = content instanceof PdfStream && filter === PdfName.FlateDecode && !content.has("DecodeParms");
  const bytes = packed ? content.data : undefined;
  if (packed) {
    content.setData(new Uint8Array());
    content.delete("Filter");
  }
  const embedded = await document
    .embedPage(source, page)
    .catch((cause) => {
      throw new Fault("print.file-unreadable", { name: drawing.name }, { cause });
    })
    .finally(() => {
      // The source may be drawn in further documents.
      if (!packed || bytes === undefined) return;
      content.setData(bytes);
      content.set("Filter", PdfName.FlateDecode);
    });
  const form = document.getObject(embedded.ref);
  if (!(form instanceof PdfStream)) throw new Error("unexpected form of embedded page");
  if (bytes !== undefined) {
    form.setData(bytes);
    form.set("Filter", PdfName.FlateDecode);
  }
  const { left, bottom, right, top } = media;
  form.set("BBox", new PdfArray([left, bottom, right, top].map((side) => PdfNumber.of(side))));
  const group = groupOf(drawing);
  if (group !== undefined) form.set("Group", group);
  return embedded;
}
