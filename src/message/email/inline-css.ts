/// <reference path="./untyped.d.ts" />
import { Fault } from "../../contract/index.ts";
import type { Words } from "../html/words.ts";

const styleAttribute = /(\sstyle\s*=\s*)(?:"([^"]*)"|'([^']*)')/gi;

/** Loaded when it is first needed. Without its part that fetches style sheets and pictures. */
async function loadJuice() {
  const { default: juice } = await import("juice/client.js");
  // It would write what is said of the root into every element.
  if (!juice.ignoredPseudos.includes("root")) juice.ignoredPseudos.push("root");
  return juice;
}

/** Rules times elements: what every rule is tried on, which takes some tenths of a second. */
const mostTries = 200_000;

function tries(page: string): number {
  const rules = [...page.matchAll(/<style[\s>]([\s\S]*?)<\/style/gi)].reduce(
    (sum, [, css = ""]) => sum + css.split("{").length - 1,
    0,
  );
  return rules * (page.match(/<[a-z]/gi)?.length ?? 0);
}

/**
 * Writes the rules of a page's style sheets into its elements, for mail programs that read no style sheets. Those for
 * widths of screens, the dark and the pointer stay. Nothing is fetched; `@import` is left out.
 * @throws Fault `email.css-long`; Error where its CSS cannot be read
 */
export async function inlineCss(page: string, words: Words): Promise<string> {
  if (!/<style[\s>]/i.test(page)) return page;
  if (tries(page) > mostTries) throw new Fault("email.css-long");
  const juice = await loadJuice();
  const shielded = new Map<string, string>();
  // Liquid in a style attribute is no CSS: the whole stands aside, as one property that nobody knows.
  const ready = page.replace(styleAttribute, (whole, begin: string, double?: string, single?: string) => {
    const value = double ?? single ?? "";
    if (!words.has(value)) return whole;
    const word = words.for("");
    shielded.set(word, value.replaceAll('"', "&quot;"));
    return `${begin}"${word}:${word}"`;
  });
  let inlined = juice(ready, {
    applyAttributesTableElements: false,
    applyHeightAttributes: false,
    applyWidthAttributes: false,
    preserveFontFaces: true,
    preserveImportant: true,
    preserveKeyFrames: true,
    preserveMediaQueries: true,
    preservePseudos: true,
    removeStyleTags: true,
    resolveCSSVariables: false,
  });
  for (const [word, value] of shielded) inlined = inlined.replace(new RegExp(`${word}:\\s*${word};?`), () => value);
  return inlined;
}
