import { PdfArray, type PdfDict, PdfName, PdfNumber, type PdfObject, PdfStream } from "@libpdf/core";
import { dictionaryIn, nameIn, type Resolve, resolved } from "../letter/pdf-x/painters.ts";
import { type Operand, operationsOf } from "./content.ts";
import { type PageFont, readFont } from "./font.ts";
import { type PageImage, partsOf, readImage } from "./image.ts";
import { Path } from "./path.ts";
import { setState } from "./set-state.ts";
import type { Sheet } from "./sheet.ts";
import { colourOf, identity, type Matrix, type State, times } from "./state.ts";

/** Forms within forms: more is a mistake, or a trap. */
const deepest = 12;
const blends: Readonly<Record<string, string>> = {
  Normal: "normal",
  Compatible: "normal",
  Multiply: "multiply",
  Screen: "screen",
  Overlay: "overlay",
  Darken: "darken",
  Lighten: "lighten",
};
const numbersIn = (object: PdfObject | undefined, resolve: Resolve): number[] =>
  object instanceof PdfArray
    ? [...object].map((one) => resolved(one, resolve)).map((one) => (one instanceof PdfNumber ? one.value : 0))
    : [];
const asMatrix = (numbers: readonly number[]): Matrix =>
  numbers.length === 6 ? (numbers as unknown as Matrix) : identity;

/** What is left out, by its name in a PDF. */
export type Lacking = Set<string>;

/** Draws contents of a document onto a sheet; fonts and pictures are read once. */
export class Drawer {
  readonly #sheet: Sheet;
  readonly #resolve: Resolve;
  readonly #lacking: Lacking;
  readonly #fonts = new Map<PdfDict, { font: PageFont; id: string } | undefined>();
  readonly #images = new Map<PdfStream, PageImage | undefined>();

  constructor(sheet: Sheet, resolve: Resolve, lacking: Lacking) {
    this.#sheet = sheet;
    this.#resolve = resolve;
    this.#lacking = lacking;
  }

