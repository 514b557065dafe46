import { createHash } from "node:crypto";
import { sentence } from "../language/index.ts";
import { houseStyle } from "./house-style.ts";

/** What a page says: sentences of the catalogue, and a button where there is something to do. */
export interface LinkPage {
  title: string;
  texts: readonly string[];
  /** Key of the button, which sends the page's own address a POST. */
  button?: string;
}

export type PageHeaders = Record<string, string>;

/** Nobody keeps, lists or passes on the address of a page that is one person's, and no other page has a hand on it. */
export const privateHeaders: PageHeaders = {
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex, nofollow",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
};

/** No line begins with a sign that French sets apart, or ends within a word. */
const unbroken = (text: string) => text.replace(/ (?=[:;?!»])/g, "\u00a0").replace(/(?<=\be)-(?=mail)/g, "\u2011");

/** A text as it may stand in HTML, in an attribute with quotes as well. */
export const escaped = (text: string) =>
  text.replace(
    /[&<>"']/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[sign] ?? sign,
  );

/** The sentence of a key as HTML. */
export const said = (key: string, language: string, data: Readonly<Record<string, unknown>> = {}) =>
  escaped(unbroken(sentence(key, data, language)));

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** What a page is made of: HTML, and its own style. */
export interface PageParts {
  title: string;
  /** What stands in `body`. */
  content: string;
  style: string;
  /** It may call its own origin. Absent: nothing runs. */
  script?: string;
}

/**
 * A whole page with its headers: nothing is loaded or framed, no style and no script but its own is taken, and a form goes
 * back to where the page came from.
 */
export function closedPage(
  { title, content, style, script }: PageParts,
  language: string,
): { headers: PageHeaders; body: Buffer } {
  const runs = script === undefined ? "" : `<script>${script}</script>\n`;
  const body = Buffer.from(`<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
${content}${runs}</body>
</html>
`);
  const policy = [
    ...["default-src 'none'", `style-src ${hashOf(style)}`],
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`, "connect-src 'self'"]),
    ...["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"],
  ];
  const headers = {
    ...privateHeaders,
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy.join("; "),
    "content-language": language,
    "content-length": String(body.length),
  };
  return { headers, body };
}

/**
 * A page in the style of the house.
 * @param title HTML
 * @param main HTML
 * @param more style of this page only
 */
export function housePage(
  { title, main, more = "" }: { title: string; main: string; more?: string },
  language: string,
): { headers: PageHeaders; body: Buffer } {
  const content = `<main>\n<h1>${title}</h1>\n${main}</main>\n`;
  return closedPage({ title, content, style: `${houseStyle}${more}` }, language);
}

/** Sentences of the catalogue as paragraphs, the first of which says the most. */
export const paragraphs = (keys: readonly string[], language: string) =>
  keys.map((key, index) => `<p${index === 0 ? "" : ' class="more"'}>${said(key, language)}</p>\n`).join("");

/** A page with its headers, in English or French. */
export function pageOf({ title, texts, button }: LinkPage, language: string): { headers: PageHeaders; body: Buffer } {
  const form =
    button === undefined
      ? ""
      : `<form method="post" action="?page"><button type="submit">${said(button, language)}</button></form>\n`;
  return housePage({ title: said(title, language), main: paragraphs(texts, language) + form }, language);
}
