import { hasWayOut } from "../../src/links/index.ts";
import type { Blocks } from "../../src/message/index.ts";

// All of them are bounded, so that a template that is none takes no longer than one that is.
const output = /\{\{([^{}]{0,500})\}\}/g;
const rendered = /\{%-?\s{0,5}render\s{1,5}["']([^"'{}]{1,100})["'][^{}]{0,500}\}/g;
/** Elements of MJML that are links. */
const linkElement = /(<\/?)mj-(?:button|navbar-link|social-element|image|hero)\b/gi;
const blockEnd = /<\/?(?:p|div|td|tr|li|h[1-6]|table|mj-[\w-]{1,30})\b[^<>]*>|<br[\s/]*>/gi;

/** A template with the shared texts that it renders, each once and in all of its languages: any of them may have the link. */
function withBlocks(source: string, blocks: Blocks, seen: Set<string>): string {
  return source.replace(rendered, (_tag, name: string) => {
    if (seen.has(name) || !Object.hasOwn(blocks, name)) return "";
    seen.add(name);
    const texts = Object.values(blocks[name]?.variants.texts ?? {});
    return texts.map((text) => withBlocks(text, blocks, seen)).join("\n\n");
  });
}

/** An address that is called as the variable of an output is. */
const addressOf = (_tag: string, inside: string) => `https://example.org/${/[\w.]+/.exec(inside)?.[0] ?? ""}`;

/**
 * Whether the templates of an e-mail may tell its reader how to get no more of the kind, as far as can be seen without data:
 * what a variable brings is taken for an address. A sender judges what was written.
 */
export function mayHaveWayOut(html: string, text: string, blocks: Blocks): boolean {
  const whole = (source: string) => withBlocks(source, blocks, new Set()).replace(output, addressOf);
  const page = whole(html);
  const words = page.replace(blockEnd, "\n\n").replace(/<[^<>]*>/g, "");
  return hasWayOut({ html: page.replace(linkElement, "$1a"), text: `${whole(text)}\n\n${words}` });
}
