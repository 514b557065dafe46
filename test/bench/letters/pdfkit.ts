import { createRequire } from "node:module";
import type { MapFiles } from "./map.ts";
import { codeSize, codeSvg, colours, common, fontFiles, mapSize, partsOf, type Sample, sampleOf } from "./sample.ts";
import { manifestOf, type Way } from "./way.ts";

/** The parts of pdfkit that are used here: its types are there only once the benchmarks were installed. */
interface Reference {
  data: Record<string, unknown>;
  end(): void;
}
interface Page {
  content: Reference;
  resources: Reference;
  dictionary: Reference;
  xobjects: Record<string, Reference>;
}
interface Kit extends NodeJS.ReadableStream {
  page: Page;
  y: number;
  registerFont(name: string, path: string): void;
  font(name: string): Kit;
  fontSize(size: number): Kit;
  fillColor(colour: string | number[]): Kit;
  strokeColor(colour: string): Kit;
  lineWidth(width: number): Kit;
  moveTo(x: number, y: number): Kit;
  lineTo(x: number, y: number): Kit;
  stroke(): Kit;
  save(): Kit;
  restore(): Kit;
  translate(x: number, y: number): Kit;
  scale(by: number): Kit;
  path(svg: string): Kit;
  rect(x: number, y: number, width: number, height: number): Kit;
  fill(): Kit;
  addPage(options?: object): Kit;
  addContent(text: string): Kit;
  text(text: string, options?: object): Kit;
  text(text: string, x: number, y: number, options?: object): Kit;
  widthOfString(text: string): number;
  end(): void;
}
const require = createRequire(import.meta.url);
const mm = 72 / 25.4;
const sheet = { size: "A4", margin: 0 };

function open(): { kit: Kit; bytes: Promise<Uint8Array> } {
  const Document = require("pdfkit") as new (options: object) => Kit;
  const kit = new Document({ ...sheet, autoFirstPage: false, lang: "fr", info: { Title: common.subject } });
  for (const [name, path] of Object.entries(fontFiles)) kit.registerFont(name, path);
  const chunks: Buffer[] = [];
  const bytes = new Promise<Uint8Array>((resolve, reject) => {
    kit.on("data", (chunk: Buffer) => chunks.push(chunk));
    kit.on("end", () => resolve(Buffer.concat(chunks)));
    kit.on("error", reject);
  });
  return { kit, bytes };
}

function say(kit: Kit, text: string, face: string, size: number, colour: string, x: number, y: number): void {
  kit
    .font(face)
    .fontSize(size)
    .fillColor(colour)
    .text(text, x * mm, y * mm, { lineBreak: false });
}

/** Sender, marks, date, subject, footer. */
function drawCommon(kit: Kit): void {
  kit
    .lineWidth(2.2)
    .strokeColor(colours.accent)
    .moveTo(22 * mm, 18 * mm)
    .lineTo(38 * mm, 18 * mm)
    .stroke();
  say(kit, common.sender[0]!, "bold", 11.5, colours.accent, 22, 21);
  for (const [index, text] of common.sender.slice(1).entries())
    say(kit, text, "regular", 8.5, colours.grey, 22, 27 + index * 4);
  for (const y of [99, 198])
    kit
      .lineWidth(0.3)
      .strokeColor(colours.grey)
      .moveTo(4 * mm, y * mm)
      .lineTo(8 * mm, y * mm)
      .stroke();
  kit.font("regular").fontSize(9.5);
  say(kit, common.date, "regular", 9.5, colours.ink, 188 - kit.widthOfString(common.date) / mm, 97);
  say(kit, common.subject, "bold", 12, colours.accent, 22, 108);
  kit.font("regular").fontSize(7);
  say(kit, common.footer[0]!, "regular", 7, colours.grey, 105 - kit.widthOfString(common.footer[0]!) / mm / 2, 284);
}

function flow(kit: Kit, text: string, x: number): void {
  const parts = partsOf(text);
  kit.fontSize(10.5).fillColor(colours.ink);
  for (const [index, part] of parts.entries()) {
    const options = { width: (188 - x) * mm, lineGap: 1, continued: index < parts.length - 1 };
    kit.font(part.bold ? "bold" : "regular");
    if (index === 0) kit.text(part.text, x * mm, kit.y, options);
    else kit.text(part.text, options);
  }
  kit.y += 2.4 * mm;
}

