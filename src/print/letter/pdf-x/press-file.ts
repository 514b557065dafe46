import { type PDF, PdfArray, PdfDict, PdfName, PdfRef, PdfStream, PdfString } from "@libpdf/core";
import { type AboutFile, metadataOf, pdfxVersion, unknownIdentifier } from "./metadata.ts";
import { type OutputIntent, type PressObjects, pressObjects } from "./press-objects.ts";

/** The information dictionary of a document that has hardly anything else yet: the library keeps it to itself. */
function informationOf(document: PDF): PdfDict {
  for (let number = 1; number < 20; number += 1) {
    const object = document.getObject(PdfRef.of(number));
    if (object instanceof PdfDict && object.has("Producer")) return object;
  }
  throw new Error("a document without information");
}

/**
 * Says in a new document that it is PDF/X-4, and for which printing condition (ISO 15930-7). What its pages need is
 * answered.
 */
export function beginPressFile(document: PDF, intent: OutputIntent, about: AboutFile): PressObjects {
  const information = informationOf(document);
  information.set("Title", PdfString.fromString(about.title));
  if (about.author === "") information.delete("Author");
  information.set("GTS_PDFXVersion", PdfString.fromString(pdfxVersion));
  document.setTrapped("False");
  const objects = pressObjects(document, intent);
  const named = { Type: PdfName.of("Metadata"), Subtype: PdfName.of("XML") };
  const metadata = document.register(PdfStream.fromDict(named, metadataOf(about, unknownIdentifier)));
  const catalog = document.getCatalog();
  catalog.set("Metadata", metadata);
  catalog.set("OutputIntents", new PdfArray([objects.outputIntent]));
  return objects;
}

/** PDF/X-4 is a choice of PDF 1.6; nothing of a letter is from later. */
export function version16(pdf: Uint8Array): Uint8Array {
  const bytes = pdf.slice();
  bytes.set(Buffer.from("%PDF-1.6", "latin1"));
  return bytes;
}
