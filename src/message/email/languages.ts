import type { Blocks } from "../block.ts";
import { type Variants, variantFor } from "../variants.ts";

/** A language that no text is written in: its readers get the defaults. */
export const anyOther = "und";

/** Every language that an e-mail or a block of it is written in, and what stands for all others. */
export function languagesOf(html: Variants, blocks: Blocks): string[] {
  const written = [html, ...Object.values(blocks).map(({ variants }) => variants)];
  return [...new Set([...written.flatMap(({ texts }) => Object.keys(texts)), anyOther])];
}

/** Which texts readers of a language get: alike for two languages that get the same ones. Blocks go with the HTML. */
export function choiceFor(html: Variants, blocks: Blocks, language: string): string {
  const { key, language: written } = variantFor(html, language);
  const keys = Object.values(blocks).map(({ variants }) => variantFor(variants, written).key);
  return JSON.stringify([key, ...keys]);
}
