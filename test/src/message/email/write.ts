import assert from "node:assert/strict";
import {
  type Blocks,
  type EmailSource,
  type Known,
  openEmail,
  type RenderedEmail,
  TemplateFault,
} from "../../../../src/message/index.ts";

export const only = (text: string) => ({ default: "en", texts: { en: text } });

/** An e-mail of one language, as far as a test does not say otherwise. */
export function emailOf(html: string, more: Partial<EmailSource> = {}): EmailSource {
  const [subject, preheader, text] = ["Subject", "", "Text"].map(only);
  return { format: "mjml", subject, preheader, text, html: only(html), policy: "stop", ...more } as EmailSource;
}

export const setting = { language: "en", timeZone: "Europe/Paris", now: Date.UTC(2026, 6, 14) };

export async function write(
  source: EmailSource,
  data: unknown = {},
  blocks: Blocks = {},
  more: object = {},
): Promise<RenderedEmail> {
  return (await openEmail(source, blocks)).render(data, { ...setting, ...more });
}

/** What keeps an e-mail from being rendered: `html:1:2 code`. */
export async function refusals(source: EmailSource, data: unknown = {}, blocks: Blocks = {}, more: object = {}) {
  const email = await openEmail(source, blocks);
  try {
    email.render(data, { ...setting, ...more });
  } catch (error) {
    assert.ok(error instanceof TemplateFault, String(error));
    return told(error.problems);
  }
  return [];
}

/** What is told of an e-mail without data. */
export async function problems(source: EmailSource, blocks: Blocks = {}, known: Known = {}) {
  return told((await openEmail(source, blocks)).problems(known));
}

const told = (all: readonly { pointer: string; code: string }[]) =>
  all.map(({ pointer, code }) => `${pointer} ${code.replace(/^message\./, "")}`);

/** MJML around what stands in its body. */
export const mjml = (body: string, head = "") => `<mjml>${head}<mj-body>${body}</mj-body></mjml>`;
/** MJML around what stands in its only column. */
export const column = (content: string) => mjml(`<mj-section><mj-column>${content}</mj-column></mj-section>`);

/** The page without its head, its spaces in a row made one, and without comments. */
export function bodyOf(html: string): string {
  return html
    .slice(html.indexOf("</head>"))
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/\s+/g, " ");
}

/** The words of a page, tags taken out. */
export const wordsOf = (html: string) =>
  bodyOf(html)
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
