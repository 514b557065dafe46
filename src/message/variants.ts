import { localeOf } from "../language/index.ts";

/** One text in each of its languages. */
export interface Variants {
  /** By language, BCP 47. */
  texts: Readonly<Record<string, string>>;
  /** The language of those whose own is not there; one of `texts`. */
  default: string;
}

export interface Variant {
  text: string;
  /** Of the text, as `texts` names it. */
  key: string;
  /** In which numbers and dates go with the text: the reader's own where the text is in it. */
  language: string;
}

/** The text for a reader: `fr-BE`, else `fr`, else the default (RFC 4647 §3.4, lookup). */
export function variantFor(variants: Variants, language: string): Variant {
  const keys = new Map(Object.keys(variants.texts).map((key) => [canonical(key), key]));
  const wanted = canonical(language);
  for (let tag = wanted; tag !== ""; tag = shorter(tag)) {
    const key = keys.get(tag);
    if (key !== undefined) return { text: variants.texts[key] ?? "", key, language: wanted };
  }
  const key = keys.get(canonical(variants.default)) ?? variants.default;
  return { text: variants.texts[key] ?? "", key, language: key };
}

/** Whether a reader of a language gets a text in it. */
export function speaks(variants: Variants, language: string): boolean {
  const { key } = variantFor(variants, language);
  return canonical(language).split("-")[0] === canonical(key).split("-")[0];
}

const canonical = (tag: string) => localeOf(tag) ?? "";

/** A single letter stands for what follows it, and goes with it. */
function shorter(tag: string): string {
  const parts = tag.split("-").slice(0, -1);
  return (parts.at(-1)?.length === 1 ? parts.slice(0, -1) : parts).join("-");
}
