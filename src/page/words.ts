import { languageOf } from "../language/index.ts";
import { escaped, housePage, paragraphs, said } from "../links/index.ts";
import { accentStyle } from "./accent.ts";
import type { PageAnswer } from "./behind.ts";
import { anchors } from "./form.ts";

type Headers = Readonly<Record<string, string>>;

/** A page of the house with something to say, in English or French. @param main HTML below what is said */
export function sayPage(
  status: number,
  {
    title,
    texts,
    main = "",
    accentColour = "",
  }: { title: string; texts: readonly string[]; main?: string; accentColour?: string },
  language: string,
  more: Headers = {},
): PageAnswer {
  const spoken = languageOf(language);
  const page = housePage(
    { title: said(title, spoken), main: paragraphs(texts, spoken) + main, more: accentStyle("main", accentColour) },
    spoken,
  );
  return { status, headers: { ...page.headers, ...more }, body: page.body };
}

const say = (status: number, key: string, language: string, more: Headers = {}, main = "") =>
  sayPage(status, { title: `${key}.title`, texts: [key], main }, language, more);

const back = (language: string) => `<p><a href="?">${said("page.back", languageOf(language))}</a></p>\n`;
const retry = (seconds: number): Headers => ({ "retry-after": String(seconds) });

/** No page: in the same words, whether there was ever one or not. */
export const sayNone = (language: string) => say(404, "page.none", language);
export const sayBusy = (language: string, seconds: number) => say(429, "page.busy", language, retry(seconds));
/** What pages are kept in cannot be reached. */
export const answerFailed = (language: string) => say(503, "page.failed", language, retry(60));
export const sayMethod = (language: string, allow: string) => say(405, "page.method", language, { allow });
export const sayForeign = (language: string) => say(403, "page.foreign", language, {}, back(language));
export const sayUnreadable = (language: string, status: 400 | 415) =>
  say(status, "page.unreadable", language, {}, back(language));
export const sayTooLarge = (language: string) => say(413, "page.too-large", language, {}, back(language));
export const sayOver = (language: string) => say(410, "page.over", language, {}, back(language));

/**
 * An answer that could not be looked at is not lost: the page holds it, and its button sends it again.
 * @param inputs what was sent, by the names of the inputs
 */
export function sayUnsent(
  language: string,
  action: "answer" | "choices",
  why: "busy" | "failed",
  seconds: number,
  inputs: readonly (readonly [name: string, value: string])[],
): PageAnswer {
  const spoken = languageOf(language);
  const hidden = inputs.map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">\n`,
  );
  const main = `<form method="post" action="?${action}#${anchors.told}" accept-charset="utf-8">
${hidden.join("")}<button type="submit">${said("page.unsent.button", spoken)}</button>
</form>
`;
  const page = { title: "page.unsent.title", texts: [`page.unsent.${why}`], main };
  return sayPage(why === "busy" ? 429 : 503, page, spoken, retry(seconds));
}
