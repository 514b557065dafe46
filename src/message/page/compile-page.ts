import { Fault } from "../../contract/index.ts";
import type { Block, Blocks } from "../block.ts";
import { finishDocument, hasTag } from "../html/document.ts";
import type { Flaw, Text } from "../html/flaw.ts";
import { liquidIn, type Piece } from "../html/liquid-pieces.ts";
import { type Compiled, unread, Words } from "../html/words.ts";
import { blocksUsed } from "../template.ts";
import type { Variants } from "../variants.ts";
import { withFormPlace } from "./form-place.ts";
import { houseStyle } from "./house-style.ts";
import { flawsOfPage } from "./page-rules.ts";

/** The page of one language, as a template of Liquid. */
export interface CompiledPage {
  /** What keeps it from being rendered. */
  flaws: readonly Flaw[];
  /** What is wrong with it, though it can be rendered. */
  advice: readonly Flaw[];
  /** Absent where there are flaws. */
  document?: Compiled;
}

/** The house document around what is only the content of one. Styles that come with it stand behind ours. */
function houseDocument(content: string, accentColour: string): string {
  const styles: string[] = [];
  const rest = content.replace(/<style[\s>][\s\S]*?<\/style\s*>/gi, (style) => {
    styles.push(style);
    return "";
  });
  // A page has one main part.
  const element = hasTag(rest, "main") ? "div" : "main";
  return `<!doctype html>
<html><head><style>${houseStyle(accentColour)}</style>${styles.join("")}</head>
<body><${element} class="page">
${rest.trim()}
</${element}></body></html>
`;
}

/** The blocks of HTML that a text renders, as they were written. */
export function sharedTexts(html: Variants, blocks: Blocks): Text[] {
  return blocksUsed({ kind: "html", variants: html }, blocks).flatMap((name) => {
    const block: Block | undefined = Object.hasOwn(blocks, name) ? blocks[name] : undefined;
    if (block?.kind !== "html") return [];
    return Object.values(block.variants.texts).map((source) => ({ block: name, source }));
  });
}

/** Makes the template of a page from what was written: a whole document, or what stands in one. */
export function compilePage(source: string, blocks: Blocks, accentColour: string): CompiledPage {
  const main: Text = { source };
  let pieces: Piece[];
  try {
    pieces = liquidIn(source);
  } catch {
    return unread(main);
  }
  const texts = [main, ...sharedTexts({ default: "", texts: { "": source } }, blocks)];
  const found = texts.map(flawsOfPage);
  const flaws = found.flatMap((one) => one.flaws);
  const advice = found.flatMap((one) => one.advice);
  const words = new Words([source]);
  const written = words.within(main, 0, source.length, pieces);
  const [hasHtml, hasBody] = [hasTag(written, "html"), hasTag(written, "body")];
  const isWhole = hasHtml || hasBody || /<!doctype/i.test(written);
  if (isWhole && !(hasHtml && hasBody)) flaws.push({ text: main, begin: 0, fault: new Fault("message.page-half") });
  if (flaws.length > 0) return { flaws, advice };
  const page = withFormPlace(isWhole ? written : houseDocument(written, accentColour));
  return { flaws, advice, document: words.spell(finishDocument(page), main) };
}
