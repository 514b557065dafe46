import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { attributesOf, structureOf } from "../parse-html.ts";
import { bodyOf, emailOf, only, problems, refusals, write } from "./write.ts";

const html = (text: string) => emailOf(text, { format: "html" });
const page = (head: string, body: string) => `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`;

describe("an e-mail in HTML", () => {
  it("is made a page where it is none", async () => {
    const { html: written } = await write(html("<style>@media print { p { top: 0 } }</style><p>Hi {{ a }}</p>"), {
      a: "<b>",
    });
    assert.match(written, /^<!doctype html>\n<html lang="en" dir="ltr"><head>/);
    assert.ok(written.indexOf("@media") < written.indexOf("</head>"));
    assert.deepEqual(
      structureOf(written).filter((one) => /^(html|title|meta|p|b)\b/.test(one)),
      ["html lang dir", "meta charset", "meta name content", "meta name content", "meta name content", "title", "p"],
    );
    assert.match(bodyOf(written), /<p>Hi &lt;b&gt;<\/p>/);
  });

  it("keeps its page, and gets what it lacks", async () => {
    const own = page('<meta charset="iso-8859-1"><title>old</title>', '<p class="a">x</p>').replace(
      "<html>",
      '<html lang="xx" class="k">',
    );
    const { html: written } = await write(html(own), {}, {}, { language: "en-GB" });
    assert.match(written, /^<!DOCTYPE html><html lang="en-GB" dir="ltr" class="k"><head>/);
    assert.equal(written.match(/<title>/g)?.length, 1);
    assert.match(written, /<title>Subject<\/title>/);
    assert.deepEqual(attributesOf(written, "charset"), ["utf-8"]);
  });

  it("is written from right to left where its language is", async () => {
    const source = { ...html("<p>x</p>"), html: { default: "en", texts: { en: "<p>x</p>", ar: "<p>س</p>" } } };
    const { html: written } = await write(source, {}, {}, { language: "ar-EG" });
    assert.match(written, /<html lang="ar-EG" dir="rtl">/);
  });

  it("has its style sheet in its elements, but for what depends on the screen and the pointer", async () => {
    const css = `p { color: red } .a { margin: 0 } a:hover { top: 0 } :root { color-scheme: light dark }
      @media (max-width: 480px) { p { color: blue } } @import url(https://example.org/x.css);`;
    const { html: written } = await write(html(page(`<style>${css}</style>`, '<p class="a" style="top: 1px">x</p>')));
    assert.match(written, /<p class="a" style="color: red; margin: 0; top: 1px;">/);
    assert.match(written, /@media \(max-width: 480px\)/);
    assert.match(written, /a:hover/);
    assert.doesNotMatch(written, /@import|\.a \{/);
    assert.doesNotMatch(bodyOf(written), /color-scheme/);
  });

  const carried: [what: string, body: string, written: RegExp][] = [
    [
      "between rows of a table",
      "<table>{% for x in l %}<tr><td>{{ x }}</td></tr>{% endfor %}</table>",
      /<table><tr><td>1<\/td><\/tr><tr><td>2<\/td><\/tr><\/table>/,
    ],
    ["between attributes", '<p {% if yes %}class="a"{% endif %}>x</p>', /<p class="a"/],
    [
      "in a style attribute",
      '<p style="{% if yes %}color: {{ c }};{% endif %} top: 0">x</p>',
      /<p style="color: blue; top: 0">/,
    ],
    [
      "in one that the style sheet adds to",
      '<p class="q" style="color: {{ c }}">x</p>',
      /style="left: 0;? ?color: blue"/,
    ],
    ["with quotes and tags in it", `<p title='{{ 'a"' | append: "<b>" }}'>x</p>`, /<p title=["']a&quot;&lt;b&gt;["']/],
    ["in a comment that some read", "<!--[if mso]><p>{{ c }}</p><![endif]-->y", /y/],
    ["around elements", "{% if no %}<p>n</p>{% else %}<div>{{ c }}</div>{% endif %}", /<div>blue<\/div>/],
  ];
  for (const [what, body, written] of carried)
    it(`keeps its Liquid while the style sheet is written into it: ${what}`, async () => {
      const source = html(page("<style>.q { left: 0 }</style>", body));
      const found = await write(source, { l: [1, 2], yes: true, no: false, c: "blue" });
      assert.match(bodyOf(found.html), written);
    });

  it("keeps a style sheet that cannot be read, and says so", async () => {
    const broken = html(page("<style>.q { left: 0 }</style>", '<p class="q" style="left">x</p>'));
    assert.deepEqual(await problems(broken), ["html:1:28 email.css"]);
    assert.match((await write(broken)).html, /<style>\.q \{ left: 0 \}<\/style>/);
  });

  it("keeps a style sheet that would take too long, and says so", async () => {
    const css = "* { top: 0 }".repeat(3_000);
    const long = html(page(`<style>${css}</style>`, "<b>x</b>".repeat(3_000)));
    const before = process.cpuUsage().user;
    assert.deepEqual(await problems(long), ["html:1:28 email.css-long"]);
    assert.ok(process.cpuUsage().user - before < 1e6);
  });

  it("leaves light paper to a page that says nothing of the dark", async () => {
    const dark = "<style>@media (prefers-color-scheme: dark) { p { color: #fff } }</style>";
    for (const [head, scheme] of [
      ["", "light only"],
      [dark, "light dark"],
    ] as const)
      assert.ok(attributesOf((await write(html(page(head, "x")))).html, "content").includes(scheme));
  });

  const told: [what: string, text: string, found: string[]][] = [
    ["half a page", "<html>\n<p>x</p></html>", ["html:1:1 email.half-page"]],
    ["a value without its filter", '<p>é\n<a href="{{ a }}">x</a>', ["html:2:10 no-url-filter"]],
    ["a picture without words", '<p>x</p>\n <img src="https://example.org/x.png">', ["html:2:2 no-alt"]],
    ["Liquid that is not closed", "<p>\n{{ a", ["html:2:1 not-closed"]],
    ["a block of MJML", '{% render "m" %}', ["html:1:1 email.mjml-block"]],
  ];
  for (const [what, text, found] of told)
    it(`is told with its place: ${what}`, async () => {
      const blocks = { m: { kind: "html" as const, variants: only("<mj-text>x</mj-text>") } };
      assert.deepEqual(await problems(html(text), blocks), found);
    });

  it("has the problems of its data where they were written, though its styles moved", async () => {
    const source = html(
      page("<style>p { color: red }</style>", "<p>x</p>\n <p>{{ a }}</p><p>{{ b | money: 'EUR' }}</p>"),
    );
    assert.deepEqual(await refusals(source, { b: "x" }), ["html:2:8 unknown-variable", "html:2:19 not-a-number"]);
  });
});
