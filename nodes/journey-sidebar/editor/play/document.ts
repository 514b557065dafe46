import type { Translate } from "../../../shared/editor-catalogue.ts";
import type { PlayAnswer, PlayContent } from "../../play/desk.ts";
import type { Card } from "./cards.ts";
import { phone, screensOf } from "./phone.ts";
import { dayOf, momentWords, spanWords } from "./story-time.ts";
import style from "./storyboard.css";

/** A card with what is seen on it: everything that a page of its own needs lies in it. */
export interface Scene {
  card: Card;
  /** Pages of a letter, as addresses of data. */
  pages: string[];
  /** What the picture of a page cannot show: sentences. */
  lacking: string[];
  /** HTML of a message for a frame, and its height at the width of a phone in CSS pixels. */
  screen?: { html: string; height: number };
  /** A still of a film. */
  still?: string;
}

/** What the storyboard says of itself. */
export interface About {
  answer: PlayAnswer;
  campaign: string;
  /** Of the flows as they were deployed. */
  revision: string;
  /** ISO 8601. */
  made: string;
  language: string;
}

const signs: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: unknown): string => String(text ?? "").replace(/[&<>"]/g, (sign) => signs[sign]!);

/** A screen is 51 mm wide on paper; a millimetre has 96 / 25.4 CSS pixels. */
const scale = (51 * 96) / 25.4 / phone.width;
const longestText = 1600;

const fact = (name: string, value: string | undefined): string =>
  value === undefined || value === "" ? "" : `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`;

/** The person as one writes an address. */
function personOf({ recipient }: PlayAnswer["case"]): string {
  const person = recipient as Record<string, unknown>;
  const address = person.postalAddress as Record<string, unknown> | undefined;
  const words = (...parts: unknown[]) => parts.filter((part) => typeof part === "string" && part !== "").join(" ");
  const street = Array.isArray(address?.thoroughfare) ? address.thoroughfare.map(String) : [];
  const lines = [
    words(person.title, person.firstName, person.lastName),
    ...street,
    words(address?.postalCode, address?.locality),
    words(person.email),
    words(person.phone),
  ];
  return lines.filter((line) => line !== "").join("\n");
}

/** JSON as one reads it. */
export function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function shortened(text: string, _: Translate): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…\n${_("play.board.cut")}`;
}

/** A message as one scrolls it down: one screen beside the other. */
function screens({ html, height }: NonNullable<Scene["screen"]>, title: string, _: Translate): string {
  const { shown, left } = screensOf(height);
  const frames = Array.from({ length: shown }, (_screen, index) => {
    const place = `top:${-index * phone.height * scale}px;width:${phone.width}px;height:${height}px`;
    const frame = `<iframe sandbox title="${escaped(title)} ${index + 1}" style="${place};transform:scale(${scale})" srcdoc="${escaped(html)}"></iframe>`;
    return `<div class="phone"><div class="screen">${frame}</div></div>`;
  });
  return frames.join("") + (left > 0 ? `<p class="who">${escaped(_("play.board.longer", { count: left }))}</p>` : "");
}

function facts(content: PlayContent, _: Translate): string {
  const { subject, preheader, segments } = content;
  const all = [
    fact(_("play.fact.subject"), subject),
    fact(_("play.fact.preheader"), preheader),
    fact(_("play.fact.parts"), segments === undefined ? undefined : String(segments)),
  ].join("");
  return all === "" ? "" : `<dl class="facts">${all}</dl>`;
}

const saysOf = ({ texts }: Card): string => texts.map((text) => `<p class="says">${escaped(text)}</p>`).join("");

/** What one would have got, as it looks. */
function contentOf(scene: Scene, _: Translate): string {
  const { card, pages, lacking, screen, still } = scene;
  const { content } = card;
  if (content === undefined) return "";
  if (content.request !== undefined) {
    const { method, url, body } = content.request;
    const text = body === undefined ? `${method} ${url}` : `${method} ${url}\n\n${shortened(indented(body), _)}`;
    return `<div class="content"><pre class="text">${escaped(text)}</pre></div>`;
  }
  const picture = (page: string, index: number, kind: string) =>
    `<img class="sheet${kind}" alt="${escaped(_("play.board.page", { page: index + 1 }))}" src="${escaped(page)}">`;
  const [first, ...others] = pages;
  if (first !== undefined) {
    const rest = others.map((page, index) => picture(page, index + 1, "")).join("");
    const told = lacking.map((sentence) => `<p class="missed">${escaped(sentence)}</p>`).join("");
    return `<div class="content">${picture(first, 0, " first")}<div class="rest"><div class="facts">${saysOf(card)}${facts(content, _)}${told}</div>${rest}</div></div>`;
  }
  if (screen !== undefined)
    return `<div class="content">${screens(screen, content.subject ?? card.labels.join(", "), _)}${facts(content, _)}</div>`;
  const seen = still === undefined ? "" : `<img class="picture" alt="" src="${escaped(still)}">`;
  const text = content.text ?? "";
  const said =
    content.channel === "sms"
      ? `<div class="bubbles"><div class="bubble">${escaped(text)}</div></div>`
      : text === ""
        ? ""
        : `<div class="text">${escaped(shortened(text, _))}</div>`;
  return `<div class="content">${seen}${said}${facts(content, _)}</div>`;
}

/** When a card is, in the words of the story. */
function whenWords(card: Card, start: string, language: string, _: Translate): { short: string; long: string } {
  const day = _("play.board.day", { day: dayOf(start, card.at) });
  const later = spanWords(card.later, language);
  const short = later === "" ? day : `${day} · ${_("play.later", { span: later })}`;
  return { short, long: momentWords(card.at, language) };
}

/** Whether the catalogue has a name for a channel: it has none for what a flow invents. */
export const isChannel = (channel: string | undefined): boolean =>
  channel !== undefined && ["print", "email", "sms", "page", "video"].includes(channel);

/** The heading of a card. */
function titleOf(card: Card, language: string, _: Translate): string {
  if (card.kind === "waited") return _("play.card.waited", { span: spanWords(card.waited ?? 0, language) });
  const channel = card.kind === "shown" ? card.content?.channel : undefined;
  return isChannel(channel) ? _(`play.channel.${channel}`) : _(`play.card.${card.kind}`);
}

function cardHtml(scene: Scene, number: number, start: string, language: string, _: Translate): string {
  const { card } = scene;
  const { short, long } = whenWords(card, start, language, _);
  const content = contentOf(scene, _);
  // Beside a letter there is room for it.
  const says = scene.pages.length > 0 ? "" : saysOf(card);
  const who = card.kind === "ended" ? "" : `<p class="who">${escaped(card.labels.join(" · "))}</p>`;
  return `<li class="card${content === "" ? "" : " seen"}" data-kind="${card.kind}" data-number="${number}">
<div class="top"><div><h2>${escaped(titleOf(card, language, _))}</h2>${who}${says}</div>
<p class="when"><b>${escaped(short)}</b>${escaped(long)}</p></div>${content}</li>`;
}

/** The texts of `content:` stand in quotes. */
const quoted = (text: string): string => `"${text.replace(/[\\"<>\n]/g, " ")}"`;