  #font(resources: PdfDict | undefined, name: string): { font: PageFont; id: string } | undefined {
    const dictionary = dictionaryIn(dictionaryIn(resources, "Font", this.#resolve), name, this.#resolve);
    if (dictionary === undefined) return undefined;
    if (!this.#fonts.has(dictionary)) {
      const font = readFont(dictionary, this.#resolve);
      this.#fonts.set(dictionary, font && { font, id: String(this.#fonts.size) });
    }
    return this.#fonts.get(dictionary);
  }

  /** A colour in the space that was chosen. */
  #colour(resources: PdfDict | undefined, space: string, operands: readonly Operand[]): string {
    const numbers = operands.filter((one) => typeof one === "number");
    const named = dictionaryIn(resources, "ColorSpace", this.#resolve)?.get(space);
    const parts = partsOf(resolved(named, this.#resolve) ?? PdfName.of(space), this.#resolve);
    if (parts === numbers.length) return colourOf(numbers);
    this.#lacking.add(space === "Pattern" ? "Pattern" : "ColorSpace");
    // One ink of its own: as dark as there is of it.
    return numbers.length === 1 ? colourOf([1 - numbers[0]!]) : "#808080";
  }

  #paint(resources: PdfDict | undefined, name: string, state: State, depth: number): void {
    const object = resolved(dictionaryIn(resources, "XObject", this.#resolve)?.get(name), this.#resolve);
    if (!(object instanceof PdfStream)) return;
    if (nameIn(object, "Subtype", this.#resolve) === "Image") {
      if (!this.#images.has(object)) this.#images.set(object, readImage(object, this.#resolve));
      const image = this.#images.get(object);
      if (image === undefined) this.#lacking.add("Image");
      else this.#sheet.image(image, state);
      return;
    }
    if (depth >= deepest) return;
    const matrix = asMatrix(numbersIn(resolved(object.get("Matrix"), this.#resolve), this.#resolve));
    const inner = { ...state, matrix: times(matrix, state.matrix) };
    const [left, bottom, right, top] = numbersIn(resolved(object.get("BBox"), this.#resolve), this.#resolve);
    if (top !== undefined) inner.clip = this.#sheet.clip(`M${left} ${bottom}H${right}V${top}H${left}Z`, inner, false);
    const own = dictionaryIn(object, "Resources", this.#resolve) ?? resources;
    this.draw(Buffer.from(object.getDecodedData()), own, inner, depth + 1);
  }

  #settings(resources: PdfDict | undefined, name: string, state: State): void {
    const settings = dictionaryIn(dictionaryIn(resources, "ExtGState", this.#resolve), name, this.#resolve);
    const number = (key: string, otherwise: number) => {
      const value = resolved(settings?.get(key), this.#resolve);
      return value instanceof PdfNumber ? value.value : otherwise;
    };
    state.fillAlpha = number("ca", state.fillAlpha);
    state.strokeAlpha = number("CA", state.strokeAlpha);
    state.width = number("LW", state.width);
    state.cap = number("LC", state.cap);
    state.join = number("LJ", state.join);
    state.miter = number("ML", state.miter);
    const blend = settings && nameIn(settings, "BM", this.#resolve);
    if (blend !== undefined) state.blend = blends[blend] ?? "normal";
    if (blend !== undefined && blends[blend] === undefined) this.#lacking.add("BM");
    if (dictionaryIn(settings, "SMask", this.#resolve) !== undefined) this.#lacking.add("SMask");
  }

  /** Draws a content stream from the state that holds at its beginning. */
  draw(content: Buffer, resources: PdfDict | undefined, from: State, depth = 0): void {
    const sheet = this.#sheet;
    let state = { ...from };
    const saved: State[] = [];
    const path = new Path();
    let clipping: "" | "nonzero" | "evenodd" = "";
    let [text, line]: [Matrix, Matrix] = [identity, identity];

    const finish = (fill: boolean, stroke: boolean, evenOdd = false) => {
      const d = path.take();
      if (d !== "" && (fill || stroke)) sheet.path(d, state, { fill, stroke, evenOdd });
      if (clipping !== "") state.clip = sheet.clip(d, state, clipping === "evenodd");
      clipping = "";
    };
    const show = (bytes: Uint8Array) => {
      const found = this.#font(resources, state.font);
      if (found === undefined) return void this.#lacking.add("Font");
      const { font, id } = found;
      const placed = font.codes(bytes).map((code) => {
        const unit = state.size / font.unitsPerEm;
        const scaled: Matrix = [unit * state.stretch, 0, 0, unit, 0, state.rise];
        const matrix = times(times(scaled, text), state.matrix);
        const width = (font.width(code) / 1000) * state.size + state.charSpace;
        text = times([1, 0, 0, 1, width * state.stretch, 0], text);
        return { code, outline: font.outline(code), matrix };
      });
      // Text that is not seen is there to be found.
      if (state.mode !== 3 && state.mode !== 7)
        sheet.glyphs(
          id,
          placed.filter(({ outline }) => outline !== ""),
          state,
        );
    };
    const nextLine = (x: number, y: number) => {
      line = times([1, 0, 0, 1, x, y], line);
      text = line;
    };

    for (const operation of operationsOf(content)) {
      const { name, operands } = operation;
      const numbers = operands.map((one) => (typeof one === "number" ? one : 0));
      if (path.add(name, numbers) || setState(state, operation)) continue;
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers;
      const last = operands.at(-1);
      const called = typeof last === "string" ? last.slice(1) : "";
      switch (name) {
        case "q":
          saved.push({ ...state });
          break;
        case "Q":
          state = saved.pop() ?? state;
          break;
        case "gs":
          this.#settings(resources, called, state);
          break;
        case "s":
          path.add("h", []);
          finish(false, true);
          break;
        case "S":
          finish(false, true);
          break;
        case "f":
        case "F":
          finish(true, false);
          break;
        case "f*":
          finish(true, false, true);
          break;
        case "b":
        case "b*":
          path.add("h", []);
          finish(true, true, name === "b*");
          break;
        case "B":
        case "B*":
          finish(true, true, name === "B*");
          break;
        case "n":
          finish(false, false);
          break;
        case "W":
          clipping = "nonzero";
          break;
        case "W*":
          clipping = "evenodd";
          break;
        case "sc":
        case "scn":
          state.fill = this.#colour(resources, state.fillSpace, operands);
          break;
        case "SC":
        case "SCN":
          state.stroke = this.#colour(resources, state.strokeSpace, operands);
          break;
        case "Do":
          this.#paint(resources, called, state, depth);
          break;
        case "sh":
          this.#lacking.add("Shading");
          break;
        case "BI":
          this.#lacking.add("Image");
          break;
        case "BT":
          [text, line] = [identity, identity];
          break;
        case "Tm":
          line = [a, b, c, d, e, f];
          text = line;
          break;
        case "TD":
          state.leading = -b;
          nextLine(a, b);
          break;
        case "Td":
          nextLine(a, b);
          break;
        case "T*":
          nextLine(0, -state.leading);
          break;
        case "Tj":
          if (last instanceof Uint8Array) show(last);
          break;
        case "'":
        case '"':
          nextLine(0, -state.leading);
          if (last instanceof Uint8Array) show(last);
          break;
        case "TJ":
          for (const item of Array.isArray(operands[0]) ? operands[0] : [])
            if (item instanceof Uint8Array) show(item);
            else if (typeof item === "number")
              text = times([1, 0, 0, 1, (-item / 1000) * state.size * state.stretch, 0], text);
          break;
      }
    }
  }
}
