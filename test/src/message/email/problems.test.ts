import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { openEmail } from "../../../../src/message/index.ts";
import { column, emailOf, mjml, only, problems, refusals } from "./write.ts";

const lines = (...all: string[]) => all.join("\n");
const body = (...all: string[]) => lines("<mjml>", "<mj-body>", ...all, "</mj-body>", "</mjml>");

describe("what is wrong with MJML is told where it was written", () => {
  const cases: [what: string, template: string, found: string[]][] = [
    ["nothing", column("<mj-text>x</mj-text>"), []],
    ["no text at all", " \n", ["html:1:1 email.no-html"]],
    ["no MJML", "<p>hello</p>", ["html:1:1 email.no-mjml", "html:1:1 email.html-outside"]],
    ["no root", "<mj-body></mj-body>", ["html:1:1 email.no-mjml"]],
    ["no body", "<mjml>\n<mj-head></mj-head></mjml>", ["html:1:1 email.no-body"]],
    [
      "something behind its end",
      `${column("<mj-text>x</mj-text>")}\n<mj-section></mj-section>`,
      ["html:2:1 email.no-mjml"],
    ],
    [
      "an element that is not closed",
      body("<mj-section>", " <mj-column>"),
      ["html:3:1 email.not-closed", "html:4:2 email.not-closed"],
    ],
    [
      "a text that is not closed",
      body("<mj-section><mj-column>", "  <mj-text>x", "</mj-column></mj-section>"),
      [
        "html:1:1 email.not-closed",
        "html:2:1 email.not-closed",
        "html:3:1 email.not-closed",
        "html:3:13 email.not-closed",
        "html:4:3 email.not-closed",
      ],
    ],
    [
      "elements that cross",
      body("<mj-section><mj-column></mj-section></mj-column>"),
      ["html:3:13 email.not-closed", "html:3:37 email.not-opened"],
    ],
    ["an end without a beginning", body("</mj-section>"), ["html:3:1 email.not-opened"]],
    [
      "a tag without an end",
      body('<mj-section padding="0"', "<mj-column></mj-column></mj-section>"),
      ["html:3:1 email.tag"],
    ],
    [
      "a quote that is missing",
      body('<mj-section padding="0>', "<mj-column></mj-column></mj-section>"),
      ["html:3:13 email.quote", "html:3:1 email.tag"],
    ],
    ["a comment without an end", `${column("<mj-text>x</mj-text>")}\n <!-- x`, ["html:2:2 email.comment"]],
    [
      "an element nobody knows",
      body("<mj-section>", "  <mj-colum></mj-colum></mj-section>"),
      ["html:4:3 email.unknown-element-like"],
    ],
    ["one that is like none", body("<mj-whatever-it-is></mj-whatever-it-is>"), ["html:3:1 email.unknown-element"]],
    [
      "HTML between elements",
      body("<mj-section><mj-column>", "<p>x</p></mj-column></mj-section>"),
      ["html:4:1 email.html-outside"],
    ],
    ["text between elements", body("<mj-section>", "  hello", "</mj-section>"), ["html:4:3 email.stray-text"]],
    ["a value between elements", body("<mj-section>", "  {{ a }}", "</mj-section>"), ["html:4:3 email.stray-text"]],
    ["a file", body('<mj-include path="/etc/passwd" />'), ["html:3:1 email.include"]],
    ["a preheader in its head", mjml("", "<mj-head><mj-preview>x</mj-preview></mj-head>"), ["html:1:28 email.preview"]],
    [
      "an attribute nobody knows",
      body('<mj-section padding="0"', '   colour="#fff"></mj-section>'),
      ["html:4:4 email.attribute"],
    ],
    [
      "two of them",
      body(
        '<mj-section colour="#fff"></mj-section><mj-section><mj-column><mj-text fontsize="1px">x</mj-text></mj-column></mj-section>',
      ),
      ["html:3:13 email.attribute", "html:3:72 email.attribute"],
    ],
    [
      "a value that does not fit",
      body(
        '<mj-section padding="0"><mj-column>',
        '<mj-text font-size="big" align="middle">x</mj-text></mj-column></mj-section>',
      ),
      ["html:4:10 email.value", "html:4:26 email.value"],
    ],
    [
      "a measure of the data",
      body('<mj-section><mj-column width="{{ 1 }}px"></mj-column></mj-section>'),
      ["html:3:24 email.measure"],
    ],
    [
      "an element where it cannot be",
      body("<mj-section>", "<mj-text>x</mj-text></mj-section>"),
      ["html:4:1 email.place"],
    ],
    [
      "Liquid between attributes",
      body('<mj-section {% if true %}padding="0"{% endif %}></mj-section>'),
      ["html:3:13 email.liquid-in-tag", "html:3:37 email.liquid-in-tag"],
    ],
    ["Liquid without quotes", body("<mj-section padding={{ 1 }}px></mj-section>"), ["html:3:21 unquoted"]],
    [
      "a choice in the head",
      mjml("", "<mj-head>{% if true %}<mj-style>p { top: 0 }</mj-style>{% endif %}</mj-head>"),
      ["html:1:16 email.liquid-in-head", "html:1:62 email.liquid-in-head"],
    ],
    [
      "a choice that crosses an element",
      body("{% if true %}<mj-section>", "{% else %}<mj-section>{% endif %}", "</mj-section></mj-section>"),
      ["html:4:1 email.crossing", "html:4:23 email.crossing"],
    ],
    ["one that ends in a text", column("{% if true %}<mj-text>a{% endif %}</mj-text>"), ["html:1:62 email.crossing"]],
    [
      "one that ends in an attribute",
      column('{% if true %}<mj-text align="left{% endif %}">a</mj-text>'),
      ["html:1:72 email.crossing"],
    ],
    [
      "Liquid that MJML drops",
      column(
        "<mj-carousel>{% if true %}{% endif %}<mj-carousel-image src='https://example.org/a.png' alt='' /></mj-carousel>",
      ),
      ["html:1:52 email.liquid-lost", "html:1:65 email.liquid-lost"],
    ],
    ["a value where HTML has none", column('<mj-button href="{{ link }}">x</mj-button>'), ["html:1:56 no-url-filter"]],
    [
      "a value in a style sheet",
      mjml("", "<mj-head><mj-style>p { color: {{ c }} }</mj-style></mj-head>"),
      ["html:1:37 in-style"],
    ],
    [
      "a filter nobody knows",
      body("<mj-section><mj-column>", "<mj-text>é{{ 1 | mony }}</mj-text></mj-column></mj-section>"),
      ["html:4:11 unknown-filter-like"],
    ],
    ["a tag that is not closed", body("{% if true %}", "<mj-section></mj-section>"), ["html:3:1 not-closed"]],
    ["Liquid that is not closed", body("<mj-section></mj-section>{{ a "), ["html:3:26 not-closed"]],
    ["a picture without words", column('<mj-image src="https://example.org/a.png" />'), ["html:1:39 no-alt"]],
    [
      "a picture of HTML without words",
      column('<mj-text><img src="https://example.org/a.png"></mj-text>'),
      ["html:1:48 no-alt"],
    ],
  ];
  for (const [what, template, found] of cases)
    it(what, async () => {
      assert.deepEqual((await problems(emailOf(template))).sort(), found.sort());
    });

  it("names variables at their place within an output", async () => {
    const html = body(
      "<mj-section><mj-column>",
      "<mj-text>x {{ 'a' | append:",
      "  recipent.name }}</mj-text></mj-column></mj-section>",
    );
    const known = { variables: ["recipient.name"] };
    assert.deepEqual(await problems(emailOf(html), {}, known), ["html:5:3 unknown-variable-like"]);
    assert.deepEqual(await refusals(emailOf(html)), ["html:5:3 unknown-variable"]);
  });

  it("is told in both languages, and in none with a key", async () => {
    const email = await openEmail(emailOf(body("<mj-colum></mj-colum>")));
    const detail = (language: string) => email.problems({ language })[0]?.detail;
    assert.equal(detail("en"), "There is no element <mj-colum> in MJML. Did you mean <mj-column>?");
    assert.equal(detail("fr"), "Il n’y a pas d’élément <mj-colum> en MJML. Vouliez-vous dire <mj-column> ?");
    for (const [, template] of cases)
      for (const language of ["en", "fr"])
        for (const problem of (await openEmail(emailOf(template))).problems({ language }))
          assert.doesNotMatch(problem.detail, /^(?:email|message)\.|\{\w+\}(?!\})/);
  });

  it("keeps nobody from being written to by what is only not as it should be", async () => {
    assert.deepEqual(
      await refusals(emailOf(column('<mj-text colour="red">x</mj-text><mj-image src="https://example.org/a.png" />'))),
      [],
    );
    assert.deepEqual(await refusals(emailOf(body("<mj-section>lost</mj-section>"))), ["html:3:13 email.stray-text"]);
  });
});

