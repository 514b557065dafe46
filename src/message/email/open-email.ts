import { setImmediate as nextTurn } from "node:timers/promises";
import type { Blocks } from "../block.ts";
import { namesIn } from "../html/names-in.ts";
import { blocksUsed } from "../template.ts";
import { type Variants, variantFor } from "../variants.ts";
import { checkEmail } from "./check-email.ts";
import { compileOnce } from "./compile-cache.ts";
import type { CompiledEmail } from "./compiled-email.ts";
import type { Email, EmailSource } from "./email.ts";
import { anyOther, choiceFor, languagesOf } from "./languages.ts";
import { renderEmail } from "./render-email.ts";
import { textConverter } from "./text-part.ts";

/** The HTML of an e-mail for those who read the texts that it was made from. */
export interface Edition {
  compiled: CompiledEmail;
  /** Of `html`, as its variants name it. */
  key: string;
  /** All blocks, those of MJML as they were compiled with it. */
  blocks: Blocks;
  /** The names of those that it renders. */
  used: readonly string[];
}

/** An e-mail with its editions. */
export interface Opened {
  source: EmailSource;
  editions: readonly Edition[];
  editionFor(language: string): Edition;
  textOf(html: string): string;
}

/**
 * Reads and compiles an e-mail, once for each version of its texts. What is wrong with them is told by `problems`, and
 * by `render` where nobody could be sent it.
 */
export async function openEmail(source: EmailSource, blocks: Blocks = {}): Promise<Email> {
  const { html, format } = source;
  const textOf = await textConverter();
  const editions = new Map<string, Edition>();
  for (const language of languagesOf(html, blocks)) {
    const choice = choiceFor(html, blocks, language);
    if (editions.has(choice)) continue;
    const { text, key, language: written } = variantFor(html, language);
    // Each takes tens of milliseconds or more: what else the process does has its turn between two of them.
    if (editions.size > 0) await nextTurn();
    const compiled = await compileOnce(format, text, blocks, written);
    editions.set(choice, { compiled, key, ...blocksOf(compiled, blocks) });
  }
  const all = [...editions.values()];
  const chosen = new Map<string, Edition>();
  const editionFor = (language: string) => {
    const edition = chosen.get(language) ?? editions.get(choiceFor(html, blocks, language)) ?? (all[0] as Edition);
    // Languages come with the data.
    if (chosen.size < 200) chosen.set(language, edition);
    return edition;
  };
  const opened: Opened = { source, editions: all, editionFor, textOf };
  const texts = all.flatMap(textsOf);
  return {
    maps: namesIn(texts, "map_image"),
    media: namesIn(texts, "media"),
    problems: (known) => checkEmail(opened, blocks, known),
    render: (context, setting) => renderEmail(opened, context, setting),
  };
}

/** All HTML that readers of an edition may get. */
function textsOf({ compiled, blocks, used }: Edition): string[] {
  const shared = used.flatMap((name) => Object.values(blocks[name]?.variants.texts ?? {}));
  return [compiled.document?.html ?? "", ...shared];
}

function blocksOf({ document, blocks: compiled = new Map() }: CompiledEmail, given: Blocks) {
  const made = [...compiled].map(([name, { html }]) => [name, { kind: "html", variants: only(html) }]);
  const blocks: Blocks = { ...given, ...Object.fromEntries(made) };
  return { blocks, used: blocksUsed({ kind: "html", variants: only(document?.html ?? "") }, blocks) };
}

const only = (text: string): Variants => ({ default: anyOther, texts: { [anyOther]: text } });
