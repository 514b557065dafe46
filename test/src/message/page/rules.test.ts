import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { accentOf } from "../../../../src/message/page/accent.ts";
import { only, pageOf, problems, refusals } from "./write-page.ts";

/** What is refused: the page is not written, and the same is told at the deploy. */
const refused: readonly [written: string, problem: string][] = [
  ["<p>a</p>\n  <script>alert(1)</script>", "2:3 page-element"],
  ['<SCRIPT src="https://example.org/a.js"></SCRIPT>', "1:1 page-element"],
  ["<svg><script>x</script></svg>", "1:6 page-element"],
  ['<p onclick="x()">a</p>', "1:4 page-handler"],
  ["<img alt='' src='' ONERROR=x>", "1:20 page-handler"],
  ["<p onx=''>", "1:4 page-handler"],
  ['<a href="javascript:x()">a</a>', "1:4 page-code"],
  ['<a href=" java&#10;script:x()">a</a>', "1:4 page-code"],
  ['<a href="&#x6A;avascript&colon;x()">a</a>', "1:4 page-code"],
  ['<a href="JaVa\tScRiPt:x">a</a>', "1:4 page-code"],
  ["<svg><a xlink:href='javascript:x'>a</a></svg>", "1:9 page-code"],
  ["<svg><set attributeName='href' to='javascript:x'/></svg>", "1:32 page-code"],
  ['<a href="vbscript:x">a</a>', "1:4 page-code"],
  ['<form action="/x">a</form>', "1:1 page-form"],
  ['<iframe src="https://example.org"></iframe>', "1:1 page-element"],
  ['<object data="a"></object>', "1:1 page-element"],
  ['<embed src="a">', "1:1 page-element"],
  ['<base href="https://example.org/">', "1:1 page-element"],
  ['<meta http-equiv="refresh" content="0;url=https://example.org">', "1:1 page-meta"],
  ['<meta http-equiv="{{ x }}">', "1:1 page-meta"],
  ["<response-form></response-form>\n<response-form></response-form>", "2:1 page-forms"],
  ["<mj-section></mj-section>", "1:1 page-mjml"],
  ["<html><p>a</p></html>", "1:1 page-half"],
  ["<!doctype html><p>a</p>", "1:1 page-half"],
  ["<body><p>a</p></body>", "1:1 page-half"],
];

/** What is only told: the page is written. */
const told: readonly [written: string, problem: string][] = [
  ['<img alt="" src="https://example.org/a.png">', "1:13 page-picture"],
  ['<img alt="" src="//example.org/a.png">', "1:13 page-picture"],
  ['<img alt="" src="a.png">', "1:13 page-picture"],
  ['<img alt="" src="asset:abc">', "1:13 page-picture"],
  ['<img alt="" src="cid:a">', "1:13 page-picture"],
  ['<img alt="" srcset="https://example.org/a.png 2x">', "1:13 page-picture"],
  ['<video poster="https://example.org/a.png"></video>', "1:8 page-picture"],
  ['<img alt="" src="https://example.org/{{ id | url_encode }}">', "1:13 page-picture"],
  ["<style>p { background: url(https://example.org/a.png) }</style>", "1:24 page-picture"],
  ["<style>@import 'x.css';</style>", "1:8 page-style"],
  ['<link rel="stylesheet" href="https://example.org/a.css">', "1:1 page-style"],
  ['<input name="a">', "1:1 page-field"],
  ["<button>a</button>", "1:1 page-field"],
  ['<a href="/agencies">a</a>', "1:4 page-link"],
  ['<a href="ftp://example.org">a</a>', "1:4 url-scheme"],
  ['<a href="{{ "home" | map_image }}">a</a>', "1:10 page-asset"],
  ['<img src="data:image/png;base64,">', "1:1 no-alt"],
];

const sound = [
  '<a href="https://example.org/?a=1#b">a</a><a href="#form">b</a><a href="tel:+33639980012">c</a><a href="mailto:a@example.org">d</a>',
  '<a href="{{ link | url }}">a</a>',
  '<img alt="" src="data:image/png;base64,AA==">',
  '<p style="color: red" title="on sale">onclick</p>',
  "<!-- <script>a</script> <form> -->",
  '<meta http-equiv="X-UA-Compatible" content="IE=edge"><meta http-equiv="Content-Type" content="text/html">',
  "<svg viewBox='0 0 1 1' role='img' aria-label='a'><path d='M0 0'/></svg>",
  "{% comment %}<script>{% endcomment %}<p>a</p>",
];

describe("the rules of a page", () => {
  for (const [written, problem] of refused)
    it(`refuse ${written}`, () => {
      assert.deepEqual(problems(pageOf(written)), [`page:${problem}`]);
      assert.deepEqual(refusals(pageOf(written), { x: "refresh" }), [`page:${problem}`]);
    });

  for (const [written, problem] of told)
    it(`tell ${written}`, () => {
      assert.deepEqual(problems(pageOf(written)), [`page:${problem}`]);
      assert.deepEqual(refusals(pageOf(written), { id: "7" }, {}, { images: { home: "asset:m" } }), []);
    });

  for (const written of sound) it(`let ${written} stand`, () => assert.deepEqual(problems(pageOf(written)), []));

  it("tell all at once, also of the blocks that are used, and nothing of others", () => {
    const html = (text: string) => ({ kind: "html" as const, variants: only(text) });
    const blocks = { used: html("<p>\n<iframe></iframe>"), unused: html("<script>") };
    const page = pageOf('<script></script>{% render "used" %}<p onclick="x">');
    const all = ["page:1:1 page-element", "page:1:40 page-handler", "page/used:2:1 page-element"];
    assert.deepEqual(problems(page, blocks), all);
    assert.deepEqual(refusals(page, {}, blocks), all);
  });

  it("leave what cannot be read to whoever reads it", () => {
    assert.deepEqual(problems(pageOf("<p>{{ a </p>")), ["page:1:4 not-closed"]);
    assert.deepEqual(refusals(pageOf("<p>{{ a </p>")), ["page:1:4 not-closed"]);
    assert.deepEqual(refusals(pageOf("a".repeat(200_001))), ["page:1:1 too-long"]);
  });

  it("take a long page in little time", () => {
    const written = '<p title="a">{{ a }}</p><a href="https://example.org"> '.repeat(2_000);
    const began = performance.now();
    problems(pageOf(written));
    assert.ok(performance.now() - began < 2_000);
  });
});

describe("the accent colour of a page", () => {
  const papers = { light: "#f4f1ec", dark: "#232c31" };
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one: string, other: string) => {
    const [a = 0, b = 0] = [luminance(one), luminance(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };

  for (const colour of ["", "#c4472d", "#f2c230", "#ffffff", "#000000", "#777777", "#0057ff", "#7a7a00", "red"])
    it(`can be read on every paper: ${colour || "house style"}`, () => {
      const { fill, onFill, onLight, onDark } = accentOf(colour, papers);
      assert.ok(contrast(fill, onFill) >= 4.5, `${fill} ${onFill}`);
      for (const paper of [papers.light, "#ffffff"]) assert.ok(contrast(paper, onLight) >= 4.5, `${paper} ${onLight}`);
      for (const paper of [papers.dark, "#1a2125"]) assert.ok(contrast(paper, onDark) >= 4.5, `${paper} ${onDark}`);
    });

  it("is that which was chosen, and the house's where none is", () => {
    assert.equal(accentOf("#F2C230", papers).fill, "#f2c230");
    assert.equal(accentOf("red; }", papers).fill, accentOf("", papers).fill);
  });
});