describe("what is wrong with an e-mail in all its parts", () => {
  const html = column("<mj-text>{{ a }}</mj-text>");

  it("is told at once, each with its part and language", async () => {
    const source = emailOf(html, {
      subject: { default: "en", texts: { en: "{{ s", fr: " " } },
      preheader: only("{{ p | nope }}"),
      html: { default: "en", texts: { en: html, fr: html.replaceAll("mj-text", "mj-txt") } },
      text: { default: "en", texts: { en: "{{ t }}", fr: "" } },
    });
    assert.deepEqual(await problems(source, {}, { variables: [], languages: ["en", "fr-BE", "de"] }), [
      "subject:1:1 no-language",
      "subject.en:1:1 not-closed",
      "subject.fr:1:1 email.no-subject",
      "preheader:1:1 no-language",
      "preheader:1:1 no-language",
      "preheader:1:1 unknown-filter",
      "html:1:1 no-language",
      "html.en:1:51 unknown-variable",
      "html.fr:1:39 email.unknown-element-like",
      "html.fr:1:50 unknown-variable",
      "text.en:1:4 unknown-variable",
    ]);
  });

  it("is not the absence of a preheader or of a text", async () => {
    const source = emailOf(column("<mj-text>x</mj-text>"), {
      text: { default: "en", texts: {} },
      preheader: { default: "en", texts: {} },
    });
    assert.deepEqual(await problems(source, {}, { languages: ["en-GB"] }), []);
  });

  it("is a page that programs cut off", async () => {
    const long = column(`<mj-text>${"x".repeat(101 * 1024)}</mj-text>`);
    const [problem] = (await openEmail(emailOf(long))).problems({ language: "en" });
    assert.equal(problem?.code, "email.too-large");
    assert.match(problem?.detail ?? "", /^The HTML has 10\d KB/);
  });

  it("ends an e-mail of too many elements before it is compiled", async () => {
    const many = mjml("<mj-section><mj-column></mj-column></mj-section>".repeat(1_500));
    assert.deepEqual(await refusals(emailOf(many)), ["html:1:1 too-long"]);
  });
});
