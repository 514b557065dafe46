import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  type Blocks,
  type MessageTemplate,
  type Policy,
  renderTemplate,
  TemplateFault,
  templateHash,
  type Variants,
  variantFor,
} from "../../../src/message/index.ts";
import { options } from "./setting.ts";

const only = (text: string, language = "en"): Variants => ({ default: language, texts: { [language]: text } });
const template = (text: string, more: Partial<MessageTemplate> = {}): MessageTemplate => ({
  ...{ name: "body", kind: "print", variants: only(text), policy: "stop", ...more },
});

function problemsOf(render: () => unknown): string[] {
  try {
    render();
  } catch (error) {
    assert.ok(error instanceof TemplateFault);
    return error.problems.map(({ pointer, code }) => `${pointer} ${code.replace("message.", "")}`);
  }
  return [];
}

describe("the language of a template", () => {
  const variants = { default: "en", texts: { en: "E", fr: "F", "fr-CA": "C", "zh-Hant": "Z" } };
  const cases: [reader: string, text: string, language: string][] = [
    ["fr", "F", "fr"],
    ["fr-BE", "F", "fr-BE"],
    ["fr_BE", "F", "fr-BE"],
    ["fr-CA", "C", "fr-CA"],
    ["FR", "F", "fr"],
    ["zh-Hant-TW", "Z", "zh-Hant-TW"],
    ["fr-CA-x-me", "C", "fr-CA-x-me"],
    ["de-AT", "E", "en"],
    ["nonsense!", "E", "en"],
  ];
  for (const [reader, text, language] of cases)
    it(`is for ${reader} that of "${text}", its figures in ${language}`, () => {
      const found = variantFor(variants, reader);
      assert.deepEqual([found.text, found.language], [text, language]);
    });

  it("is that of the figures and words in it", () => {
    const both = { default: "en", texts: { en: "{{ 1234.5 | number }}", fr: "{{ 1234.5 | number }}" } };
    const write = (language: string) =>
      renderTemplate(template("", { variants: both }), {}, { ...options(language) }).text.replace(/\s/g, " ");
    assert.deepEqual([write("fr-BE"), write("de"), write("fr")], ["1 234,5", "1,234.5", "1 234,5"]);
  });

  it("stands in the place of a problem where there are several", () => {
    const both = { default: "en", texts: { en: "x", fr: "\n{{ a }}" } };
    const found = problemsOf(() => renderTemplate(template("", { variants: both }), {}, options("fr-BE")));
    assert.deepEqual(found, ["body.fr:2:4 unknown-variable"]);
  });
});