function drawSvg(kit: Kit, svg: string, x: number, y: number, width: number, height: number): void {
  const draw = require("svg-to-pdfkit") as (kit: Kit, svg: string, x: number, y: number, options: object) => void;
  draw(kit, svg, x, y, { width, height, preserveAspectRatio: "none", assumePt: true });
}

function drawOwn(kit: Kit, sample: Sample, map: (y: number) => void): void {
  for (const [index, text] of sample.address.entries())
    say(kit, text, "regular", 10.5, colours.ink, 114, 53 + index * 4.9);
  say(kit, sample.reference, "regular", 9.5, colours.grey, 22, 97);
  kit.y = 118 * mm;
  for (const text of sample.before) flow(kit, text, 22);
  for (const text of sample.list) {
    const { y } = kit;
    say(kit, "•", "regular", 10.5, colours.accent, 23, y / mm);
    kit.y = y;
    flow(kit, text, 27);
  }
  for (const text of sample.after) flow(kit, text, 22);
  const top = kit.y;
  map(top);
  say(kit, common.caption, "italic", 8, colours.grey, 22, top / mm + mapSize.height + 1.5);
  for (const [index, text] of common.signature.entries())
    say(
      kit,
      text,
      index === 0 ? "bold" : "regular",
      10.5,
      colours.ink,
      22,
      top / mm + mapSize.height + 9 + index * 5.4,
    );
  // One path: the reader of SVG is left out.
  const code = codeSvg(sample.page);
  const [, size = "1"] = /viewBox="0 0 (\d+)/.exec(code) ?? [];
  const scale = (codeSize * mm) / Number(size);
  kit
    .save()
    .translate((188 - codeSize) * mm, 257 * mm)
    .scale(scale)
    .path(/ d="([^"]*)"/.exec(code)?.[1] ?? "");
  kit.fillColor("#000").fill().restore();
}

/** What is drawn, once for all pages: a page that stays out of the tree becomes a form. */
function formOf(kit: Kit, draw: () => void): Reference {
  const outer = kit.page;
  const Page = outer.constructor as new (kit: Kit, options: object) => Page;
  const page = new Page(kit, sheet);
  kit.page = page;
  draw();
  kit.page = outer;
  const { content, resources } = page;
  const box = [0, 0, 210 * mm, 297 * mm];
  Object.assign(content.data, {
    Type: "XObject",
    Subtype: "Form",
    BBox: box,
    Matrix: [1, 0, 0, -1, 0, 297 * mm],
    Resources: resources,
  });
  page.dictionary.end();
  resources.end();
  content.end();
  return content;
}

export function pdfkit({ svg }: MapFiles): Way {
  const drawMap = (kit: Kit, y: number) => drawSvg(kit, svg, 22 * mm, y, mapSize.width * mm, mapSize.height * mm);
  const { version, license } = manifestOf("pdfkit");
  return {
    name: `pdfkit ${version}, ${license}`,
    one(n) {
      const { kit, bytes } = open();
      kit.addPage(sheet);
      drawCommon(kit);
      drawOwn(kit, sampleOf(n), (y) => drawMap(kit, y));
      kit.end();
      return bytes;
    },
    many(count) {
      const { kit, bytes } = open();
      const place = (name: string, form: Reference, down: number) => {
        kit.page.xobjects[name] = form;
        // The forms are drawn as the page is: from its top downwards.
        kit.addContent(`q 1 0 0 -1 0 ${297 * mm + down} cm /${name} Do Q`);
      };
      let forms: Reference[] = [];
      for (let n = 0; n < count; n += 1) {
        kit.addPage(sheet);
        if (n === 0) forms = [formOf(kit, () => drawCommon(kit)), formOf(kit, () => drawMap(kit, 0))];
        place("Common", forms[0]!, 0);
        drawOwn(kit, sampleOf(n), (y) => place("Map", forms[1]!, y));
      }
      kit.end();
      return bytes;
    },
    // It has no way to read a PDF.
    proof() {
      const { kit, bytes } = open();
      kit
        .addPage(sheet)
        .rect(0, 0, 100 * mm, 9 * mm)
        .fillColor([0, 90, 80, 5])
        .fill();
      kit.end();
      return bytes;
    },
    processes: () => [],
    installed: ["pdfkit", "svg-to-pdfkit"],
    close: async () => {},
  };
}