/**
 * The storyboard as a document of its own: it fetches nothing, nothing in it runs, and printed it is a clean A4 document
 * with page numbers, which a browser saves as a PDF.
 */
export function storyboardHtml(about: About, scenes: readonly Scene[], _: Translate): string {
  const { answer, campaign, revision, made, language } = about;
  const { name, startsAt, caseKey } = answer.case;
  const start = answer.steps[0]?.at ?? startsAt ?? made;
  const title = name || _("play.board.untitled");
  const running = quoted([title, campaign, revision.slice(0, 8)].filter((part) => part !== "").join(" · "));
  const cards = scenes.map((scene, index) => cardHtml(scene, index + 1, start, language, _)).join("\n");
  const expected = answer.expected.map(({ text, held }) => {
    const told = held ? _("play.held") : _("play.missed");
    return `<li class="${held ? "held" : "missed"}"><b aria-label="${escaped(told)}">${held ? "✓" : "✗"}</b>${escaped(text)}</li>`;
  });
  const problems = answer.problems.map((sentence) => `<li>${escaped(sentence)}</li>`);
  const list = (heading: string, kind: string, items: readonly string[]) =>
    items.length === 0
      ? ""
      : `<section><h2>${escaped(heading)}</h2><ul class="${kind}">${items.join("")}</ul></section>`;
  const choices = [_("play.sign.yes"), _("play.sign.changes"), _("play.sign.no")].map(
    (one) => `<li>${escaped(one)}</li>`,
  );
  return `<!doctype html>
<html lang="${escaped(language)}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'; font-src data:">
<meta name="viewport" content="width=device-width">
<title>${escaped(_("play.board.title", { name: title }))}</title>
<style>:root{--running:${running}}
${style}</style></head><body>
<header><p class="kicker">${escaped(_("play.board.kicker"))}</p><h1>${escaped(title)}</h1>
<dl>${fact(_("play.board.person"), personOf(answer.case))}${fact(_("play.board.campaign"), campaign)}${fact(
    _("play.board.begins"),
    momentWords(start, language),
  )}${fact(_("play.person.caseKey"), caseKey)}${fact(_("play.board.revision"), revision.slice(0, 8))}${fact(
    _("play.board.made"),
    momentWords(made, language),
  )}</dl>
<p class="note">${escaped(_("play.board.note"))}</p></header>
<ol class="cards">${cards}</ol>
${list(_("play.board.expected"), "expected", expected)}${list(_("play.board.problems"), "problems", problems)}
<section class="sign"><h2>${escaped(_("play.sign.title"))}</h2><ul class="choices">${choices.join("")}</ul>
<div class="lines"><span>${escaped(_("play.sign.name"))}</span><span>${escaped(_("play.sign.date"))}</span><span>${escaped(_("play.sign.signature"))}</span></div></section>
</body></html>`;
}