describe("what is missing or cannot be read", () => {
  const data = {
    empty: "",
    nothing: null,
    white: " ",
    day: "31/12/2026",
    name: "Ann",
    list: [{ a: "1" }, {}, { a: "3" }],
  };
  const fallbacks = { "r.name": "friend", nothing: "N", white: "B", day: "soon", "list.a": "never" };
  const cases: [text: string, outcomes: Record<Policy, string | string[]>][] = [
    ["{{ name }}", { stop: "Ann", fallback: "Ann", "leave-out": "Ann" }],
    [
      "Hi {{ r.name }}, {{ nothing }}.",
      {
        stop: ["body:1:7 unknown-variable", "body:1:18 nothing"],
        fallback: "Hi friend, N.",
        "leave-out": "Hi friend, N.",
      },
    ],
    ["{{ r.name | upcase }}", { stop: ["body:1:4 unknown-variable"], fallback: "friend", "leave-out": "friend" }],
    ["[{{ white }}][{{ empty }}]", { stop: "[ ][]", fallback: "[B][]", "leave-out": "[B][]" }],
    ["{{ day | date }}", { stop: ["body:1:1 date-in-doubt"], fallback: "soon", "leave-out": "soon" }],
    [
      "{{ other }}",
      {
        stop: ["body:1:4 unknown-variable"],
        fallback: ["body:1:4 unknown-variable"],
        "leave-out": ["body:1:4 unknown-variable"],
      },
    ],
    [
      "a{% optional %}b{{ other }}{% endoptional %}c",
      { stop: ["body:1:20 unknown-variable"], fallback: ["body:1:20 unknown-variable"], "leave-out": "ac" },
    ],
    ["a{% optional %}b{{ name }}{% endoptional %}c", { stop: "abAnnc", fallback: "abAnnc", "leave-out": "abAnnc" }],
    [
      "a{% optional %}{{ other }}{% else %}b{% endoptional %}c",
      { stop: ["body:1:19 unknown-variable"], fallback: ["body:1:19 unknown-variable"], "leave-out": "abc" },
    ],
    [
      "{% optional %}1{% optional %}2{{ other }}{% endoptional %}3{% endoptional %}",
      { stop: ["body:1:34 unknown-variable"], fallback: ["body:1:34 unknown-variable"], "leave-out": "13" },
    ],
    [
      "{% for i in list %}{% optional %}{{ forloop.index }}{{ i.a }} {% endoptional %}{% endfor %}{{ name }}",
      { stop: ["body:1:56 unknown-variable"], fallback: ["body:1:56 unknown-variable"], "leave-out": "11 33 Ann" },
    ],
    [
      "{% optional %}{% for i in list %}{{ i.a }}{% endfor %}{% endoptional %}{{ name }}",
      { stop: ["body:1:37 unknown-variable"], fallback: ["body:1:37 unknown-variable"], "leave-out": "Ann" },
    ],
    [
      "{% optional %}{{ r.name }}{% endoptional %}",
      { stop: ["body:1:18 unknown-variable"], fallback: "friend", "leave-out": "friend" },
    ],
    [
      "{% optional %}{% render 'nowhere' %}{% endoptional %}",
      {
        stop: ["body:1:15 unknown-block"],
        fallback: ["body:1:15 unknown-block"],
        "leave-out": ["body:1:15 unknown-block"],
      },
    ],
    ["{% if missing < 20 %}low{% else %}high{% endif %}", { stop: "high", fallback: "high", "leave-out": "high" }],
    [
      "{% if name < 20 %}low{% endif %}",
      { stop: ["body:1:1 comparison"], fallback: ["body:1:1 comparison"], "leave-out": ["body:1:1 comparison"] },
    ],
    [
      "{{ list }}",
      { stop: ["body:1:1 not-a-text"], fallback: ["body:1:1 not-a-text"], "leave-out": ["body:1:1 not-a-text"] },
    ],
  ];
  for (const [text, outcomes] of cases)
    for (const [policy, outcome] of Object.entries(outcomes))
      it(`${policy}: ${text}`, () => {
        const render = () =>
          renderTemplate(template(text, { policy: policy as Policy, fallbacks }), data, options("en"));
        if (typeof outcome === "string") assert.equal(render().text, outcome);
        else assert.deepEqual(problemsOf(render), outcome);
      });

  it("is told where it was overcome, in the language of those who wrote the template", () => {
    const text = "{{ r.name }}\n{% optional %}{{ day | date: '%F' }} {{ other }}{% endoptional %}";
    const written = template(text, { policy: "leave-out", fallbacks: { "r.name": "friend" } });
    const { text: left, overcome } = renderTemplate(
      written,
      { day: "1/2/2026" },
      { ...options("fr"), problemLanguage: "en" },
    );
    assert.equal(left, "friend\n");
    assert.deepEqual(
      overcome.map(({ pointer, code }) => `${pointer} ${code}`),
      ["body:1:1 message.nothing", "body:2:15 message.date-in-doubt", "body:2:41 message.unknown-variable"],
    );
    assert.match(overcome[1]?.detail ?? "", /^The filter date does not guess/);
  });

  it("is told all at once", () => {
    const text = "{{ a }}\n{% if true %}{{ b }}{% endif %}\n{{ 'x' | money: 'EUR' }}{% for i in c %}{% endfor %}";
    assert.deepEqual(
      problemsOf(() => renderTemplate(template(text), {}, options("en"))),
      [
        "body:1:4 unknown-variable",
        "body:2:17 unknown-variable",
        "body:3:1 not-a-number",
        "body:3:37 unknown-variable",
      ],
    );
  });
});

