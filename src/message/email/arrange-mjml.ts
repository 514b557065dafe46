import { Fault } from "../../contract/index.ts";
import type { Blocks } from "../block.ts";
import { nearest } from "../nearest.ts";
import type { Flaw, Text } from "./flaw.ts";
import { isSilent, liquidIn, type Piece, roleOf, writesText } from "./liquid-pieces.ts";
import { type BlockUse, blockOf } from "./mjml-blocks.ts";
import { aroundBlock, elementsOfMjml } from "./mjml-elements.ts";
import { type Element, scanMjml } from "./scan-mjml.ts";
import type { Words } from "./words.ts";

/** A block of MJML where it is compiled: between its two words. */
export interface Expansion {
  use: BlockUse;
  /** The tag that renders it. */
  tag: string;
  tagWord: string;
  first: string;
  last: string;
}

/** MJML in which words stand for Liquid. */
export interface Arranged {
  mjml: string;
  /** Words of what is to stand before all else. */
  front: string;
  /** By their line in `mjml`, from 1. */
  elements: ReadonlyMap<number, { text: Text; element: Element }>;
  expansions: readonly Expansion[];
  /** What keeps it from being compiled. */
  flaws: readonly Flaw[];
}

/** Words for what an e-mail is given when it is rendered. */
export interface Slots {
  language: string;
  direction: string;
  title: string;
}

/** Blocks inside of each other. */
const deepest = 10;

/**
 * Puts words for the Liquid of an e-mail, and its blocks where they stand, each element on a line of its own. Liquid
 * between elements goes into an mj-raw there, so that it chooses and repeats whole elements; it must not cross them.
 */
