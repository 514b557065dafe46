import type { LetterRequest } from "../request.ts";

/** What a file says of itself, the same in its information dictionary and its metadata. */
export interface AboutFile {
  title: string;
  author: string;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Of a file with this letter, or with it as the first of many. */
export function aboutOf({ subject = "", sender, now }: LetterRequest): AboutFile {
  const [author = ""] = sender;
  return { title: subject === "" ? author : subject, author, now };
}

/** PDF/X-4 wants a title. */
export function titled(about: AboutFile): AboutFile {
  return about.title.trim() === "" ? { ...about, title: madeBy } : about;
}

/** The program that writes a file, and made what is in it. */
export const madeBy = "Belle Histoire";
export const pdfxVersion = "PDF/X-4";

/** Stands for a document's identifier until its bytes are known. */
export const unknownIdentifier = "00000000-0000-0000-0000-000000000000";

/** 32 hexadecimal digits as a UUID is written. */
export const asUuid = (digits: string) =>
  digits.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
/** XML knows no control characters. */
const escaped = (text: string) =>
  text.replace(/[\p{Cc}\uFFFE\uFFFF]/gu, " ").replace(/[&<>]/g, (sign) => entities[sign] ?? sign);

/** Metadata of a file in PDF/X-4 (XMP, ISO 16684-1), as UTF-8. */
export function metadataOf({ title, author, now }: AboutFile, identifier: string): Uint8Array {
  const at = `${new Date(now).toISOString().slice(0, 19)}Z`;
  const property = (name: string, value: string) => `<${name}>${escaped(value)}</${name}>\n`;
  const creator =
    author === "" ? "" : `<dc:creator><rdf:Seq><rdf:li>${escaped(author)}</rdf:li></rdf:Seq></dc:creator>\n`;
  const packet = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
${creator}${property("xmp:CreateDate", at)}${property("xmp:ModifyDate", at)}${property("xmp:MetadataDate", at)}\
${property("xmp:CreatorTool", madeBy)}${property("pdf:Producer", madeBy)}${property("pdf:Trapped", "False")}\
${property("xmpMM:DocumentID", `uuid:${identifier}`)}${property("xmpMM:VersionID", "1")}\
${property("xmpMM:RenditionClass", "default")}${property("pdfxid:GTS_PDFXVersion", pdfxVersion)}\
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
  return new TextEncoder().encode(packet);
}
