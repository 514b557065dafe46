import { ops, type PDF, PdfArray, PdfDict, PdfNumber, type PdfRef, PdfString } from "@libpdf/core";
import { type Drawing, embedDrawing } from "./drawing.ts";
import { upright } from "./exif.ts";
import type { Reach } from "./lean-font.ts";
import type { Box, Colour, Mark, Page } from "./marks.ts";
import { mm, paper, type Sheeting } from "./paper.ts";
import { setDefaultColours } from "./pdf-x/default-colours.ts";
import { blendGroup, type OutputIntent, type PressObjects } from "./pdf-x/press-objects.ts";
import { showsThrough } from "./pdf-x/survey.ts";
import { embedPicture, type Picture } from "./picture.ts";
import { type Face, type Fonts, fontsOf, type Ruler, rulerOf } from "./typeface.ts";

type Operator = ReturnType<typeof ops.fill>;

/**
 * A document being written and what its pages share, however many letters it holds: each face, drawing and picture is in
 * it once.
 */
export interface Press {
  document: PDF;
  fonts: Fonts;
  /** Measures with the fonts of the document. */
  ruler: Ruler;
  drawings: Map<Drawing, Promise<PdfRef>>;
  pictures: Map<Picture, PdfRef>;
  /** The document is PDF/X-4. */
  forPress?: ForPress;
}
type ForPress = { intent: OutputIntent } & PressObjects;

/** @param reach characters that its letters hold, at most */
export function pressOn(document: PDF, reach: Reach, forPress?: ForPress): Press {
  const fonts = fontsOf(document, reach);
  const empty = { drawings: new Map(), pictures: new Map() };
  return { document, fonts, ruler: rulerOf(fonts), ...empty, ...(forPress !== undefined && { forPress }) };
}

function drawingIn({ document, drawings, forPress }: Press, drawing: Drawing): Promise<PdfRef> {
  const embed = async () => {
    const { ref } = await embedDrawing(document, drawing);
    if (forPress !== undefined) setDefaultColours(document, ref, forPress);
    return ref;
  };
  const form = drawings.get(drawing) ?? embed();
  drawings.set(drawing, form);
  return form;
}

function pictureIn({ document, pictures }: Press, picture: Picture): PdfRef {
  const image = pictures.get(picture) ?? embedPicture(document, picture);
  pictures.set(picture, image);
  return image;
}

/** Whether something on the page shows what lies below it. */
async function isTransparent(press: Press, marks: readonly Mark[]): Promise<boolean> {
  for (const mark of marks) {
    if (mark.kind === "drawing") {
      if (showsThrough(press.document, await drawingIn(press, mark.drawing), mark.drawing)) return true;
    } else if (mark.kind === "picture") {
      if (showsThrough(press.document, pictureIn(press, mark.picture), mark.picture)) return true;
    }
  }
  return false;
}

const filled = ([first, second, third, black]: Colour) =>
  black === undefined
    ? ops.setNonStrokingRGB(first, second, third)
    : ops.setNonStrokingCMYK(first, second, third, black);
const stroked = ([first, second, third, black]: Colour) =>
  black === undefined ? ops.setStrokingRGB(first, second, third) : ops.setStrokingCMYK(first, second, third, black);

/** The content of a page: one stream, for each is an object of its own in the file. */
class Pen {
  readonly #press: Press;
  readonly #slug: number;
  readonly #bleed: number;
  readonly content: Operator[] = [];
  readonly #fonts = new Map<Face, string>();
  readonly #objects = new Map<PdfRef, string>();

  constructor(press: Press, { slug, bleed }: Sheeting) {
    this.#press = press;
    this.#slug = slug;
    this.#bleed = bleed;
  }

