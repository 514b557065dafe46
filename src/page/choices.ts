import { languageOf } from "../language/index.ts";
import { escaped, said } from "../links/index.ts";
import type { KeptPage } from "../store/index.ts";
import type { PageAnswer, PageAsk, PageBehind } from "./behind.ts";
import { closeForm, newFormId, openForm } from "./form-seal.ts";
import { readForm } from "./read-form.ts";
import { languageOfPage } from "./show-page.ts";
import { sayNone, sayPage, sayUnsent } from "./words.ts";
import { inputNames, textAt } from "./written.ts";

const ways = ["email", "sms", "print"] as const;
type Way = (typeof ways)[number];

/** Milliseconds in which what a page of choices showed is taken for what its reader means. */
const latest = 86_400_000;

/** What a recipient may be sent; to look at it changes nothing. */
export async function showChoices(
  token: string,
  page: KeptPage,
  behind: PageBehind,
  more: { status: number; notice?: string } = { status: 200 },
): Promise<PageAnswer> {
  const own = await behind.languageOf(page).catch(() => undefined);
  const language = languageOf(own ?? languageOfPage(page));
  const open = await behind.openChannels(page);
  const shown = ways.filter((way) => open.includes(way));
  const closed = ways.filter((way) => !open.includes(way));
  const sealed = closeForm(behind.secret, "choices", token, { id: newFormId(), at: behind.now(), shown });
  const form = shown.length === 0 ? "" : choicesForm(shown, sealed, language);
  return sayPage(
    more.status,
    {
      title: "page.choices.title",
      texts: [
        ...(more.notice === undefined ? [] : [more.notice]),
        ...(page.test ? ["page.choices.test.ask"] : []),
        ...(shown.length === 0 ? ["page.choices.none"] : []),
      ],
      main: `${form}${shown.length === 0 ? "" : closedList(closed, language)}${small("page.choices.service", language)}${backLink(language)}`,
      accentColour: behind.accentColour,
    },
    language,
  );
}

function choicesForm(shown: readonly Way[], sealed: string, language: string): string {
  const picks = shown.map(
    (way) =>
      `<label class="house-pick"><input type="checkbox" name="way.${way}" value="on" checked><span>${said(`page.choices.${way}`, language)}</span></label>\n`,
  );
  return `<form method="post" action="?choices">
<input type="hidden" name="${inputNames.form}" value="${escaped(sealed)}">
<fieldset><legend>${said("page.choices.ask", language)}</legend>
${picks.join("")}</fieldset>
<button type="submit">${said("page.choices.button", language)}</button>
</form>
`;
}

const small = (key: string, language: string) => `<p class="more">${said(key, language)}</p>\n`;
const backLink = (language: string) => `<p><a href="?">${said("page.back", language)}</a></p>\n`;
const closedList = (closed: readonly Way[], language: string) =>
  closed.map((way) => small(`page.choices.closed.${way}`, language)).join("");

/** Ends what was unticked, of what the page had shown: what was opened since is nobody's word. */
export async function takeChoices(ask: PageAsk, token: string, behind: PageBehind): Promise<PageAnswer> {
  const read = readForm(ask);
  if (!read.ok) return read.answer;
  const sealed = textAt(read.body, inputNames.form) ?? "";
  const ticked = ways.filter((way) => textAt(read.body, "way", way) !== undefined);
  const unsent = (why: "busy" | "failed", seconds: number) =>
    sayUnsent(ask.language, "choices", why, seconds, [
      [inputNames.form, sealed],
      ...ticked.map((way) => [`way.${way}`, "on"] as const),
    ]);
  try {
    const wait = await behind.tooMany(token, "word");
    if (wait !== undefined) return unsent("busy", wait);
    const page = await behind.find(token);
    if (page === undefined) return sayNone(ask.language);
    const served = openForm(behind.secret, "choices", token, sealed);
    if (served === undefined || behind.now() - served.at > latest)
      return await showChoices(token, page, behind, { status: 422, notice: "page.choices.again" });
    const ended = ways.filter((way) => served.shown.includes(way) && !ticked.includes(way));
    const own = await behind.languageOf(page).catch(() => undefined);
    return await end(ended, token, page, behind, languageOf(own ?? languageOfPage(page)));
  } catch (error) {
    behind.failed(error);
    return unsent("failed", 60);
  }
}

async function end(ended: readonly Way[], token: string, page: KeptPage, behind: PageBehind, language: string) {
  const { accentColour } = behind;
  const main = `${small("page.choices.service", language)}${backLink(language)}`;
  const say = (texts: readonly string[]) =>
    sayPage(200, { title: "page.choices.saved.title", texts, main, accentColour }, language);
  if (ended.length === 0) return say([page.test ? "page.choices.test" : "page.choices.saved.same"]);
  // In a test the story goes on, and nothing ends for anybody.
  const closed = await behind.optOut(token, ended);
  if (closed.length === 0) return sayNone(language);
  if (page.test) return say(["page.choices.test"]);
  return say(ways.filter((way) => closed.includes(way)).map((way) => `page.choices.closed.${way}`));
}
