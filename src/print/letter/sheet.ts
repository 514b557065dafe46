import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { EmbeddedFont, PDF, PDFPage, RGB } from "@libpdf/core";
import { Fault } from "../../contract/index.ts";

/** Points a millimetre. */
export const mm = 72 / 25.4;
/** A4 and its margins, in millimetres. */
export const paper = { width: 210, height: 297, margin: 22, bottom: 24 } as const;

export type Weight = "regular" | "bold";
export type Fonts = Record<Weight, EmbeddedFont>;

const require = createRequire(import.meta.url);
const files = { regular: "400Regular/NotoSans_400Regular.ttf", bold: "700Bold/NotoSans_700Bold.ttf" } as const;
const bytes = new Map<Weight, Uint8Array>();

function fontBytes(weight: Weight): Uint8Array {
  const known = bytes.get(weight) ?? readFileSync(require.resolve(`@expo-google-fonts/noto-sans/${files[weight]}`));
  bytes.set(weight, known);
  return known;
}

export function embedFonts(document: PDF): Fonts {
  return { regular: document.embedFont(fontBytes("regular")), bold: document.embedFont(fontBytes("bold")) };
}

/** A piece of a line in one weight. */
export interface Run {
  text: string;
  weight: Weight;
}

/** A page with its own pen: millimetres from the top left corner. */
export class Sheet {
  readonly page: PDFPage;
  readonly said: string[] = [];
  private readonly fonts: Fonts;

  constructor(page: PDFPage, fonts: Fonts) {
    this.page = page;
    this.fonts = fonts;
  }

  /** Width of a text in millimetres. @throws Fault `print.missing-glyph` */
  width(text: string, size: number, weight: Weight = "regular"): number {
    const font = this.fonts[weight];
    for (const character of text) if (!font.canEncode(character)) throw new Fault("print.missing-glyph", { character });
    return font.widthOfTextAtSize(text, size) / mm;
  }

  /** Draws one line whose base line is `y` below the top; `x` is its left end. */
  line(runs: Run[], x: number, y: number, size: number, color: RGB): void {
    let at = x;
    for (const { text, weight } of runs) {
      const width = this.width(text, size, weight);
      const place = { x: at * mm, y: (paper.height - y) * mm };
      this.page.drawText(text, { ...place, size, font: this.fonts[weight], color });
      at += width;
    }
    this.said.push(runs.map((run) => run.text).join(""));
  }

  rule(x1: number, y1: number, x2: number, y2: number, color: RGB, thickness: number): void {
    const point = (x: number, y: number) => ({ x: x * mm, y: (paper.height - y) * mm });
    this.page.drawLine({ start: point(x1, y1), end: point(x2, y2), color, thickness });
  }
}
