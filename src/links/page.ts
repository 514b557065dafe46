import { createHash } from "node:crypto";
import { sentence } from "../language/index.ts";

/** What a page says: sentences of the catalogue, and a button where there is something to do. */
export interface LinkPage {
  title: string;
  texts: readonly string[];
  /** Key of the button, which sends the page's own address a POST. */
  button?: string;
}

export type PageHeaders = Record<string, string>;

/** No file, no font, no script: it opens in any browser, also without a network behind it. */
const style = `:root{color-scheme:light dark}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:#f5f1ec;color:#2a211c;
font:1.125rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{width:100%;max-width:29rem;padding:2.25rem 2rem;background:#fff;border-radius:1rem;border-top:.3rem solid #b9502f;
box-shadow:0 .6rem 2rem rgba(60,30,15,.12)}
h1{margin:0 0 1rem;font-size:1.6rem;line-height:1.25}
p{margin:0 0 .9rem}
p.more{font-size:1rem;color:#665a52}
form{margin-top:1.75rem}
button{width:100%;min-height:3.25rem;padding:.6rem 1rem;border:0;border-radius:.6rem;background:#a8431f;color:#fff;
font:inherit;font-weight:600;cursor:pointer}
button:hover{background:#8f3718}
button:focus-visible{outline:.2rem solid #2a211c;outline-offset:.2rem}
@media (prefers-color-scheme:dark){body{background:#1b1613;color:#f3ebe5}
main{background:#28211d;border-top-color:#e08a66;box-shadow:none}
p.more{color:#bdb0a7}button{background:#e6946f;color:#25130b}button:hover{background:#f0a785}
button:focus-visible{outline-color:#f3ebe5}}`;

const styleHash = createHash("sha256").update(style).digest("base64");

/** Nothing is loaded, run or framed, the form goes back to the page alone, and nobody keeps, lists or passes on its address. */
const headers: PageHeaders = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex, nofollow",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

/** No line begins with a sign that French sets apart, or ends within a word. */
const unbroken = (text: string) => text.replace(/ (?=[:;?!»])/g, "\u00a0").replace(/(?<=\be)-(?=mail)/g, "\u2011");

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);

/** A page with its headers, in English or French. */
export function pageOf({ title, texts, button }: LinkPage, language: string): { headers: PageHeaders; body: Buffer } {
  const say = (key: string) => escaped(unbroken(sentence(key, {}, language)));
  const [first, ...more] = texts;
  const form =
    button === undefined
      ? ""
      : `<form method="post" action="?page"><button type="submit">${say(button)}</button></form>\n`;
  const body = Buffer.from(`<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${say(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${say(title)}</h1>
${first === undefined ? "" : `<p>${say(first)}</p>\n`}${more.map((key) => `<p class="more">${say(key)}</p>\n`).join("")}${form}</main>
</body>
</html>
`);
  return { headers: { ...headers, "content-language": language, "content-length": String(body.length) }, body };
}
