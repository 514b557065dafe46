import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { renderText, TemplateFault } from "../../../src/message/index.ts";
import { options } from "./setting.ts";

const kinds = ["html", "text"] as const;

/** The first problem of a template, or what it writes. */
function outcome(template: string, data: unknown, kind: (typeof kinds)[number]): string {
  try {
    return renderText(template, data, { ...options("en"), kind });
  } catch (error) {
    assert.ok(error instanceof TemplateFault);
    return error.problems[0]?.code ?? "";
  }
}

function check(outcome: string, expected: string | RegExp): void {
  if (typeof expected === "string") assert.equal(outcome, expected);
  else assert.match(outcome, expected);
}

/** Which of its limits a template meets first is up to the machine. */
const tooLong = /^message\.too-(slow|much)$/;
const long = "{% assign s = 'xxxxxxxxxx' %}{% for i in (1..13) %}{% assign s = s | append: s %}{% endfor %}";
/** A list that refers to one long text 8,192 times. */
const many = `${long}{% assign l = s | split: '|' %}{% for i in (1..13) %}{% assign l = l | concat: l %}{% endfor %}`;
/** Lists have places that only their prototype knows. */
const inherited = Object.assign(Object.create({ 0: "leak", 1: "leak" }), { length: 2 });

interface Advisory {
  id: string;
  what: string;
  template: string;
  data?: unknown;
  ends: string | RegExp;
}

/** What was once wrong with LiquidJS, as it would be tried on a template of a message. */
const advisories: Advisory[] = [
  {
    id: "CVE-2022-25948",
    what: "properties of a prototype",
    template: "{{ a.constructor }}",
    data: { a: {} },
    ends: "message.unknown-variable",
  },
  {
    id: "CVE-2026-30952",
    what: "a file by its path",
    template: "{% render '/etc/passwd' %}",
    ends: "message.unknown-block",
  },
  {
    id: "CVE-2026-30952",
    what: "a file by a variable",
    template: "{% render p %}",
    data: { p: "/etc/passwd" },
    ends: "message.block-name",
  },
  { id: "CVE-2026-30952", what: "a module", template: "{% include 'package.json' %}", ends: "message.unknown-tag" },
  {
    id: "CVE-2026-35525",
    what: "a layout of the disk",
    template: "{% layout 'link.liquid' %}",
    ends: "message.unknown-tag",
  },
  {
    id: "CVE-2026-33287",
    what: "back references that multiply",
    template: `${long}{% assign r = '$&' %}{% for i in (1..6) %}{% assign r = r | append: r %}{% endfor %}{{ s | replace_first: s, r | size }}`,
    ends: "128",
  },
  {
    id: "CVE-2026-34166",
    what: "a replacement that multiplies",
    template: `${long}{{ s | replace: 'x', s | size }}`,
    ends: "message.too-much",
  },
  {
    id: "CVE-2026-41311",
    what: "blocks in circles",
    template: "{% block a %}{% block a %}x{% endblock %}{% endblock %}",
    ends: "message.unknown-tag",
  },
  {
    id: "CVE-2026-44645",
    what: "an empty loop",
    template: "{%- for i in (1..999999999) -%}{%- endfor -%}",
    ends: "message.too-much",
  },
  {
    id: "CVE-2026-44645",
    what: "empty loops in loops",
    template: "{%- for i in (1..90000) -%}{%- for j in (1..90000) -%}{%- endfor -%}{%- endfor -%}",
    ends: tooLong,
  },
  {
    id: "CVE-2026-44645",
    what: "empty loops over data",
    template: "{%- for i in l -%}{%- for j in l -%}{%- endfor -%}{%- endfor -%}",
    data: { l: Array.from({ length: 3_000 }, (_, index) => index) },
    ends: tooLong,
  },
  {
    id: "CVE-2026-44646",
    what: "a prototype seen from a block",
    template: "{% render 'x' %}",
    ends: "message.unknown-block",
  },
  {
    id: "CVE-2026-45357",
    what: "a date of millions of digits",
    template: "{{ 'now' | date: '%9999999d' }}",
    ends: "message.date-pattern",
  },
  {
    id: "CVE-2026-45617",
    what: "tags that never end",
    template: "{{ s | strip_html | size }}",
    data: { s: "<script".repeat(50_000) },
    ends: "350000",
  },
  {
    id: "CVE-2026-45618",
    what: "a filter of every object",
    template: "{{ 'x' | valueOf }}",
    ends: "message.unknown-filter",
  },
  {
    id: "CVE-2026-45618",
    what: "a filter that makes functions",
    template: "{{ 'return 1' | constructor }}",
    ends: "message.unknown-filter",
  },
  { id: "CVE-2026-45618", what: "a tag of every object", template: "{% toString %}", ends: "message.unknown-tag" },
  {
    id: "CVE-2026-55575",
    what: "copies that nobody counts",
    template: "{{ l | pop | size }}",
    data: { l: [1] },
    ends: "message.unknown-filter",
  },
  {
    id: "CVE-2026-69222",
    what: "a list that refers to one long text",
    template: `${many}{{ l | join }}`,
    ends: "message.too-much",
  },
  { id: "CVE-2026-69222", what: "such a list as it is", template: `${many}{{ l }}`, ends: "message.too-much" },
  {
    id: "CVE-2026-69222",
    what: "such a list in another filter",
    template: `${many}{{ l | upcase }}`,
    ends: "message.too-much",
  },
  {
    id: "CVE-2026-69222",
    what: "such a list in a filter's argument",
    template: `${many}{{ 'a' | append: l }}`,
    ends: "message.too-much",
  },
  { id: "CVE-2026-69222", what: "such a list in words", template: `${many}{{ l | list }}`, ends: "message.too-much" },
  { id: "CVE-2026-69222", what: "such a list as JSON", template: `${many}{{ l | json }}`, ends: "message.too-much" },
  {
    id: "CVE-2026-69222",
    what: "such a list in a condition",
    template: `${many}{% if 'a' contains l %}x{% endif %}y`,
    ends: "y",
  },
  {
    id: "CVE-2026-69222",
    what: "such a list, sorted",
    template: `${many}{{ l | sort | size }}`,
    ends: "message.too-much",
  },
  { id: "CVE-2026-69222", what: "such a list, each once", template: `${many}{{ l | uniq | size }}`, ends: "1" },
  {
    id: "CVE-2026-106120",
    what: "places of a prototype, first",
    template: "{{ l.first }}{{ l[0] }}",
    data: { l: inherited },
    ends: "message.unknown-variable",
  },
  {
    id: "CVE-2026-106120",
    what: "places of a prototype, joined",
    template: "{{ l | join }}",
    data: { l: inherited },
    ends: "message.not-a-text",
  },
];