export function arrangeMjml(main: Text, blocks: Blocks, language: string, words: Words, slots: Slots): Arranged {
  let mjml = "";
  let front = "";
  let line = 1;
  const elements = new Map<number, { text: Text; element: Element }>();
  const expansions: Expansion[] = [];
  const flaws: Flaw[] = [];
  const seen = new Set<string>();

  function put(written: string): void {
    mjml += `${written}\n`;
    line += written.split("\n").length;
  }

  function arrange(text: Text, outer: readonly string[], chain: readonly string[]): void {
    const tell = (begin: number, fault: Fault) => flaws.push({ text, begin, fault });
    let pieces: Piece[];
    try {
      pieces = liquidIn(text.source);
    } catch {
      // The check of Liquid says what is wrong with it.
      return;
    }
    const scanned = scanMjml(text, pieces);
    flaws.push(...scanned.flaws);
    const stack: Element[] = [];
    const open: { piece: Piece; inside: object }[] = [];
    const parent = () => stack.at(-1)?.name ?? outer.at(-1);
    const isIn = (name: string) => outer.includes(name) || stack.some((element) => element.name === name);

    /** What Liquid holds must not begin in one element or attribute and end in another. */
    function follow(piece: Piece, inside: object): void {
      const role = roleOf(piece);
      if (role === "alone") return;
      if (role === "opens") {
        open.push({ piece, inside });
        return;
      }
      const opened = role === "closes" ? open.pop() : open.at(-1);
      if (opened !== undefined && opened.inside !== inside) tell(piece.begin, new Fault("email.crossing"));
    }

    function followIn(begin: number, end: number, inside: object): void {
      for (const piece of pieces) {
        if (piece.begin < begin || piece.end > end) continue;
        follow(piece, inside);
        const use = blockOf(text, piece, blocks, language);
        if (use?.mjml === true) tell(piece.begin, new Fault("email.mjml-block", { name: use.name }));
      }
    }

    function openElement(element: Element): void {
      const { name, begin, attributes, empty } = element;
      if (!elementsOfMjml.has(name)) tell(begin, unknownElement(name));
      else if (name === "mj-include") tell(begin, new Fault("email.include"));
      if (name !== "mjml" && stack.length + outer.length === 0 && seen.has("mjml"))
        tell(begin, new Fault("email.no-mjml"));
      seen.add(name);
      for (const attribute of attributes) followIn(attribute.valueBegin, attribute.valueEnd, attribute);
      if (!empty) stack.push(element);
      // The title of an e-mail is its subject.
      if (name === "mj-title") return;
      elements.set(line, { text, element });
      const written = attributes
        .filter((attribute) => name !== "mjml" || !/^(?:lang|dir)$/.test(attribute.name))
        .map(({ name: key, valueBegin, valueEnd }) => {
          const value = words.inLine(text, valueBegin, valueEnd, pieces).replaceAll('"', "&quot;");
          return ` ${key}="${value}"`;
        });
      if (name === "mjml") written.push(` lang="${slots.language}" dir="${slots.direction}"`);
      put(`<${name}${written.join("")}${empty ? "/" : ""}>`);
    }

    function closeElement(name: string, begin: number): void {
      const at = stack.findLastIndex((element) => element.name === name);
      if (at < 0) {
        tell(begin, new Fault("email.not-opened", { name }));
        return;
      }
      for (const left of stack.splice(at).slice(1)) {
        tell(left.begin, new Fault("email.not-closed", { name: left.name }));
        put(`</${left.name}>`);
      }
      if (name !== "mj-title") put(`</${name}>`);
    }

    function putLiquid(piece: Piece): void {
      const inBody = isIn("mj-body");
      follow(piece, stack.at(-1) ?? text);
      if (writesText(piece)) tell(piece.begin, new Fault("email.stray-text"));
      else if (!inBody && isSilent(piece)) front += words.of(text, piece);
      else if (!inBody) tell(piece.begin, new Fault("email.liquid-in-head"));
      else putInBody(piece);
    }

    function putInBody(piece: Piece): void {
      const use = blockOf(text, piece, blocks, language);
      const word = words.of(text, piece);
      if (use === undefined) put(`<mj-raw>${word}</mj-raw>`);
      else if (use.mjml) expand(piece, word, use);
      else {
        const around = aroundBlock[parent() ?? ""];
        if (around === undefined) tell(piece.begin, new Fault("email.block-place", { name: use.name }));
        else put(`<${around.join("><")}>${word}</${around.toReversed().join("></")}>`);
      }
    }

    function expand(piece: Piece, tagWord: string, use: BlockUse): void {
      if (chain.length >= deepest || chain.includes(use.name)) {
        tell(piece.begin, new Fault("message.block-depth", { name: use.name }));
        return;
      }
      const [first, last] = [words.for(""), words.for("")];
      const tag = text.source.slice(piece.begin, piece.end);
      expansions.push({ use, tag, tagWord, first, last });
      put(`<mj-raw>${first}</mj-raw>`);
      arrange(use.text, [...outer, ...stack.map(({ name }) => name)], [...chain, use.name]);
      put(`<mj-raw>${last}${tagWord}</mj-raw>`);
    }

    for (const part of scanned.parts) {
      if (part.is === "open") {
        if (part.element.name === "mj-body" && !seen.has("mj-head")) putHead();
        openElement(part.element);
        if (part.element.name === "mj-head" && !part.element.empty) put(`<mj-title>${slots.title}</mj-title>`);
      } else if (part.is === "close") closeElement(part.name, part.begin);
      else if (part.is === "liquid") putLiquid(part.piece);
      else if (part.is === "text") {
        const stray = text.source.slice(part.begin, part.end);
        const skipped = stray.length - stray.trimStart().length;
        if (stray.trim() !== "" && elementsOfMjml.has(parent() ?? "mjml"))
          tell(part.begin + skipped, new Fault("email.stray-text"));
      } else if (part.is === "content") {
        followIn(part.begin, part.end, stack.at(-1) ?? text);
        if (parent() === "mj-title") continue;
        if (parent() === "mj-preview") tell(part.begin, new Fault("email.preview"));
        put(words.within(text, part.begin, part.end, pieces));
      } else if (isIn("mj-body")) {
        followIn(part.begin, part.end, part);
        put(words.within(text, part.begin, part.end, pieces));
      }
    }
    for (const { name, begin } of stack) tell(begin, new Fault("email.not-closed", { name }));
  }

  function putHead(): void {
    put(`<mj-head><mj-title>${slots.title}</mj-title></mj-head>`);
  }

  arrange(main, [], []);
  if (!seen.has("mjml")) flaws.unshift({ text: main, begin: 0, fault: new Fault("email.no-mjml") });
  else if (!seen.has("mj-body")) flaws.push({ text: main, begin: 0, fault: new Fault("email.no-body") });
  return { mjml, front, elements, expansions, flaws };
}

function unknownElement(name: string): Fault {
  if (!name.startsWith("mj")) return new Fault("email.html-outside", { name: name.slice(0, 40) });
  const suggestion = nearest(name, elementsOfMjml);
  return suggestion === undefined
    ? new Fault("email.unknown-element", { name: name.slice(0, 40) })
    : new Fault("email.unknown-element-like", { name: name.slice(0, 40), suggestion });
}
