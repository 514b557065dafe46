import type { Text } from "./flaw.ts";
import { type Piece, piecesWithin } from "./liquid-pieces.ts";

/** Where a part of a text that was put together comes from. */
interface Span {
  /** In the text that was put together. */
  at: number;
  /** In its source. */
  begin: number;
  length: number;
}

/** A template that was put together, and where each of its pieces of Liquid was written. */
export interface Compiled {
  html: string;
  spans: readonly Span[];
  source: Text;
}

/** Where in its source the piece was written that a place stands in, or that is the last one before it. */
export function writtenAt({ spans, source }: Compiled, place: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.at ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  const span = spans[low - 1];
  if (span === undefined) return 0;
  return Math.min(span.begin + Math.min(place - span.at, span.length), source.source.length);
}

/** A text that Liquid cannot cut into its pieces, as it is: whoever renders or checks it is told why. */
export const unread = (text: Text): { flaws: []; advice: []; document: Compiled } => ({
  flaws: [],
  advice: [],
  document: { html: text.source, spans: [{ at: 0, begin: 0, length: text.source.length }], source: text },
});

interface Carried {
  text: Text;
  piece: Piece;
  /** What stands for it in the end; its own text where absent. */
  instead?: string;
}

/**
 * Words that stand for Liquid while HTML or MJML is compiled: to a compiler they are letters, which it carries along
 * wherever it writes what they stand in. They occur in none of the texts.
 */
export class Words {
  private readonly mark: string;
  private readonly pattern: RegExp;
  private readonly carried: (Carried | string)[] = [];

  constructor(texts: readonly string[]) {
    let mark = "lq";
    while (texts.some((text) => text.toLowerCase().includes(mark))) mark += "q";
    this.mark = mark;
    this.pattern = new RegExp(`${mark}(\\d+)z`, "g");
  }

  /** The word for a piece of a text. */
  of(text: Text, piece: Piece): string {
    return this.add({ text, piece });
  }

  /** The word for something that is no Liquid. */
  for(meaning: string): string {
    return this.add(meaning);
  }

  private add(carried: Carried | string): string {
    this.carried.push(carried);
    return `${this.mark}${this.carried.length - 1}z`;
  }

  /** A part of a text with words for the Liquid in it, on one line. */
  inLine(text: Text, begin: number, end: number, pieces: readonly Piece[]): string {
    return this.within(text, begin, end, pieces).replace(/\s/g, " ");
  }

  /** A part of a text with words for the Liquid in it. */
  within(text: Text, begin: number, end: number, pieces: readonly Piece[]): string {
    let written = "";
    let at = begin;
    for (const piece of piecesWithin(pieces, begin, end)) {
      written += text.source.slice(at, piece.begin) + this.of(text, piece);
      at = piece.end;
    }
    return written + text.source.slice(at, end);
  }

  /** Lets something else stand for a word in the end. */
  replace(word: string, instead: string): void {
    const carried = this.carried[Number(word.slice(this.mark.length, -1))];
    if (typeof carried === "object") carried.instead = instead;
  }

  /** Whether a text has words of this kind in it. */
  has(text: string): boolean {
    return text.search(this.pattern) >= 0;
  }

  /** The pieces whose words are not in a text that should hold them all. */
  lost(written: string): Carried[] {
    const found = new Set([...written.matchAll(this.pattern)].map(([, index]) => Number(index)));
    return this.carried.filter((one, index): one is Carried => typeof one === "object" && !found.has(index));
  }

  /** What was compiled, with what the words stand for. */
  spell(written: string, source: Text): Compiled {
    const spans: Span[] = [];
    let html = "";
    let at = 0;
    for (const match of written.matchAll(this.pattern)) {
      const one = this.carried[Number(match[1])];
      html += written.slice(at, match.index);
      at = match.index + match[0].length;
      if (one === undefined) html += match[0];
      else if (typeof one === "string") html += one;
      else {
        const { begin, end } = one.piece;
        const spelled = one.instead ?? one.text.source.slice(begin, end);
        spans.push({ at: html.length, begin, length: spelled.length });
        html += spelled;
      }
    }
    return { html: html + written.slice(at), spans, source };
  }
}
