import { Fault } from "../../contract/index.ts";
import type { Blocks } from "../block.ts";
import { finishDocument, hasTag } from "../html/document.ts";
import type { Flaw, Text } from "../html/flaw.ts";
import { liquidIn, type Piece } from "../html/liquid-pieces.ts";
import { unread, Words } from "../html/words.ts";
import type { CompiledEmail } from "./compiled-email.ts";
import { inlineCss } from "./inline-css.ts";
import { misplacedBlocks } from "./mjml-blocks.ts";

const paper = "margin:0;padding:16px;background:#ffffff;color:#222222";
const letters = "max-width:640px;margin:0 auto;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5";

/** A page around what is only the content of one. */
function pageAround(content: string): string {
  const styles: string[] = [];
  const rest = content.replace(/<style[\s>][\s\S]*?<\/style\s*>/gi, (style) => {
    styles.push(style);
    return "";
  });
  return `<!doctype html>
<html><head>${styles.join("")}</head>
<body style="${paper}"><div style="${letters}">
${rest.trim()}
</div></body></html>
`;
}

/** Makes a template of an e-mail that was written in HTML: a whole page, or what stands in one. */
export async function compileHtml(source: string, blocks: Blocks, language: string): Promise<CompiledEmail> {
  const main: Text = { source };
  let pieces: Piece[];
  try {
    pieces = liquidIn(source);
  } catch {
    return unread(main);
  }
  const flaws = misplacedBlocks(main, pieces, blocks, language);
  const words = new Words([source]);
  const written = words.within(main, 0, source.length, pieces);
  const [hasHtml, hasBody] = [hasTag(written, "html"), hasTag(written, "body")];
  if (hasHtml !== hasBody) flaws.push({ text: main, begin: 0, fault: new Fault("email.half-page") });
  if (flaws.length > 0) return { flaws, advice: [] };
  const page = hasBody ? written : pageAround(written);
  const advice: Flaw[] = [];
  let inlined = page;
  try {
    const tried = await inlineCss(page, words);
    if (words.lost(tried).length === 0) inlined = tried;
    else throw new Error("Liquid was lost");
  } catch (error) {
    const begin = Math.max(0, source.search(/<style/i));
    advice.push({ text: main, begin, fault: error instanceof Fault ? error : new Fault("email.css") });
  }
  return { flaws: [], advice, document: words.spell(finishDocument(inlined), main) };
}
