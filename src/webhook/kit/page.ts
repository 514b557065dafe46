import { closedPage, escaped } from "../../links/index.ts";
import type { Spoken } from "../accept-language.ts";
import type { Reply } from "../problem.ts";
import { exampleOf, type KitFacts } from "./facts.ts";
import { pageScript } from "./page-script.ts";
import { pageStyle } from "./page-style.ts";
import {
  addressSection,
  block,
  bodySection,
  idSection,
  proofSection,
  receiptsSection,
  samplesSection,
  statusSection,
} from "./sections.ts";
import { type Say, sayIn } from "./words.ts";

/** Largest body of a test call in bytes. */
export const tryLimit = 65_536;

/** What became of a test call: what the webhook answered, or why there was no call. */
export type Tried = { status: number; body: string } | { problem: string };

export interface PageAsk {
  language: Spoken;
  /** What stands before `try` and `openapi.json` in links of this page: its own last part, or nothing. */
  folder: string;
  /** Of a test call that was sent without the page's script. */
  tried?: { body: string; outcome: Tried };
}

/** The page for the advertiser's developer, in English or French. Nothing is loaded; without its script all can be read. */
export async function kitPage(facts: KitFacts, ask: PageAsk): Promise<Reply> {
  const { language, folder } = ask;
  const say = sayIn(language);
  const sections: [id: string, title: string, content: string][] = [
    ["address", say("address"), addressSection(facts, say)],
    ["body", say("body"), bodySection(facts, say, language)],
    ["proof", say("proof"), await proofSection(facts, say, language)],
    ["samples", say("samples"), samplesSection(facts, say)],
    ["receipts", say("receipts"), receiptsSection(facts, say, language)],
    ["ids", say("id"), idSection(facts, say)],
    ["status", say("status"), statusSection(facts, say, language)],
    ["try", say("try"), trySection(facts, ask, say)],
  ];
  const other = language === "fr" ? "en" : "fr";
  const here = folder === "" ? "./" : "";
  const links = [
    `<a href="${here}?lang=${other}" lang="${other}" hreflang="${other}">${say("other-language")}</a>`,
    `<a href="${folder}openapi.json?lang=${language}">${say("openapi")}</a>`,
    ...sections.map(([id, title]) => `<a href="#${id}">${title}</a>`),
  ];
  const told = sections.map(
    ([id, title, content]) =>
      `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>\n${content}</section>\n`,
  );
  const title = say("title", { type: facts.eventType });
  const words = ["copy", "copied", "sending"].map((key) => ` data-${key}="${say(key)}"`).join("");
  const content = `<header>
<h1>${title}</h1>
<p class="lead">${say(`purpose.${facts.mode}`)}</p>
<p class="quiet">${say("for")}</p>
<nav class="links" aria-label="${say("contents")}">${links.join("\n")}</nav>
</header>
<main${words} data-failed="${say("try.failed")}">
${told.join("")}</main>
`;
  const { headers, body } = closedPage({ title, content, style: pageStyle, script: pageScript }, language);
  const outcome = ask.tried?.outcome;
  return {
    status: outcome !== undefined && "problem" in outcome ? 422 : 200,
    headers: { ...headers, vary: "accept-language" },
    body: String(body),
  };
}

function trySection(facts: KitFacts, { folder, language, tried }: PageAsk, say: Say): string {
  if (!facts.testable) return `<p>${say("try.none")}</p>\n`;
  const body = tried?.body ?? JSON.stringify(exampleOf(facts), null, 2);
  return `<p>${say("try.what")}</p>
<form method="post" action="${folder}try?lang=${language}#try">
<label for="secret">${say("try.secret")}</label>
<input type="password" id="secret" name="secret" required maxlength="8000" autocomplete="off" spellcheck="false">
<label for="payload">${say("try.body")}</label>
<textarea id="payload" name="body" rows="10" spellcheck="false" maxlength="${tryLimit}">${escaped(body)}</textarea>
<button type="submit">${say("try.send")}</button>
</form>
<div id="answer" aria-live="polite">${tried === undefined ? "" : answerPart(tried.outcome, say)}</div>
`;
}

function answerPart(outcome: Tried, say: Say): string {
  if ("problem" in outcome) return `<p class="told">${escaped(outcome.problem)}</p>\n`;
  const kind = outcome.status < 300 ? "good" : "bad";
  return `<div class="answer" data-kind="${kind}"><p><strong>${outcome.status}</strong></p>${block(outcome.body, say("try.answer"))}</div>\n`;
}
