import assert from "node:assert/strict";
import {
  type Blocks,
  type Known,
  openPage,
  type PageSource,
  type RenderedPage,
  TemplateFault,
} from "../../../../src/message/index.ts";
import { starterPage } from "../../../../src/message/page/starter.ts";

export const only = (text: string) => ({ default: "en", texts: { en: text } });
export const setting = { language: "en", timeZone: "Europe/Paris", now: Date.UTC(2026, 6, 14) };

/** A page of one language, as far as a test does not say otherwise. */
export const pageOf = (html: string, more: Partial<PageSource> = {}): PageSource => ({
  subject: only("Title"),
  html: only(html),
  accentColour: "",
  policy: "stop",
  ...more,
});

export const write = (source: PageSource, data: unknown = {}, blocks: Blocks = {}, more: object = {}): RenderedPage =>
  openPage(source, blocks).render(data, { ...setting, ...more });

const told = (all: readonly { pointer: string; code: string }[]) =>
  all.map(({ pointer, code }) => `${pointer} ${code.replace(/^message\./, "")}`);

/** What is told of a page without data: `page:1:2 code`. */
export const problems = (source: PageSource, blocks: Blocks = {}, known: Known = {}) =>
  told(openPage(source, blocks).problems(known));

/** What keeps a page from being rendered. */
export function refusals(source: PageSource, data: unknown = {}, blocks: Blocks = {}, more: object = {}): string[] {
  try {
    write(source, data, blocks, more);
  } catch (error) {
    assert.ok(error instanceof TemplateFault, String(error));
    return told(error.problems);
  }
  return [];
}

/** The starter as the form inserts it, in English and French. */
export function starterSource(): PageSource {
  const starters = ["en", "fr"].map((language) => [language, starterPage(language)] as const);
  const variants = (part: "subject" | "page") => ({
    default: "en",
    texts: Object.fromEntries(starters.map(([language, starter]) => [language, starter[part]])),
  });
  return { subject: variants("subject"), html: variants("page"), accentColour: "", policy: "stop" };
}