for (const kind of kinds)
  describe(`advisories on LiquidJS, as ${kind}`, () => {
    for (const { id, what, template, data = {}, ends } of advisories)
      it(`${id}: ${what}`, () => check(outcome(template, data, kind), ends));
  });

describe("a template that takes long", () => {
  const lists = { l: Array.from({ length: 40_000 }, (_, index) => `${index % 7}`), deep: [[["x".repeat(9)]]] };
  const hostile: [what: string, template: string, ends: string | RegExp][] = [
    ["filters that sort", `{% for i in (1..500) %}{% assign m = l | sort %}{% endfor %}`, "message.too-much"],
    [
      "texts caught again and again",
      `{% capture s %}xxxxxxxxxx{% endcapture %}${"{% capture s %}{{ s }}{{ s }}{% endcapture %}".repeat(40)}`,
      "message.too-much",
    ],
    ["writing without end", "{% for i in (1..300000) %}{% for j in (1..9) %}ab{% endfor %}{% endfor %}", tooLong],
    [
      "a number of many digits",
      `{% assign s = '1' %}${"{% assign s = s | append: s %}".repeat(16)}{{ s | plus: 1 }}`,
      "message.not-a-number",
    ],
    [
      "more and more of a part encoded",
      `{% assign s = '%' %}${"{% assign s = s | url_encode | url_encode | append: s %}".repeat(60)}`,
      "message.too-much",
    ],
    ["things inside of things", "{% if true %}".repeat(5_000), "message.too-deep"],
    ["brackets inside of brackets", `{{ a${"[a".repeat(20_000)} }}`, "message.syntax"],
    ["conditions without end", `{% if true${" and true".repeat(20_000)} %}x{% endif %}`, "x"],
    ["a text that is one problem after the other", "{{ 1 | q }}\n".repeat(10_000), "message.unknown-filter"],
    ["data that is missing everywhere", "{{ q }}\n".repeat(10_000), /^message\.(unknown-variable|too-slow)$/],
    ["more values than anyone writes", "{{ 1 }}".repeat(10_001), "message.too-long"],
    ["a pattern of patterns", `{{ 'now' | date: '${"%c".repeat(100)}' | size }}`, /^\d+$/],
    ["digits beyond all numbers", "{{ '1e999999' | plus: 1 }}", "message.not-a-number"],
    [
      "powers of numbers",
      `{% assign n = 1e300 %}${"{% assign n = n | times: n %}".repeat(9)}{{ n }}`,
      "message.not-a-number",
    ],
  ];
  for (const kind of kinds)
    for (const [what, template, ends] of hostile)
      it(`ends, as ${kind}: ${what}`, () => {
        check(outcome(template, lists, kind), ends);
      });
});