describe("blocks that templates share", () => {
  const blocks: Blocks = {
    footer: { kind: "text", variants: { default: "en", texts: { en: "Bye {{ r.name }}", fr: "Adieu {{ r.name }}" } } },
    item: { kind: "text", variants: only("{{ forloop.index }}/{{ forloop.length }} {{ item.t }}{{ mark }};") },
    outer: { kind: "text", variants: only("({% render 'footer' %})") },
    shy: { kind: "text", variants: only("{{ secret }}") },
    self: { kind: "text", variants: only("{% render 'self' %}") },
    broken: { kind: "text", variants: only("\n {{ x | nope }}") },
    gap: { kind: "text", variants: only("ok\n  {{ r.gap }}") },
    markup: { kind: "html", variants: only("<b>{{ r.name }}</b>") },
    parent: { kind: "text", variants: only("{% if forloop %}in{% else %}out{% endif %}") },
  };
  const data = { r: { name: "Ann" }, items: [{ t: "a" }, { t: "b" }], one: { t: "c" } };
  const cases: [text: string, written: string | string[], language?: string][] = [
    ["{% render 'footer' %}", "Bye Ann"],
    ["{% render 'footer' %}", "Adieu Ann", "fr-BE"],
    ["{% render 'outer' %}", "(Bye Ann)"],
    ["{% render 'item' for items as item, mark: '!' %}", "1/2 a!;2/2 b!;"],
    ["{% render 'item' for items, mark: '' %}", "1/2 a;2/2 b;"],
    [
      "{% render 'item' with one as item, mark: 1, forloop: one %}",
      ["body/item:1:4 unknown-variable", "body/item:1:24 unknown-variable"],
    ],
    ["{% assign secret = 'x' %}{% render 'shy' %}", ["body/shy:1:4 unknown-variable"]],
    ["{% assign x = 'x' %}{% render 'shy', secret: x %}", "x"],
    ["{% for i in items %}{% render 'parent' %}{% endfor %}", "outout"],
    ["{% render 'self' %}", ["body/self:1:1 block-depth"]],
    ["{% render 'broken' %}", ["body/broken:2:2 unknown-filter"]],
    ["a\n{% render 'gap' %}", ["body/gap:2:6 unknown-variable"]],
    ["{% render 'markup' %}", ["body:1:1 block-kind"]],
    ["{% render 'footer.liquid' %}", ["body:1:1 unknown-block"]],
    ["{% render __proto__ %}", ["body:1:1 block-name"]],
    ["{% render '__proto__' %}", ["body:1:1 unknown-block"]],
  ];
  for (const [text, written, language = "en"] of cases)
    it(`${language}: ${text.replaceAll("\n", "⏎")}`, () => {
      const variants = { default: "en", texts: { en: text, fr: text } };
      const one = language === "en" ? only(text) : variants;
      const render = () => renderTemplate(template("", { variants: one }), data, { ...options(language), blocks });
      if (typeof written === "string") assert.equal(render().text, written);
      else assert.deepEqual(problemsOf(render), written);
    });

  it("change the hash of the templates that use them, and of no others", () => {
    const user = template("{% render 'outer' %}");
    const other = template("{{ r.name }}");
    const changed: Blocks = { ...blocks, footer: { kind: "text", variants: only("Bye!") } };
    assert.notEqual(templateHash(user, changed), templateHash(user, blocks));
    assert.equal(templateHash(other, changed), templateHash(other, blocks));
    assert.match(templateHash(other), /^[0-9a-f]{64}$/);
  });

  const changes: [what: string, change: Partial<MessageTemplate>, changes: boolean][] = [
    ["its text", { variants: only("b") }, true],
    ["a language", { variants: { default: "en", texts: { en: "a", fr: "b" } } }, true],
    ["its policy", { policy: "leave-out" }, true],
    ["a fallback", { fallbacks: { a: "b" } }, true],
    ["its kind", { kind: "text" }, true],
    ["its name", { name: "other" }, false],
  ];
  for (const [what, change, differs] of changes)
    it(`a hash ${differs ? "changes" : "stays"} with ${what}`, () =>
      assert.equal(templateHash(template("a", change)) !== templateHash(template("a")), differs));
});
