import { localeOf } from "../../src/language/index.ts";

/**
 * The tag of a language that people read, in its canonical form; undefined where a text is none. BCP 47 keeps longer first
 * parts for languages that are still to be registered: `english` is well formed, and nobody's; so is `und`.
 */
export function languageTag(text: string): string | undefined {
  const tag = localeOf(text);
  return tag !== undefined && /^(?!und\b)[a-z]{2,3}(?:-|$)/.test(tag) ? tag : undefined;
}
