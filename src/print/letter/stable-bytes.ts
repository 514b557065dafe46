import { createHash } from "node:crypto";
import { asUuid, unknownIdentifier } from "./pdf-x/metadata.ts";

const subsetTag = /\/([A-Z]{6})\+NotoSans/g;
const documentId = `<xmpMM:DocumentID>uuid:${unknownIdentifier}<`;
const fileId = /\/ID \[<([0-9A-F]{32})> <([0-9A-F]{32})>\]/g;
const placeholder = "AAAAAA";
const tagOf = (digits: string, number: number) =>
  [...createHash("sha256").update(`${digits} ${number}`).digest().subarray(0, 6)]
    .map((byte) => String.fromCharCode(65 + (byte % 26)))
    .join("");

/**
 * The same bytes for the same letter. The library draws two things at random: six capitals before the name of a font
 * subset (ISO 32000-2 §9.9.2) and the file's identifier (§14.4). Both get a text of the same length, so that no offset moves:
 * the identifier is the digest of all the rest, and the capitals follow from it. Who joins letters into one file then has no
 * two subsets of one name.
 */
export function withFixedIdentifiers(pdf: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(pdf);
  const text = bytes.toString("latin1");
  const tags = new Map<string, number[]>();
  for (const { 1: tag = "", index } of text.matchAll(subsetTag)) {
    tags.set(tag, [...(tags.get(tag) ?? []), index + 1]);
    bytes.write(placeholder, index + 1, "latin1");
  }
  const nameTags = (digits: string) => {
    for (const [number, places] of [...tags.values()].entries())
      for (const place of places) bytes.write(tagOf(digits, number), place, "latin1");
  };
  // The trailer stands last; an embedded page brings none.
  const trailer = [...text.matchAll(fileId)].at(-1);
  if (trailer === undefined) nameTags("");
  else {
    const write = (id: string) => bytes.write(`/ID [<${id}> <${id}>]`, trailer.index, "latin1");
    write("0".repeat(32));
    const digits = createHash("sha256").update(bytes).digest("hex").slice(0, 32).toUpperCase();
    write(digits);
    nameTags(digits);
    const metadata = text.lastIndexOf(documentId);
    if (metadata >= 0) bytes.write(documentId.replace(unknownIdentifier, asUuid(digits)), metadata, "latin1");
  }
  return new Uint8Array(bytes);
}
