import { PDF, type PDFEmbeddedPage, PdfName, PdfStream } from "@libpdf/core";

/** A page of a PDF, to be drawn on pages of letters. Read once, it serves for any number of letters. */
export interface Drawing {
  source: PDF;
  /** From 0. */
  page: number;
  /** Of the page, in points. */
  width: number;
  height: number;
}

export async function readDrawing(bytes: Uint8Array): Promise<Drawing> {
  const source = await PDF.load(bytes);
  const page = source.getPage(0);
  if (page === null) throw new Error("a drawing without a page");
  return { source, page: 0, width: page.width, height: page.height };
}

/**
 * The drawing as a form of a document. The library would unpack it and pack it anew, which took four fifths of a
 * letter's time: it is given an empty one, and the form gets the packed bytes as they are.
 */
export async function embedDrawing(document: PDF, { source, page }: Drawing): Promise<PDFEmbeddedPage> {
  const drawing = source.getPage(page)?.dict.get("Contents", source.getObject.bind(source));
  const filter = drawing instanceof PdfStream ? drawing.get("Filter") : undefined;
  if (!(drawing instanceof PdfStream) || filter !== PdfName.FlateDecode) return document.embedPage(source, page);
  const packed = drawing.data;
  drawing.setData(new Uint8Array());
  drawing.delete("Filter");
  const embedded = await document.embedPage(source, page);
  // The source may be drawn in further documents.
  drawing.setData(packed);
  drawing.set("Filter", filter);
  const form = document.getObject(embedded.ref);
  if (!(form instanceof PdfStream)) throw new Error("unexpected form of embedded page");
  form.setData(packed);
  form.set("Filter", filter);
  return embedded;
}
