import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Blocks } from "../../../../src/message/index.ts";
import { attributesOf } from "../parse-html.ts";
import { bodyOf, column, emailOf, mjml, only, problems, wordsOf, write } from "./write.ts";

const section = (text: string, attributes = "") =>
  `<mj-section${attributes}><mj-column><mj-text>${text}</mj-text></mj-column></mj-section>`;
const data = {
  yes: true,
  no: false,
  list: ["a", "b", "c"],
  link: "https://example.org/?a=1&b=<c>",
  colour: "#c4472d",
  sides: "left",
  name: 'Ann "the <b>"',
  kind: 2,
};

describe("Liquid in MJML", () => {
  const cases: [what: string, template: string, words: string][] = [
    ["an output in a text", column("<mj-text>Hi {{ sides }}</mj-text>"), "Hi left"],
    ["a choice around sections", mjml(`{% if yes %}${section("A")}{% else %}${section("B")}{% endif %}`), "A"],
    ["the other choice", mjml(`{% if no %}${section("A")}{% else %}${section("B")}{% endif %}`), "B"],
    [
      "a choice of several",
      mjml(`{% case kind %}{% when 1 %}${section("A")}{% when 2 %}${section("B")}{% endcase %}`),
      "B",
    ],
    ["a loop around sections", mjml(`{% for x in list %}${section("{{ x }}")}{% endfor %}`), "a b c"],
    [
      "a loop around columns",
      mjml("<mj-section>{% for x in list %}<mj-column><mj-text>{{ x }}</mj-text></mj-column>{% endfor %}</mj-section>"),
      "a b c",
    ],
    ["a loop around texts", column("{% for x in list %}<mj-text>{{ x }}</mj-text>{% endfor %}"), "a b c"],
    [
      "a choice in a loop",
      column("{% for x in list %}{% unless x == 'b' %}<mj-text>{{ x }}</mj-text>{% endunless %}{% endfor %}"),
      "a c",
    ],
    [
      "in a group",
      mjml(
        "<mj-section><mj-group>{% for x in list %}<mj-column><mj-text>{{ x }}</mj-text></mj-column>{% endfor %}</mj-group></mj-section>",
      ),
      "a b c",
    ],
    ["in a wrapper", mjml(`<mj-wrapper>{% for x in list %}${section("{{ x }}")}{% endfor %}</mj-wrapper>`), "a b c"],
    ["in a hero", mjml("<mj-hero>{% if yes %}<mj-text>A</mj-text>{% endif %}</mj-hero>"), "A"],
    [
      "rows of a table",
      column("<mj-table>{% for x in list %}<tr><td>{{ x }}</td></tr>{% endfor %}</mj-table>"),
      "a b c",
    ],
    ["an mj-raw", column("<mj-raw>{% if yes %}<tr><td>A</td></tr>{% endif %}</mj-raw>"), "A"],
    [
      "links of a bar",
      column(
        '<mj-navbar>{% for x in list %}<mj-navbar-link href="https://example.org">{{ x }}</mj-navbar-link>{% endfor %}</mj-navbar>',
      ),
      "a b c",
    ],
    [
      "signs of HTML in a condition",
      column("{% if kind < 3 and sides != '<b>' %}<mj-text>A</mj-text>{% endif %}"),
      "A",
    ],
    ["tags in a text of Liquid", column("<mj-text>{{ '</mj-text>' | size }}</mj-text>"), "10"],
    ["an assignment between elements", column("{% assign x = 'A' %}<mj-text>{{ x }}</mj-text>"), "A"],
    ["an assignment before all", `{% assign x = 'A' %}\n${column("<mj-text>{{ x }}</mj-text>")}`, "A"],
    [
      "an assignment in the head",
      mjml(section("{{ x }}"), "<mj-head>{% assign x = 'A' %}<mj-style>.q { color: red }</mj-style></mj-head>"),
      "A",
    ],
    ["what is caught", column("{% capture x %}A{% endcapture %}<mj-text>{{ x }}</mj-text>"), "A"],
    ["what is optional", column("{% optional %}<mj-text>{{ sides }}</mj-text>{% endoptional %}"), "left"],
    ["comments of Liquid", mjml(`{% comment %}<mj-section>{{ nope }}{% endcomment %}${section("A{# #}")}`), "A{# #}"],
    ["raw", column("<mj-text>{% raw %}{{ x }}</b>{% endraw %}</mj-text>"), "{{ x }}"],
    ["spaces taken off", column("<mj-text>x {%- if yes -%} A {%- endif -%} y</mj-text>"), "xAy"],
    ["comments of MJML", mjml(`<!-- <mj-section> {{ kind }} -->${section("A")}`), "A"],
    ["many lines", column("<mj-text>{{\n sides\n | upcase\n}}</mj-text>"), "LEFT"],
    ["letters that look like ours", column("<mj-text>lq0z lqq1z LQ2Z {{ sides }}</mj-text>"), "lq0z lqq1z LQ2Z left"],
  ];
  for (const [what, template, words] of cases)
    it(`survives: ${what}`, async () => {
      assert.deepEqual(await problems(emailOf(template)), []);
      assert.equal(wordsOf((await write(emailOf(template), data)).html), words);
    });

  it("survives in attributes, whatever its signs", async () => {
    const button = `<mj-button href='{{ link | default: "a<b>" | url }}' title="{{ name }}" css-class="k-{{ kind }}">x</mj-button>`;
    const html = `${button}<mj-image src="{{ link | url }}" alt="{{ name }} < 3" align="{% if yes %}left{% else %}right{% endif %}"/>`;
    const page = (await write(emailOf(column(html)), data)).html;
    assert.deepEqual(await problems(emailOf(column(html))), []);
    const safe = "https://example.org/?a=1&b=%3Cc%3E";
    assert.deepEqual(attributesOf(page, "href"), [safe]);
    assert.deepEqual(attributesOf(page, "src"), [safe]);
    assert.deepEqual(attributesOf(page, "alt"), ['Ann "the <b>" < 3']);
    assert.deepEqual(attributesOf(page, "title"), ['Ann "the <b>"']);
    assert.ok(attributesOf(page, "class").includes("k-2"));
    assert.match(
      bodyOf(page),
      /<td align="left" style="font-size:0px;[^>]*> <table [^>]*> <tbody> <tr> <td [^>]*> <img/,
    );
  });

  it("gives colours that come with the data", async () => {
    const page = await write(emailOf(mjml(section("A", ' background-color="{{ colour }}"'))), data);
    assert.match(bodyOf(page.html), /background:#c4472d;background-color:#c4472d;/);
  });

  it("repeats and chooses whole elements for programs of Microsoft as well", async () => {
    const { html } = await write(emailOf(mjml(`{% for x in list %}${section("{{ x }}")}{% endfor %}`)), data);
    const opened = html.match(/<!--\[if mso \| IE\]><table/g)?.length;
    assert.equal(opened, 6);
    assert.equal(html.match(/<\/td><\/tr><\/table><!\[endif\]-->/g)?.length, opened);
  });
});

describe("blocks in MJML", () => {
  const html = (text: string) => ({ kind: "html" as const, variants: only(text) });
  const blocks: Blocks = {
    card: html("<b>{{ title }}</b>"),
    legal: { kind: "text", variants: only("a < b\nend") },
    footer: html(section("Bye {{ who }}")),
    line: html("<mj-text>[{{ item }}]</mj-text>"),
    outer: html(`<!-- all -->${section("O")}{% render "footer", who: "in" %}`),
    column: html('<mj-column width="50%"><mj-text>C</mj-text></mj-column>'),
    split: html("<mj-column><mj-text>S</mj-text></mj-column>"),
    wrong: html('<p>{% render "footer" %}</p>'),
    self: html(`{% render "self" %}${section("x")}`),
    tongue: {
      kind: "html",
      variants: { default: "en", texts: { en: section("Hello"), "fr-CA": section("Allô"), fr: section("Bonjour") } },
    },
  };
  const cases: [what: string, template: string, words: string][] = [
    ["HTML between sections", mjml('{% render "card", title: "T<" %}'), "T&lt;"],
    ["HTML between columns", mjml('<mj-section>{% render "card", title: "T" %}</mj-section>'), "T"],
    ["HTML between texts", column('{% render "card", title: "T" %}<mj-text>x</mj-text>'), "T x"],
    ["HTML in a text", column('<mj-text>{% render "card", title: "T" %}</mj-text>'), "T"],
    ["text between sections", mjml('{% render "legal" %}'), "a &lt; b end"],
    ["MJML between sections", mjml('{% render "footer", who: "Ann" %}'), "Bye Ann"],
    ["MJML twice", mjml('{% render "footer", who: "A" %}{% render "footer", who: "B" %}'), "Bye A Bye B"],
    ["MJML in a choice", mjml('{% if no %}{% render "footer", who: "A" %}{% endif %}'), ""],
    ["MJML for each of a list", column('{% render "line" for list as item %}'), "[a] [b] [c]"],
    ["MJML in MJML", mjml('{% render "outer" %}'), "O Bye in"],
    ["columns", mjml('<mj-section>{% render "column" %}{% render "column" %}</mj-section>'), "C C"],
  ];
  for (const [what, template, words] of cases)
    it(`are rendered: ${what}`, async () => {
      assert.deepEqual(await problems(emailOf(template), blocks), []);
      assert.equal(wordsOf((await write(emailOf(template), data, blocks)).html), words);
    });

  it("are as wide as the place they stand in", async () => {
    const source = emailOf(
      mjml(
        '<mj-section>{% render "split" %}</mj-section><mj-section>{% render "split" %}{% render "split" %}</mj-section>',
      ),
    );
    const classes = attributesOf((await write(source, data, blocks)).html, "class");
    const widths = classes.flatMap((name) => /mj-column-per-(\d+)/.exec(name)?.[1] ?? []);
    assert.deepEqual(widths, ["100", "50", "50"]);
  });

  it("speak the reader's language, also where the e-mail has none of it", async () => {
    const source = emailOf(mjml('{% render "tongue" %}'));
    const words: string[] = [];
    for (const language of ["en", "fr", "fr-CA", "fr-BE", "de"])
      words.push(wordsOf((await write(source, data, blocks, { language })).html));
    // Its language is that of the e-mail: English.
    assert.deepEqual(words, ["Hello", "Hello", "Hello", "Hello", "Hello"]);
    const both = {
      ...source,
      html: { default: "en", texts: { en: source.html.texts.en!, fr: source.html.texts.en! } },
    };
    words.length = 0;
    for (const language of ["en", "fr", "fr-CA", "fr-BE", "de"])
      words.push(wordsOf((await write(both, data, blocks, { language })).html));
    assert.deepEqual(words, ["Hello", "Bonjour", "Allô", "Bonjour", "Hello"]);
  });

  const refused: [what: string, template: string, found: string[]][] = [
    ["MJML in a text", column('<mj-text>{% render "footer" %}</mj-text>'), ["html:1:48 email.mjml-block"]],
    ["MJML in HTML", mjml('{% render "wrong" %}'), ["html/wrong:1:4 email.mjml-block"]],
    ["a block in itself", mjml('{% render "self" %}'), ["html/self:1:1 block-depth"]],
    [
      "HTML where no text can be",
      mjml('<mj-section><mj-column><mj-navbar>{% render "card" %}</mj-navbar></mj-column></mj-section>'),
      ["html:1:50 email.block-place"],
    ],
    ["one that is not there", mjml('{% render "footr" %}'), ["html:1:16 unknown-block-like"]],
    ["a gap in it", mjml('\n {% render "footer" %}'), ["html/footer:1:40 unknown-variable"]],
  ];
  for (const [what, template, found] of refused)
    it(`are told where they are wrong: ${what}`, async () => {
      const all = await problems(emailOf(template), blocks, { variables: [] });
      assert.deepEqual(
        all.filter((one) => found.some((expected) => one.endsWith(expected.split(" ")[1] as string))),
        found,
      );
    });
});
