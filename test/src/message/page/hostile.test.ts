import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { openPage } from "../../../../src/message/index.ts";
import { structureOf, textOf } from "../parse-html.ts";
import { only, pageOf, refusals, setting } from "./write-page.ts";

const sharp = [
  ...["<b>", "</p>", '"', "'", "\"'><script>alert(1)</script>", "' onload='x", "&", "&lt;", "-->", "<!--", "</title>"],
  ...["</style>", "</main>", "{{ v }}", "{% endif %}", "{%", "lq0z", "<belle:title>", "$&", "$1", "\u0000", "\u2028"],
  ...["<response-form></response-form>", "response-form", "asset:", "\ud800", "\n", "javascript:alert(1)", "\\", " "],
];
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...sharp), fc.string({ unit: "binary", maxLength: 6 })), { maxLength: 5 })
  .map((parts) => parts.join(""));

const fragment = `<style>p { color: red }</style><h1 title="{{ v }}" style="color: {{ v }}">{{ v }}</h1>
{% for x in l %}<i>{{ x }}</i>{% endfor %}<a href="https://example.org/{{ v | url_encode }}">{{ v | upcase }}</a>
{% render "b", given: v %}{{ "f" | video: label: v, words: v }}<response-form></response-form>`;
const whole = `<!doctype html><html><head></head><body class="{{ v }}">${fragment}</body></html>`;
const blocks = { b: { kind: "html" as const, variants: only('<b title="{{ given }}">{{ given }}</b>') } };

describe("hostile data in a page", () => {
  for (const [name, html] of Object.entries({ fragment, whole }))
    it(`changes nothing of its structure, and opens no second place for the form: ${name}`, () => {
      const page = openPage(pageOf(html, { subject: only("S {{ v }}") }), blocks);
      const film = { film: "asset:f", poster: "asset:p", duration: 3, width: 2, height: 1 };
      const render = (text: string) =>
        page.render({ v: text, l: [text, "b"] }, { ...setting, films: { f: { ...film, alt: text } } });
      const expected = structureOf(render("x").html);
      assert.ok(expected.length > 12);
      fc.assert(
        fc.property(anyText, (text) => {
          const { html: written, subject } = render(text);
          assert.deepEqual(structureOf(written), expected);
          assert.doesNotMatch(subject, /[\p{Cc}\u2028]/u);
          assert.equal(written.split("<response-form></response-form>").length, 2);
          const kept = text
            .toWellFormed()
            .replace(/\p{Cc}|\s/gu, " ")
            .replaceAll(/\s+/g, " ")
            .trim();
          if (!/\p{Cc}/u.test(text)) assert.ok(textOf(written).replaceAll(/\s+/g, " ").includes(kept), kept);
        }),
        { numRuns: 60 },
      );
    });

  it("does not become a picture of somebody else, nor a link to a script", () => {
    const html = '<img src="{{ v | url }}" alt=""><a href="{{ v | url }}">a</a>';
    for (const v of [
      "asset:other",
      "javascript:alert(1)",
      "java\tscript:x",
      "data:text/html,x",
      "http://example.org/x",
    ])
      assert.match(String(refusals(pageOf(html), { v })), /^page:1:11 url(?:-scheme)?,page:1:42 url(?:-scheme)?$/);
    for (const filter of ["map_image", "media", "video_image"])
      assert.match(String(refusals(pageOf(`<img src="{{ v | ${filter} }}" alt="">`), { v: "__proto__" })), /no-/);
  });
});