  #x(x: number): number {
    return (x + this.#slug) * mm;
  }
  #y(y: number): number {
    return (paper.height + this.#slug - y) * mm;
  }
  #box({ x, y, width, height }: Box): [number, number, number, number] {
    return [this.#x(x), this.#y(y + height), width * mm, height * mm];
  }
  #alone(...content: Operator[]): void {
    this.content.push(ops.pushGraphicsState(), ...content, ops.popGraphicsState());
  }
  #font(face: Face): string {
    const name = this.#fonts.get(face) ?? `F${this.#fonts.size}`;
    this.#fonts.set(face, name);
    return `/${name}`;
  }
  #object(ref: PdfRef): string {
    const name = this.#objects.get(ref) ?? `X${this.#objects.size}`;
    this.#objects.set(ref, name);
    return `/${name}`;
  }

  #text({ runs, x, y, size, colour }: Extract<Mark, { kind: "text" }>): void {
    const set: Operator[] = [];
    let at = x;
    for (const { text, face } of runs) {
      const glyphs = this.#press.fonts(face).encodeTextToGids(text);
      const bytes = Uint8Array.from(glyphs.flatMap((glyph) => [glyph >> 8, glyph & 0xff]));
      set.push(ops.setFont(this.#font(face), size), ops.setTextMatrix(1, 0, 0, 1, this.#x(at), this.#y(y)));
      set.push(ops.showText(PdfString.fromBytes(bytes)));
      at += this.#press.ruler(text, size, face);
    }
    this.#alone(filled(colour), ops.beginText(), ...set, ops.endText());
  }

  /** What its box shows, no more, unless the letter has a bleed to be filled. */
  #drawing(ref: PdfRef, { drawing, ...place }: Extract<Mark, { kind: "drawing" }>): void {
    const [left, bottom, width, height] = this.#box(place);
    const [across, down] = [width / drawing.width, height / drawing.height];
    const { x, y } = place;
    const reach = "decoration" in place && x === 0 && y === 0 ? this.#bleed * mm : 0;
    this.#alone(
      ops.rectangle(left - reach, bottom - reach, width + 2 * reach, height + 2 * reach),
      ops.clip(),
      ops.endPath(),
      ops.concatMatrix(across, 0, 0, down, left - drawing.box.left * across, bottom - drawing.box.bottom * down),
      ops.paintXObject(this.#object(ref)),
    );
  }

  #matrix({ rows, x, y, module, colour }: Extract<Mark, { kind: "matrix" }>): void {
    const squares: Operator[] = [];
    for (const [row, modules] of rows.entries())
      for (let from = 0; from < modules.length; from += 1) {
        if (!modules[from]) continue;
        let to = from;
        while (modules[to + 1]) to += 1;
        const box = { x: x + from * module, y: y + row * module, width: (to - from + 1) * module, height: module };
        squares.push(ops.rectangle(...this.#box(box)));
        from = to;
      }
    this.#alone(filled(colour), ...squares, ops.fill());
  }

  async #draw(mark: Mark): Promise<void> {
    switch (mark.kind) {
      case "text":
        return this.#text(mark);
      case "rule": {
        const [[fromX, fromY], [toX, toY]] = [mark.from, mark.to];
        return this.#alone(
          stroked(mark.colour),
          ops.setLineWidth(mark.thickness),
          ops.moveTo(this.#x(fromX), this.#y(fromY)),
          ops.lineTo(this.#x(toX), this.#y(toY)),
          ops.stroke(),
        );
      }
      case "box": {
        const { fill, line } = mark;
        const path = ops.rectangle(...this.#box(mark));
        if (fill !== undefined) this.#alone(filled(fill), path, ops.fill());
        if (line !== undefined) this.#alone(stroked(line.colour), ops.setLineWidth(line.thickness), path, ops.stroke());
        return;
      }
      case "matrix":
        return this.#matrix(mark);
      case "drawing":
        return this.#drawing(await drawingIn(this.#press, mark.drawing), mark);
      case "picture": {
        const [left, bottom, width, height] = this.#box(mark);
        const name = this.#object(pictureIn(this.#press, mark.picture));
        const turned = upright[mark.picture.orientation] ?? [1, 0, 0, 1, 0, 0];
        return this.#alone(
          ops.concatMatrix(width, 0, 0, height, left, bottom),
          ops.concatMatrix(...turned),
          ops.paintXObject(name),
        );
      }
    }
  }

  async mark(mark: Mark): Promise<void> {
    const alt = "alt" in mark ? mark.alt : undefined;
    const told = alt !== undefined || "decoration" in mark;
    if (alt !== undefined)
      this.content.push(ops.beginMarkedContentProps("/Figure", PdfDict.of({ Alt: PdfString.fromString(alt) })));
    else if (told) this.content.push(ops.beginMarkedContent("/Artifact"));
    await this.#draw(mark);
    if (told) this.content.push(ops.endMarkedContent());
  }

  resources(): PdfDict {
    const fonts = [...this.#fonts].map(([face, name]) => [name, this.#press.fonts(face).ref] as const);
    const objects = [...this.#objects].map(([ref, name]) => [name, ref] as const);
    const { forPress } = this.#press;
    return PdfDict.of({
      ...(forPress !== undefined && { ColorSpace: forPress.colourSpaces }),
      ...(fonts.length > 0 && { Font: PdfDict.of(Object.fromEntries(fonts)) }),
      ...(objects.length > 0 && { XObject: PdfDict.of(Object.fromEntries(objects)) }),
    });
  }
}

const around = (left: number, bottom: number, right: number, top: number) =>
  new PdfArray([left, bottom, right, top].map((side) => PdfNumber.of(side)));

/**
 * Adds the pages to the document. Their boxes say where the sheet is cut and how far the print reaches beyond
 * (ISO 32000-2, 14.11.2).
 */
export async function write(press: Press, pages: readonly Page[], sheeting: Sheeting): Promise<void> {
  const { slug, bleed } = sheeting;
  const [width, height] = [(paper.width + 2 * slug) * mm, (paper.height + 2 * slug) * mm];
  for (const { marks } of pages) {
    const page = press.document.addPage({ width, height });
    const pen = new Pen(press, sheeting);
    for (const mark of marks) await pen.mark(mark);
    page.drawOperators(pen.content);
    page.dict.set("Resources", pen.resources());
    const inner = (reach: number) =>
      around((slug - reach) * mm, (slug - reach) * mm, width - (slug - reach) * mm, height - (slug - reach) * mm);
    page.dict.set("TrimBox", inner(0));
    page.dict.set("BleedBox", inner(bleed));
    if (press.forPress !== undefined && (await isTransparent(press, marks)))
      page.dict.set("Group", blendGroup(press.forPress.intent, press.forPress));
  }
}
