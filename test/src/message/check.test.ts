import assert from "node:assert/strict";
import { Token } from "liquidjs";
import { describe, it } from "mocha";
import { type Blocks, checkTemplate, type Kind, type Known } from "../../../src/message/index.ts";

const only = (text: string) => ({ default: "en", texts: { en: text } });
const blocks: Blocks = {
  footer: { kind: "text", variants: only("{{ recipient.lastname }} {{ given }}") },
  card: { kind: "html", variants: only('<img src="https://example.org/x.png">') },
  circle: { kind: "text", variants: only("{% render 'circle' %}{{ nope }}") },
};
const variables = [
  "recipient.firstName",
  "recipient.lastName",
  "event.data.*",
  "items",
  "items.price",
  "map.home.distance",
];
const known: Known = { name: "body", variables, blocks };

describe("a template is checked without data", () => {
  const cases: [kind: Kind, template: string, problems: string[]][] = [
    [
      "text",
      "{{ recipient.firstName }} {{ event.data.any.thing }} {{ items[0].price }} {{ map.home.distance }} {{ now }}",
      [],
    ],
    [
      "text",
      "{% for i in items %}{{ i.anything }}{{ forloop.index }}{% endfor %}{{ items.size }}{{ items | size }}",
      [],
    ],
    ["text", "{% assign a = 1 %}{% capture b %}{% endcapture %}{{ a }}{{ b }}{% increment c %}", []],
    ["text", "{% if recipient %}{{ recipient['lastName'] }}{% endif %}{% if event %}{% endif %}", []],
    ["text", "{{ recipient.firstname }}", ["1:4 unknown-variable-like recipient.firstName"]],
    ["text", "a\n {{ 'x' | append: recipent.lastName }}", ["2:19 unknown-variable-like recipient.lastName"]],
    ["text", "{{ recipient.firstName.size }}", []],
    ["text", "{{ recipient.firstName.x }}", ["1:4 unknown-variable-like recipient.firstName"]],
    [
      "text",
      "{{ weather }}{% if wether == 1 %}{% endif %}",
      ["1:4 unknown-variable weather", "1:20 unknown-variable wether"],
    ],
    ["text", "{% for i in itms %}{% endfor %}", ["1:13 unknown-variable-like items"]],
    ["text", "{% optional %}{{ q }}{% endoptional %}", ["1:18 unknown-variable q"]],
    ["text", "{{ 1 | mony: 'EUR' }}", ["1:1 unknown-filter-like money"]],
    ["text", "{{ 1 | zzzzzz }}", ["1:1 unknown-filter zzzzzz"]],
    ["text", "{% rendr 'footer' %}", ["1:1 unknown-tag-like render"]],
    ["text", "{% fi a %}{% endfi %}", ["1:1 unknown-tag fi"]],
    ["text", "{% tablerow x in items %}{% endtablerow %}", ["1:1 unknown-tag tablerow"]],
    ["text", "{% render 'footr' %}", ["1:1 unknown-block-like footer"]],
    ["text", "{% render 'q' %}", ["1:1 unknown-block q"]],
    ["text", "\n{% render 'footer', given: 1 %}", ["/footer:1:4 unknown-variable-like recipient.lastName"]],
    [
      "text",
      "{% render 'footer' %}",
      ["/footer:1:4 unknown-variable-like recipient.lastName", "/footer:1:29 unknown-variable given"],
    ],
    ["text", "{% render 'card' %}", ["1:1 block-kind", "/card:1:1 no-alt"]],
    ["text", "{% render 'circle' %}", ["/circle:1:25 unknown-variable nope"]],
    ["html", '<p>\n<img src="https://example.org/a.png">', ["2:1 no-alt"]],
    ["html", '<img alt="" src="a"><IMG ALT="x" SRC="y"/><img\nalt=x>', []],
    ["html", '<a href="{{ event.data.link }}">x</a>', ["1:10 no-url-filter"]],
    ["html", "<p title={{ now }}>{{ nope }}</p><img>", ["1:10 unquoted", "1:34 no-alt"]],
    ["html", "{% render 'card' %}", ["/card:1:1 no-alt"]],
    ["text", "{{ 'a' | url }", ["1:1 not-closed"]],
    ["text", "{% if true %}\n{{ x | a }}{% for y %}{% endif %}", ["2:1 unknown-filter a", "2:12 syntax"]],
    ["text", "{{ recipient.firstName | date: }}", []],
  ];
  for (const [kind, template, problems] of cases)
    it(`${kind}: ${template.replaceAll("\n", "⏎")}`, () => {
      const found = checkTemplate(template, kind, known).map(({ pointer, code, detail }) => {
        const what =
          / called (\S+?) here|no (?:filter|tag|block) (\S+?)[.,]? /.exec(detail)?.slice(1).find(Boolean) ?? "";
        const named = /Did you mean (.+)\?/.exec(detail)?.[1] ?? what.replace(/\.$/, "");
        const tells = code.includes("unknown-") ? ` ${named}` : "";
        return `${pointer.replace(/^body:?/, "")} ${code.replace("message.", "")}${tells}`;
      });
      assert.deepEqual(found, problems);
    });

  it("says nothing of variables where none are known", () => {
    assert.deepEqual(checkTemplate("{{ anything.at.all }}", "text"), []);
  });

  it("misses the languages of the campaign", () => {
    const variants = { default: "en", texts: { en: "x", "fr-FR": "y {{ z | nope }}" } };
    const found = checkTemplate(variants, "text", {
      name: "body",
      languages: ["fr-BE", "de", "en-GB"],
      language: "en",
    });
    assert.deepEqual(
      found.map(({ pointer, code, detail }) => [pointer, code, detail.slice(0, 26)]),
      [
        ["body:1:1", "message.no-language", "A text is missing: French "],
        ["body:1:1", "message.no-language", "A text is missing: German "],
        ["body.fr-FR:1:3", "message.unknown-filter", "There is no filter nope. C"],
      ],
    );
    const missing = checkTemplate({ default: "it", texts: { en: "x" } }, "text", { name: "body" });
    assert.deepEqual(
      missing.map(({ code }) => code),
      ["message.no-language"],
    );
  });

  it("tells fifty of thousands of unknown variables at their places, in no long time", () => {
    const [before, { getPosition }] = [process.cpuUsage(), Token.prototype];
    const problems = checkTemplate(`é\n${"{{ items.prise }}\n".repeat(9_000)}`, "text", known);
    assert.equal(problems.length, 50);
    assert.deepEqual([problems[0]?.pointer, problems[49]?.pointer], ["body:2:4", "body:51:4"]);
    assert.ok(process.cpuUsage(before).user < 4e6);
    assert.equal(Token.prototype.getPosition, getPosition);
  });

  it("tells each problem in both languages", () => {
    const told = (language: string) => checkTemplate("{{ 1 | mony }}", "text", { language })[0]?.detail;
    assert.equal(told("en"), "There is no filter mony. Did you mean money?");
    assert.equal(told("fr-CA"), "Il n’y a pas de filtre mony. Vouliez-vous dire money ?");
  });
});
