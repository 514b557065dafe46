import { deflateSync } from "node:zlib";
import { type PDF, PdfDict, PdfName, PdfRef, PdfStream } from "@libpdf/core";

/** Less is not worth the entry that says that it is packed. */
const worthwhile = 512;

/**
 * Cuts the fonts of a document and packs all that is not packed, as the library would when it saves: Node's own
 * compression takes a third of its time.
 */
export function packStreams(document: PDF): void {
  document.fonts.finalize(true);
  // Objects are numbered as they come; what nothing refers to is not written.
  const { objectNumber: end } = document.register(new PdfDict());
  for (let number = 1; number < end; number += 1) {
    const object = document.getObject(PdfRef.of(number));
    if (!(object instanceof PdfStream) || object.has("Filter") || object.data.length < worthwhile) continue;
    // Metadata is read by who knows no PDF.
    if (object.get("Type") === PdfName.of("Metadata")) continue;
    object.setData(new Uint8Array(deflateSync(object.data)));
    object.set("Filter", PdfName.FlateDecode);
  }
}
