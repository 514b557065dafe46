import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { column, emailOf, mjml, only, problems } from "./write.ts";

/** What stands in an mj-text, and so behind `html:1:48` in MJML. */
const cases: [html: string, code?: string][] = [
  ['<a href="https://example.org/">x</a>'],
  ['<a href="http://example.org/">x</a>'],
  ['<a href="mailto:a@example.org">x</a><a href="tel:+33123">x</a><a href="#top">x</a>'],
  ['<a href="{{ link | url }}">x</a>'],
  ['<a href="https://example.org/{{ id | url_encode }}">x</a>'],
  ['<img alt="" src="https://example.org/x.png">'],
  ['<img alt="" src="{{ \'home\' | map_image }}">'],
  ['<img alt="" src="{{ a | url }}">'],
  ["<script>x</script>", "email.element"],
  ["<SCRIPT>x</SCRIPT>", "email.element"],
  ["<form></form>", "email.element"],
  ["<iframe></iframe>", "email.element"],
  ["<input>", "email.element"],
  ["<object></object>", "email.element"],
  ['<link rel="stylesheet" href="https://example.org/x.css">', "email.external-style"],
  ['<a onclick="x" href="https://example.org/">x</a>', "email.handler"],
  ["<b ONLOAD=x>x</b>", "email.handler"],
  ["<b onfocus = 'x'>x</b>", "email.handler"],
  ['<a href="/way">x</a>', "email.relative"],
  ['<a href="www.example.org">x</a>', "email.relative"],
  ['<a href="//example.org">x</a>', "email.relative"],
  ['<a href="javascript:alert(1)">x</a>', "url-scheme"],
  ['<a href=" JAVA\tscript:alert(1)">x</a>', "url-scheme"],
  ['<a href="java\nscript:alert(1)">x</a>', "url-scheme"],
  ['<a href="data:text/html,x">x</a>', "url-scheme"],
  ['<a href="&#106;avascript:alert(1)">x</a>', "email.relative"],
  ['<img alt="" src="http://example.org/x.png">', "email.picture"],
  ['<img alt="" src="data:image/png;base64,AA">', "email.picture"],
  ['<img alt="" src="x.png">', "email.relative"],
  ['<img alt="" src="cid:other">', "email.cid"],
  ['<img alt="" src=cid:other>', "email.cid"],
  ['<table background="http://example.org/x.png"></table>', "email.picture"],
];

describe("what mail programs do not take", () => {
  for (const [html, code] of cases) {
    const places = (begin: number, found: readonly string[]) =>
      found.map((one) => `${Number(one.split(" ")[0]?.split(":")[2]) >= begin ? "" : "?"}${one.split(" ")[1]}`);
    const expected = code === undefined ? [] : [code];
    it(`in HTML: ${html.replaceAll("\n", "⏎")}`, async () => {
      assert.deepEqual(places(1, await problems(emailOf(html, { format: "html" }))), expected);
    });
    it(`in MJML: ${html.replaceAll("\n", "⏎")}`, async () => {
      const found = await problems(emailOf(column(`<mj-text>${html}</mj-text>`)));
      assert.deepEqual(places(48, found), expected);
    });
  }

  const ofMjml: [what: string, template: string, found: string[]][] = [
    [
      "a font that is fetched",
      mjml("", '<mj-head><mj-font name="x" href="https://example.org/x.css" /></mj-head>'),
      ["html:1:16 email.external-style"],
    ],
    [
      "a style sheet that is fetched",
      mjml("", "<mj-head><mj-style>@import url(https://example.org/x.css);</mj-style></mj-head>"),
      ["html:1:26 email.external-style"],
    ],
    ["a button to nowhere", column('<mj-button href="way">x</mj-button>'), ["html:1:50 email.relative"]],
    ["a picture by http", column('<mj-image alt="" src="http://example.org/x.png" />'), ["html:1:56 email.picture"]],
    [
      "a background by http",
      mjml('<mj-section background-url="http://example.org/x.png"></mj-section>'),
      ["html:1:28 email.picture"],
    ],
    ["something attached by nobody", column('<mj-image alt="" src="cid:map" />'), ["html:1:56 email.cid"]],
  ];
  for (const [what, template, found] of ofMjml)
    it(`in elements of MJML: ${what}`, async () => assert.deepEqual(await problems(emailOf(template)), found));

  it("in the blocks that are rendered, and in no others", async () => {
    const blocks = {
      a: { kind: "html" as const, variants: only("<p>\n<form></form>") },
      b: { kind: "html" as const, variants: only("<form></form>") },
    };
    const source = emailOf(column('{% render "a" %}'));
    assert.deepEqual(await problems(source, blocks), ["html/a:2:1 email.element"]);
  });
});
