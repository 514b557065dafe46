import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, type PdfObject, PdfRef, PdfStream, PdfString } from "@libpdf/core";

/** A rule of PDF/X-4 (ISO 15930-7) that a file can break. It is read anew here: nothing of what wrote the file is used. */
export type Rule =
  | "header"
  | "identifier"
  | "encryption"
  | "intent"
  | "profile"
  | "metadata"
  | "consistency"
  | "trapped"
  | "action"
  | "annotation"
  | "boxes"
  | "font"
  | "rgb"
  | "cmyk"
  | "grey"
  | "blending"
  | "forbidden";

const text = (object: PdfObject | undefined) => (object instanceof PdfString ? object.asString() : undefined);
const named = (object: PdfObject | undefined) => (object instanceof PdfName ? object.value : undefined);
const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

/** The rules that the file breaks, each once. */
export async function brokenRules(bytes: Uint8Array): Promise<Rule[]> {
  const broken = new Set<Rule>();
  const must = (rule: Rule, holds: boolean) => {
    if (!holds) broken.add(rule);
  };
  const whole = latin(bytes);
  const head = /^%PDF-1\.[3-6]\r?\n%(....)/s.exec(whole);
  must("header", head !== null && [...head[1]!].every((sign) => sign > "\x7f"));
  const trailer = whole.slice(whole.lastIndexOf("trailer"));
  const [, first = "", second = ""] = /\/ID ?\[ ?<([0-9A-Fa-f]+)> ?<([0-9A-Fa-f]+)> ?\]/.exec(trailer) ?? [];
  must("identifier", first.length === 32 && second.length === 32 && /[1-9A-Fa-f]/.test(first));
  must("encryption", !/\/Encrypt\b/.test(trailer));

  const document = await PDF.load(bytes);
  const get = (object: PdfObject | null | undefined): PdfObject | undefined =>
    (object instanceof PdfRef ? document.getObject(object) : object) ?? undefined;
  const at = (dictionary: PdfObject | undefined, key: string) =>
    dictionary instanceof PdfDict ? get(dictionary.get(key)) : undefined;
  const items = (object: PdfObject | undefined) => (object instanceof PdfArray ? [...object].map(get) : []);
  const entries = (object: PdfObject | undefined) =>
    object instanceof PdfDict ? [...object].map(([name, value]) => [name.value, get(value)] as const) : [];
  const dataOf = (object: PdfObject | undefined) => (object instanceof PdfStream ? latin(object.getDecodedData()) : "");

  const catalog: PdfDict = document.getCatalog();
  const intents = items(at(catalog, "OutputIntents")).filter((one) => named(at(one, "S")) === "GTS_PDFX");
  const [intent] = intents;
  must("intent", intents.length === 1 && named(at(intent, "Type")) === "OutputIntent");
  must(
    "intent",
    (text(at(intent, "OutputConditionIdentifier")) ?? "") !== "" && (text(at(intent, "Info")) ?? "") !== "",
  );
  const profile = at(intent, "DestOutputProfile");
  const icc = Buffer.from(dataOf(profile), "latin1");
  const space = icc.toString("latin1", 16, 20);
  const inks = { CMYK: 4, "RGB ": 3, GRAY: 1 }[space];
  const count = at(profile, "N");
  must("profile", icc.length > 128 && icc.readUInt32BE(0) === icc.length && icc.toString("latin1", 36, 40) === "acsp");
  must("profile", icc.toString("latin1", 12, 16) === "prtr" && count instanceof PdfNumber && count.value === inks);

  const metadata = at(catalog, "Metadata");
  const xml = Buffer.from(dataOf(metadata), "latin1").toString("utf8");
  const said = (name: string) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1] ?? "";
  must(
    "metadata",
    metadata instanceof PdfStream && !metadata.has("Filter") && named(at(metadata, "Subtype")) === "XML",
  );
  must("metadata", xml.includes('xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"'));
  must("metadata", said("pdfxid:GTS_PDFXVersion") === "PDF/X-4" && said("xmp:MetadataDate") !== "");
  must("metadata", /^uuid:(?=.*[1-9a-f])[0-9a-f-]{36}$/.test(said("xmpMM:DocumentID")));
  must("metadata", said("xmpMM:VersionID") !== "" && said("xmpMM:RenditionClass") !== "");
  const information = get(PdfRef.of(Number(/\/Info (\d+) 0 R/.exec(trailer)?.[1] ?? 0)));
  const about = (key: string) => text(at(information, key)) ?? "";
  const title = /<dc:title><rdf:Alt><rdf:li xml:lang="x-default">([^<]+)</.exec(xml)?.[1] ?? "";
  const plain = title.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
  const day = (name: string) => `D:${said(name).replace(/\D/g, "")}Z`;
  must("consistency", plain !== "" && plain === about("Title"));
  must("consistency", said("pdf:Producer") === about("Producer") && said("xmp:CreatorTool") === about("Creator"));
  must("consistency", day("xmp:CreateDate") === about("CreationDate") && day("xmp:ModifyDate") === about("ModDate"));
  const trapped = named(at(information, "Trapped"));
  must("trapped", (trapped === "True" || trapped === "False") && said("pdf:Trapped") === trapped);

  for (const key of ["OpenAction", "AA", "AcroForm"]) must("action", !catalog.has(key));
  for (const key of ["JavaScript", "EmbeddedFiles"]) must("action", at(at(catalog, "Names"), key) === undefined);

  const device = { cmyk: space === "CMYK", rgb: space === "RGB ", grey: space === "CMYK" || space === "GRAY" };
  /** A device space, where such a one is painted with; `spaces`: what the resources there say of such ones. */
  const judge = (name: string | undefined, spaces: PdfObject | undefined) => {
    const defined = (key: string) => at(spaces, key) !== undefined && named(at(spaces, key)) === undefined;
    if (name === "DeviceRGB" || name === "RGB") must("rgb", device.rgb || defined("DefaultRGB"));
    if (name === "DeviceCMYK" || name === "CMYK") must("cmyk", device.cmyk || defined("DefaultCMYK"));
    if (name === "DeviceGray" || name === "G") must("grey", device.grey || defined("DefaultGray"));
  };
  const judgeSpace = (object: PdfObject | undefined, spaces: PdfObject | undefined): void => {
    const [kind = object, ...rest] = items(object);
    const name = named(kind);
    if (name === "ICCBased") {
      const embedded = Buffer.from(dataOf(rest[0]), "latin1");
      must("profile", embedded.length > 128 && embedded.readUInt32BE(0) === embedded.length);
    } else if (name === "Indexed" || name === "Pattern") judgeSpace(rest[0], spaces);
    else if (name === "Separation" || name === "DeviceN") judgeSpace(rest[1], spaces);
    else judge(name, spaces);
  };
  const judgeContent = (content: string, spaces: PdfObject | undefined) => {
    const bare = content.replace(/\((?:\\.|[^\\()])*\)/gs, "()").replace(/%[^\n]*/g, "");
    for (const [, operator = ""] of bare.matchAll(/(?<=^|\s)(rg|RG|k|K|g|G)(?=\s|$)/g))
      judge({ r: "RGB", k: "CMYK", g: "G" }[operator[0]!.toLowerCase()], spaces);
    for (const [, name = ""] of bare.matchAll(/\/(\w+)\s+(?:cs|CS)(?=\s|$)/g)) judge(name, spaces);
    for (const [, name = ""] of bare.matchAll(/\/(?:CS|ColorSpace)\s*\/(\w+)/g)) judge(name, spaces);
  };
  const judgeFont = (font: PdfObject | undefined) => {
    const [descendant = font] = items(at(font, "DescendantFonts"));
    const descriptor = at(descendant, "FontDescriptor");
    const files = ["FontFile", "FontFile2", "FontFile3"].map((key) => at(descriptor, key));
    must(
      "font",
      files.some((file) => file instanceof PdfStream),
    );
  };

  const seen = new Map<PdfObject, boolean>();
  /** What a page, a form, a pattern paints with; answers whether something shows through. */
  const walk = (painter: PdfDict, content: string): boolean => {
    const known = seen.get(painter);
    if (known !== undefined) return known;
    seen.set(painter, false);
    const resources = at(painter, "Resources");
    const spaces = at(resources, "ColorSpace");
    judgeContent(content, spaces);
    let through = false;
    const group = at(painter, "Group");
    if (named(at(group, "S")) === "Transparency") judgeSpace(at(group, "CS"), undefined);
    for (const [, one] of entries(spaces)) judgeSpace(one, spaces);
    for (const [, one] of entries(at(resources, "Shading"))) judgeSpace(at(one, "ColorSpace"), spaces);
    for (const [, one] of entries(at(resources, "Pattern"))) {
      judgeSpace(at(at(one, "Shading"), "ColorSpace"), spaces);
      if (one instanceof PdfStream) through = walk(one, dataOf(one)) || through;
    }
    for (const [, one] of entries(at(resources, "XObject"))) {
      if (!(one instanceof PdfStream)) continue;
      const kind = named(at(one, "Subtype"));
      must("forbidden", kind !== "PS" && !["OPI", "Alternates", "Ref"].some((key) => one.has(key)));
      if (kind === "Form") through = walk(one, dataOf(one)) || through;
      if (kind !== "Image") continue;
      judgeSpace(at(one, "ColorSpace"), spaces);
      through ||= one.has("SMask");
    }
    for (const [, state] of entries(at(resources, "ExtGState"))) {
      must("forbidden", at(state, "TR") === undefined);
      const mask = at(at(state, "SMask"), "G");
      if (mask instanceof PdfStream) walk(mask, dataOf(mask));
      const parts = ["ca", "CA"].map((key) => at(state, key));
      const veiled = parts.some((part) => part instanceof PdfNumber && part.value < 1);
      through ||= veiled || mask !== undefined || !["Normal", undefined].includes(named(at(state, "BM")));
    }
    for (const [, font] of entries(at(resources, "Font"))) {
      if (named(at(font, "Subtype")) !== "Type3") judgeFont(font);
      else if (font instanceof PdfDict)
        walk(
          font,
          entries(at(font, "CharProcs"))
            .map(([, letter]) => dataOf(letter))
            .join("\n"),
        );
    }
    seen.set(painter, through);
    return through;
  };

  for (const { dict: page } of document.getPages()) {
    must("annotation", !page.has("Annots"));
    must("action", !page.has("AA"));
    const box = (key: string) =>
      items(at(page, key)).map((side) => (side instanceof PdfNumber ? side.value : Number.NaN));
    const within = (inner: number[], outer: number[]) =>
      inner.length === 4 &&
      outer.length === 4 &&
      inner[0]! >= outer[0]! - 0.001 &&
      inner[1]! >= outer[1]! - 0.001 &&
      inner[2]! <= outer[2]! + 0.001 &&
      inner[3]! <= outer[3]! + 0.001;
    must("boxes", !page.has("ArtBox") && within(box("TrimBox"), box("BleedBox")));
    must("boxes", within(box("BleedBox"), box("MediaBox")));
    const contents = at(page, "Contents");
    const parts = contents instanceof PdfArray ? items(contents) : [contents];
    const through = walk(page, parts.map(dataOf).join("\n"));
    must("blending", !through || at(at(page, "Group"), "CS") !== undefined);
  }

  /** Whatever can be reached: an action or a program anywhere in the file. */
  const visited = new Set<PdfObject>();
  const waiting: (PdfObject | undefined)[] = [catalog, information];
  for (const object of waiting) {
    if (object === undefined || visited.has(object)) continue;
    visited.add(object);
    if (object instanceof PdfArray) waiting.push(...items(object));
    if (!(object instanceof PdfDict)) continue;
    must("action", !object.has("JS") && !(object.has("A") && at(object, "A") instanceof PdfDict));
    waiting.push(...entries(object).map(([, value]) => value));
  }
  return [...broken];
}
