import { Fault } from "../../contract/index.ts";
import { addFlaw, type Flaw, type Text } from "../html/flaw.ts";
import { type Piece, piecesWithin } from "../html/liquid-pieces.ts";
import { holdHtml } from "./mjml-elements.ts";

interface Attribute {
  name: string;
  begin: number;
  /** Of its value, without quotes. */
  valueBegin: number;
  valueEnd: number;
}

/** The start tag of an element. */
export interface Element {
  name: string;
  begin: number;
  attributes: readonly Attribute[];
  /** `<mj-image … />` */
  empty: boolean;
}

/** What stands in MJML, one after the other. */
export type Part =
  | { is: "open"; element: Element }
  | { is: "close"; name: string; begin: number }
  /** HTML in the element that was opened just before. */
  | { is: "content" | "comment" | "text"; begin: number; end: number }
  | { is: "liquid"; piece: Piece };

/** Cuts MJML into its parts, with the pieces of Liquid in between. What cannot be cut is told. */
export function scanMjml(text: Text, pieces: readonly Piece[]): { parts: Part[]; flaws: Flaw[] } {
  const { source } = text;
  const parts: Part[] = [];
  const flaws: Flaw[] = [];
  const byBegin = new Map(pieces.map((piece) => [piece.begin, piece]));
  let at = 0;

  const tell = (begin: number, fault: Fault) => addFlaw(flaws, { text, begin, fault });

  /** Goes on to the first sign that fits, or the end, past what Liquid holds. */
  function goTo(fits: (sign: string) => boolean): void {
    while (at < source.length) {
      const piece = byBegin.get(at);
      if (piece !== undefined) at = piece.end;
      else if (fits(source[at] ?? "")) return;
      else at += 1;
    }
  }

  function readAttribute(): Attribute {
    const begin = at;
    goTo((sign) => /[\s=/>]/.test(sign));
    const name = source.slice(begin, at).toLowerCase();
    while (/\s/.test(source[at] ?? "")) at += 1;
    if (source[at] !== "=") return { name, begin, valueBegin: at, valueEnd: at };
    at += 1;
    while (/\s/.test(source[at] ?? "")) at += 1;
    const quote = source[at];
    if (quote !== '"' && quote !== "'") {
      const valueBegin = at;
      goTo((sign) => /[\s>]/.test(sign));
      if (piecesWithin(pieces, valueBegin, at).length > 0) tell(valueBegin, new Fault("message.unquoted", { name }));
      return { name, begin, valueBegin, valueEnd: at };
    }
    at += 1;
    const valueBegin = at;
    // No attribute has a tag in it: a quote is missing.
    goTo((sign) => sign === quote || (sign === "<" && /[a-z/]/i.test(source[at + 1] ?? "")));
    if (source[at] !== quote) tell(begin, new Fault("email.quote", { name }));
    const attribute = { name, begin, valueBegin, valueEnd: at };
    if (source[at] === quote) at += 1;
    return attribute;
  }

  function readStartTag(): void {
    const begin = at;
    at += 1;
    goTo((sign) => /[\s/>]/.test(sign));
    const name = source.slice(begin + 1, at).toLowerCase();
    const attributes: Attribute[] = [];
    while (at < source.length && source[at] !== ">" && source[at] !== "<") {
      const piece = byBegin.get(at);
      if (piece !== undefined) {
        tell(at, new Fault("email.liquid-in-tag"));
        at = piece.end;
      } else if (/[\s/]/.test(source[at] ?? "")) at += 1;
      else attributes.push(readAttribute());
    }
    if (source[at] !== ">") tell(begin, new Fault("email.tag", { name }));
    const empty = source[at - 1] === "/";
    if (source[at] === ">") at += 1;
    parts.push({ is: "open", element: { name, begin, attributes, empty } });
    if (!holdHtml.has(name) || empty) return;
    const contentBegin = at;
    const end = new RegExp(`^</${name}\\s*>`, "i");
    goTo((sign) => sign === "<" && end.test(source.slice(at, at + name.length + 20)));
    parts.push({ is: "content", begin: contentBegin, end: at });
  }

  /** A text that is caught for later, without elements in it, writes nothing here: as one piece. */
  function caught(piece: Piece): Piece {
    const last = pieces.find(({ begin, tag }) => begin > piece.begin && tag === "endcapture");
    if (last === undefined || /<mj/i.test(source.slice(piece.begin, last.end))) return piece;
    return { begin: piece.begin, end: last.end, tag: "assign" };
  }

  while (at < source.length) {
    const begin = at;
    const piece = byBegin.get(at);
    if (piece !== undefined) {
      const whole = piece.tag === "capture" ? caught(piece) : piece;
      parts.push({ is: "liquid", piece: whole });
      at = whole.end;
    } else if (source.startsWith("<!--", at)) {
      const end = source.indexOf("-->", at + 4);
      at = end < 0 ? source.length : end + 3;
      if (end < 0) tell(begin, new Fault("email.comment"));
      else parts.push({ is: "comment", begin, end: at });
    } else if (source.startsWith("</", at)) {
      goTo((sign) => sign === ">");
      const name = source
        .slice(begin + 2, at)
        .trim()
        .toLowerCase();
      parts.push({ is: "close", name, begin });
      at += 1;
    } else if (/^<[?!]/.test(source.slice(at, at + 2))) {
      goTo((sign) => sign === ">");
      at += 1;
    } else if (/^<[a-z]/i.test(source.slice(at, at + 2))) readStartTag();
    else {
      at += 1;
      while (at < source.length && !beginsTag(source, at) && !byBegin.has(at)) at += 1;
      parts.push({ is: "text", begin, end: at });
    }
  }
  return { parts, flaws };
}

const beginsTag = (source: string, at: number) => source[at] === "<" && /[a-z/?!]/i.test(source[at + 1] ?? "");
