import { Fault } from "../../contract/index.ts";
import type { Blocks } from "../block.ts";
import { addFlaw, type Flaw, type Text } from "../html/flaw.ts";
import { followLiquid, isSilent, liquidIn, type Piece, piecesWithin, writesText } from "../html/liquid-pieces.ts";
import type { Words } from "../html/words.ts";
import { nearest } from "../nearest.ts";
import { type Arranged, type Expansion, Sheet, type SlotWords } from "./arranged.ts";
import { type BlockUse, blockOf, misplacedBlocks } from "./mjml-blocks.ts";
import { aroundBlock, elementsOfMjml } from "./mjml-elements.ts";
import { type Element, scanMjml } from "./scan-mjml.ts";

/** Blocks inside of each other. */
const deepest = 10;

/**
 * Puts words for the Liquid of an e-mail, and its blocks where they stand, each element on a line of its own. Liquid
 * between elements goes into an mj-raw there, so that it chooses and repeats whole elements; it must not cross them.
 */
export function arrangeMjml(main: Text, blocks: Blocks, language: string, words: Words, slots: SlotWords): Arranged {
  const sheet = new Sheet();
  let front = "";
  const expansions: Expansion[] = [];
  const flaws: Flaw[] = [];
  const seen = new Set<string>();

  function arrange(text: Text, outer: readonly string[], chain: readonly string[]): void {
    const tell = (begin: number, fault: Fault) => addFlaw(flaws, { text, begin, fault });
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
    const parent = () => stack.at(-1)?.name ?? outer.at(-1);
    const isIn = (name: string) => outer.includes(name) || stack.some((element) => element.name === name);

    const staysInside = followLiquid();

    function follow(piece: Piece, inside: object): void {
      if (!staysInside(piece, inside)) tell(piece.begin, new Fault("email.crossing"));
    }

    function followIn(begin: number, end: number, inside: object): void {
      const some = piecesWithin(pieces, begin, end);
      for (const piece of some) follow(piece, inside);
      flaws.push(...misplacedBlocks(text, some, blocks, language));
    }

    function openElement(element: Element): void {
      const { name, begin, attributes, empty } = element;
      if (name === "mj-include") tell(begin, new Fault("email.include"));
      else if (!elementsOfMjml.has(name)) tell(begin, unknownElement(name));
      if (name !== "mjml" && stack.length + outer.length === 0 && seen.has("mjml"))
        tell(begin, new Fault("email.no-mjml"));
      seen.add(name);
      for (const attribute of attributes) followIn(attribute.valueBegin, attribute.valueEnd, attribute);
      if (!empty) stack.push(element);
      // The title of an e-mail is its subject.
      if (name === "mj-title") return;
      const written = attributes
        .filter((attribute) => name !== "mjml" || !/^(?:lang|dir)$/.test(attribute.name))
        .map(({ name: key, valueBegin, valueEnd }) => {
          const value = words.inLine(text, valueBegin, valueEnd, pieces).replaceAll('"', "&quot;");
          return ` ${key}="${value}"`;
        });
      if (name === "mjml") written.push(` lang="${slots.language}" dir="${slots.direction}"`);
      sheet.putElement(`<${name}${written.join("")}${empty ? "/" : ""}>`, text, element);
    }

    function closeElement(name: string, begin: number): void {
      const at = stack.findLastIndex((element) => element.name === name);
      if (at < 0) {
        tell(begin, new Fault("email.not-opened", { name }));
        return;
      }
      for (const left of stack.splice(at).slice(1)) {
        tell(left.begin, new Fault("email.not-closed", { name: left.name }));
        sheet.put(`</${left.name}>`);
      }
      if (name !== "mj-title") sheet.put(`</${name}>`);
    }

    function putLiquid(piece: Piece): void {
      const inBody = isIn("mj-body");
      follow(piece, stack.at(-1) ?? text);
      // What is wrong with the element itself is told already.
      if (!elementsOfMjml.has(parent() ?? "mjml")) return;
      if (writesText(piece)) tell(piece.begin, new Fault("email.stray-text"));
      else if (parent() === "mj-carousel") tell(piece.begin, new Fault("email.liquid-lost"));
      else if (!inBody && isSilent(piece)) front += words.of(text, piece);
      else if (!inBody) tell(piece.begin, new Fault("email.liquid-in-head"));
      else putInBody(piece);
    }

    function putInBody(piece: Piece): void {
      const use = blockOf(text, piece, blocks, language);
      const word = words.of(text, piece);
      if (use === undefined) sheet.put(`<mj-raw>${word}</mj-raw>`);
      else if (use.mjml) expand(piece, word, use);
      else {
        flaws.push(...misplacedBlocks(text, [piece], blocks, language));
        const around = aroundBlock[parent() ?? ""];
        if (around === undefined) tell(piece.begin, new Fault("email.block-place", { name: use.name }));
        else sheet.put(`<${around.join("><")}>${word}</${around.toReversed().join("></")}>`);
      }
    }

    function expand(piece: Piece, tagWord: string, use: BlockUse): void {
      if (chain.length >= deepest || chain.includes(use.name)) {
        tell(piece.begin, new Fault("message.block-depth", { name: use.name }));
        return;
      }
      if (sheet.overfull) return;
      const [first, last] = [words.for(""), words.for("")];
      const tag = text.source.slice(piece.begin, piece.end);
      expansions.push({ use, tag, tagWord, first, last });
      sheet.put(`<mj-raw>${first}</mj-raw>`);
      arrange(use.text, [...outer, ...stack.map(({ name }) => name)], [...chain, use.name]);
      sheet.put(`<mj-raw>${last}${tagWord}</mj-raw>`);
    }

    for (const part of scanned.parts) {
      if (part.is === "open") {
        const { name, empty } = part.element;
        const title = `<mj-title>${slots.title}</mj-title>`;
        if (name === "mj-body" && !seen.has("mj-head")) sheet.put(`<mj-head>${title}</mj-head>`);
        openElement(part.element);
        if (name === "mj-head" && !empty) sheet.put(title);
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
        sheet.put(words.within(text, part.begin, part.end, pieces));
      } else if (isIn("mj-body")) {
        followIn(part.begin, part.end, part);
        sheet.put(words.within(text, part.begin, part.end, pieces));
      }
    }
    for (const { name, begin } of stack) tell(begin, new Fault("email.not-closed", { name }));
  }

  arrange(main, [], []);
  if (sheet.overfull) flaws.unshift({ text: main, begin: 0, fault: new Fault("message.too-long") });
  if (!seen.has("mjml")) flaws.unshift({ text: main, begin: 0, fault: new Fault("email.no-mjml") });
  else if (!seen.has("mj-body")) flaws.push({ text: main, begin: 0, fault: new Fault("email.no-body") });
  return { mjml: sheet.mjml, front, elements: sheet.elements, expansions, flaws };
}

function unknownElement(name: string): Fault {
  if (!name.startsWith("mj")) return new Fault("email.html-outside", { name: name.slice(0, 40) });
  const suggestion = nearest(name, elementsOfMjml);
  return suggestion === undefined
    ? new Fault("email.unknown-element", { name: name.slice(0, 40) })
    : new Fault("email.unknown-element-like", { name: name.slice(0, 40), suggestion });
}
