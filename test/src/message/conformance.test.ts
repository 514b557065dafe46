import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { renderText, TemplateFault } from "../../../src/message/index.ts";
import { options } from "./setting.ts";

/** What a template writes; as HTML where that differs. */
type Case = [template: string, text: string, html?: string];

const data = {
  name: "Zoé",
  title: 'it\'s <new> & "good"',
  hollow: "",
  zero: 0,
  no: false,
  nothing: null,
  seven: 7,
  price: 10.1,
  words: ["zebra", "Giraffe", "apple", "apple"],
  numbers: [3, 1, 2],
  holes: ["a", null, "b"],
  lists: [
    [1, 2],
    [3, 4],
  ],
  products: [
    { title: "Spoon", type: "kitchen", price: 5, available: true, nested: { code: "A" } },
    { title: "Lamp", type: "living", price: 20.5, available: false, nested: { code: "B" } },
    { title: "Knife", type: "kitchen", price: 12, available: true, nested: { code: "C" } },
  ],
  person: { first: "Ann", last: "Lee" },
};

/** Written from what Shopify documents of Liquid, https://shopify.dev/docs/api/liquid, in words of our own. */
const documented: Record<string, Case[]> = {
  "outputs and literals": [
    ["{{ name }}", "Zoé"],
    ["{{ 'single' }}{{ \"double\" }}", "singledouble"],
    ["{{ 42 }} {{ -1.5 }}", "42 -1.5"],
    ["{{ true }} {{ false }}", "true false"],
    ["{{ person.first }} {{ person['last'] }}", "Ann Lee"],
    ["{% assign key = 'last' %}{{ person[key] }}", "Lee"],
    ["{{ words[0] }} {{ words[-1] }} {{ words.first }} {{ words.last }}", "zebra apple zebra apple"],
    ["{{ words.size }} {{ name.size }}", "4 3"],
    ["{{ numbers }}", "312"],
    ["{{ title }}", 'it\'s <new> & "good"', "it&#39;s &lt;new&gt; &amp; &quot;good&quot;"],
    ["{{- name -}} !", "Zoé!"],
    ["a  {%- if true -%}  b  {%- endif -%}  c", "abc"],
  ],
  conditions: [
    ["{% if zero %}yes{% endif %}", "yes"],
    ["{% if hollow %}yes{% endif %}", "yes"],
    ["{% if no %}yes{% else %}no{% endif %}", "no"],
    ["{% if nothing %}yes{% else %}no{% endif %}", "no"],
    ["{% if seven > 5 and seven < 9 %}yes{% endif %}", "yes"],
    ["{% if seven >= 7 and seven <= 7 and seven != 8 %}yes{% endif %}", "yes"],
    ["{% if name == 'Zoé' %}a{% elsif name == 'x' %}b{% else %}c{% endif %}", "a"],
    ["{% if name contains 'o' %}yes{% endif %}", "yes"],
    ["{% if words contains 'apple' %}yes{% endif %}", "yes"],
    ["{% if words contains 'app' %}yes{% else %}no{% endif %}", "no"],
    ["{% if hollow == blank %}yes{% endif %}", "yes"],
    ["{% if words == empty %}yes{% else %}no{% endif %}", "no"],
    ["{% if false and false or true %}yes{% else %}no{% endif %}", "no"],
    ["{% if true or false and false %}yes{% else %}no{% endif %}", "yes"],
    ["{% unless no %}yes{% endunless %}", "yes"],
    ["{% unless seven == 7 %}a{% else %}b{% endunless %}", "b"],
    ["{% case seven %}{% when 6 %}a{% when 7, 8 %}b{% else %}c{% endcase %}", "b"],
    ["{% case seven %}{% when 1 or 7 %}b{% else %}c{% endcase %}", "b"],
    ["{% case name %}{% when 'x' %}a{% else %}c{% endcase %}", "c"],
  ],
  loops: [
    ["{% for word in words %}{{ word }} {% endfor %}", "zebra Giraffe apple apple "],
    ["{% for i in (1..3) %}{{ i }}{% endfor %}", "123"],
    ["{% assign n = 3 %}{% for i in (1..n) %}{{ i }}{% endfor %}", "123"],
    ["{% for word in hollow %}a{% else %}none{% endfor %}", "none"],
    ["{% for i in (1..9) limit: 2 offset: 3 %}{{ i }}{% endfor %}", "45"],
    ["{% for i in (1..4) reversed %}{{ i }}{% endfor %}", "4321"],
    ["{% for i in (1..6) reversed limit: 3 %}{{ i }}{% endfor %}", "321"],
    [
      "{% for i in (1..6) limit: 2 %}{{ i }}{% endfor %}{% for i in (1..6) offset: continue %}{{ i }}{% endfor %}",
      "123456",
    ],
    ["{% for i in (1..5) %}{% if i == 3 %}{% break %}{% endif %}{{ i }}{% endfor %}", "12"],
    ["{% for i in (1..5) %}{% if i == 3 %}{% continue %}{% endif %}{{ i }}{% endfor %}", "1245"],
    ["{% for pair in person %}{{ pair[0] }}={{ pair[1] }};{% endfor %}", "first=Ann;last=Lee;"],
    ["{% for letter in name %}{{ letter }}{% endfor %}", "Zoé"],
    [
      "{% for i in (1..3) %}{{ forloop.index }}{{ forloop.index0 }}{{ forloop.rindex }}{{ forloop.rindex0 }} {% endfor %}",
      "1032 2121 3210 ",
    ],
    ["{% for i in (1..3) %}{{ forloop.first }}-{{ forloop.last }} {% endfor %}", "true-false false-false false-true "],
    ["{% for i in (1..3) %}{{ forloop.length }}{% endfor %}", "333"],
    [
      "{% for a in (1..2) %}{% for b in (1..2) %}{{ forloop.parentloop.index }}{{ forloop.index }} {% endfor %}{% endfor %}",
      "11 12 21 22 ",
    ],
    ["{% for i in (1..2) %}{% if forloop.parentloop %}a{% else %}b{% endif %}{% endfor %}", "bb"],
    ["{% for i in (1..4) %}{% cycle 'a', 'b' %}{% endfor %}", "abab"],
    ["{% cycle 'one': 'a', 'b' %}{% cycle 'two': 'a', 'b' %}{% cycle 'one': 'a', 'b' %}", "aab"],
  ],
  variables: [
    ["{% assign x = name | upcase %}{{ x }}", "ZOÉ"],
    ["{% capture x %}Dear {{ name }}{% endcapture %}{{ x }}!", "Dear Zoé!"],
    ["{% capture x %}{{ title }}{% endcapture %}{{ x }}", data.title, "it&#39;s &lt;new&gt; &amp; &quot;good&quot;"],
    ["{% increment i %}{% increment i %}{{ i }}", "012"],
    ["{% decrement i %}{% decrement i %}", "-1-2"],
    ["{% assign n = 5 %}{% increment n %}{{ n }}", "05"],
  ],
  "other tags": [
    ["a{% comment %}{{ nope }}{% endcomment %}b", "ab"],
    ["a{% # a word %}b", "ab"],
    ["a{% doc %}{{ nope }} @param x{% enddoc %}b", "ab"],
    ["{% raw %}{{ name }}{% endraw %}", "{{ name }}"],
    ["{% echo name | upcase %}", "ZOÉ"],
    ["{% liquid\n assign x = 2\n if x > 1\n echo 'big'\n endif %}", "big"],
  ],
  arithmetic: [
    ["{{ 4 | plus: 2 }} {{ 183.357 | plus: 12 }}", "6 195.357"],
    ["{{ 16 | minus: 4 }} {{ 10.1 | minus: 2.2 }}", "12 7.9"],
    ["{{ 0.1 | plus: 0.2 }}", "0.3"],
    ["{{ 3 | times: 2 }} {{ 24 | times: 7 }} {{ 183.357 | times: 12 }}", "6 168 2200.284"],
    ["{{ 16 | divided_by: 4 }} {{ 5 | divided_by: 3 }} {{ 9 | divided_by: 2 }}", "4 1 4"],
    ["{{ -9 | divided_by: 2 }}", "-5"],
    ["{{ 20 | divided_by: 7.0 }}", "2.857142857142857"],
    ["{% assign n = 7 | times: 1.0 %}{{ 20 | divided_by: n }}", "2.857142857142857"],
    ["{{ 7 | times: 1.0 }}", "7.0"],
    ["{{ 5.0 | divided_by: 2 }}", "2.5"],
    ["{{ '9' | divided_by: '2' }} {{ '3.5' | plus: '1' }}", "4 4.5"],
    ["{{ 3 | modulo: 2 }} {{ 24 | modulo: 7 }} {{ 183.357 | modulo: 12 }}", "1 3 3.357"],
    ["{{ -3 | modulo: 2 }}", "1"],
    ["{{ -17 | abs }} {{ '-19.86' | abs }}", "17 19.86"],
    ["{{ 1.2 | ceil }} {{ 2.0 | ceil }} {{ '3.5' | ceil }} {{ -1.2 | ceil }}", "2 2 4 -1"],
    ["{{ 1.2 | floor }} {{ 2.0 | floor }} {{ '3.5' | floor }} {{ -1.2 | floor }}", "1 2 3 -2"],
    ["{{ 1.2 | round }} {{ 2.7 | round }} {{ 183.357 | round: 2 }} {{ 2.5 | round }}", "1 3 183.36 3"],
    ["{{ -2.5 | round }} {{ 1.005 | round: 2 }}", "-3 1.01"],
    ["{{ 4 | at_least: 5 }} {{ 4 | at_least: 3 }} {{ 4 | at_most: 5 }} {{ 4 | at_most: 3 }}", "5 4 4 3"],
    ["{{ price | times: 3 }} {{ seven | divided_by: 2 }}", "30.3 3"],
    ["{{ 1 | plus: 1.5 | minus: 0.5 }}", "2.0"],
    ["{% if 2.0 == 2 %}yes{% endif %}", "yes"],
    ["{{ 9007199254740993 | plus: 0 }}", "9007199254740992"],
    ["{{ '0.1' | times: 3 }}", "0.3"],
  ],
  texts: [
    ["{{ 'ground' | append: ' control' }} {{ 'b' | prepend: 'a' }}", "ground control ab"],
    ["{{ 'title of THIS' | capitalize }}", "Title of this"],
    ["{{ 'Parker' | downcase }} {{ 'Parker' | upcase }}", "parker PARKER"],
    ["{{ '  a b  ' | strip }}|{{ '  a ' | lstrip }}|{{ ' a  ' | rstrip }}|", "a b|a | a|"],
    ["{{ 'a-a-a' | remove: 'a' }} {{ 'a-a-a' | remove_first: 'a' }} {{ 'a-a-a' | remove_last: 'a' }}", "-- -a-a a-a-"],
    ["{{ 'a-a' | replace: 'a', 'b' }} {{ 'a-a' | replace_first: 'a', 'b' }}", "b-b b-a"],
    ["{{ 'a-a' | replace_last: 'a', 'b' }} {{ 'a$&' | replace: 'a', '$&' }}", "a-b $&$&", "a-b $&amp;$&amp;"],
    ["{{ 'Liquid' | slice: 0 }} {{ 'Liquid' | slice: 2, 3 }} {{ 'Liquid' | slice: -3, 2 }}", "L qui ui"],
    ["{{ 'Liquid' | size }}", "6"],
    ["{{ 'a, b,c,,' | split: ',' | size }} {{ ' a  b ' | split: ' ' | join: '+' }}", "3 a+b"],
    ["{{ 'abc' | split: '' | join: '-' }}", "a-b-c"],
    ["{{ 'Ground control to Major Tom.' | truncate: 20 }}", "Ground control to..."],
    ["{{ 'Ground control' | truncate: 8, ', and' }} {{ 'Ground control' | truncate: 8, '' }}", "Gro, and Ground c"],
    ["{{ 'short' | truncate: 20 }}", "short"],
    [
      "{{ 'one two three four' | truncatewords: 3 }} {{ 'one two three' | truncatewords: 3 }}",
      "one two three... one two three",
    ],
    ["{{ 'one two three' | truncatewords: 1, '--' }}", "one--"],
    ["{{ '<p>Have <em>you</em> read?</p>' | strip_html }}", "Have you read?"],
    ["{{ 'a<script>x()</script>b<!-- c -->d' | strip_html }}", "abd"],
    [
      "{{ nothing | default: 'x' }} {{ hollow | default: 'x' }} {{ no | default: 'x' }} {{ zero | default: 'x' }}",
      "x x x 0",
    ],
    ["{{ no | default: true, allow_false: true }}", "false"],
    ["{{ nowhere | default: 'x' }}", "x"],
    [
      "{{ 'john@liquid.com' | url_encode }} {{ 'Tetsuro Takara!' | url_encode }}",
      "john%40liquid.com Tetsuro+Takara%21",
    ],
    ["{{ '%27Stop%21%27+said+Fred' | url_decode }}", "'Stop!' said Fred", "&#39;Stop!&#39; said Fred"],
    ["{{ 'a b&c' | url_param_escape }}", "a%20b%26c"],
    ["{{ 'one two three' | base64_encode }} {{ 'b25lIHR3bw==' | base64_decode }}", "b25lIHR3byB0aHJlZQ== one two"],
    ["{{ 'a?>b' | base64_url_safe_encode }} {{ 'YT8-Yg' | base64_url_safe_decode }}", "YT8-Yg a?>b", "YT8-Yg a?&gt;b"],
    ["{{ 'Polyglot' | sha256 | slice: 0, 8 }}", "790baca0"],
  ],
  escaping: [
    [
      "{{ title | escape }}",
      "it&#39;s &lt;new&gt; &amp; &quot;good&quot;",
      "it&#39;s &lt;new&gt; &amp; &quot;good&quot;",
    ],
    ["{{ '1 < 2 & 3' | escape_once }} {{ '1 &lt; 2 &amp; 3' | escape_once }}", "1 &lt; 2 &amp; 3 1 &lt; 2 &amp; 3"],
    ["{{ name | append: '\n' | append: name | newline_to_br }}", "Zoé<br />\nZoé"],
    ["{{ 'a\nb' | strip_newlines }}", "ab"],
    [
      "{{ person | json }}",
      '{"first":"Ann","last":"Lee"}',
      "{&quot;first&quot;:&quot;Ann&quot;,&quot;last&quot;:&quot;Lee&quot;}",
    ],
  ],
  lists: [
    ["{{ words | join: ', ' }} {{ words | join }}", "zebra, Giraffe, apple, apple zebra Giraffe apple apple"],
    ["{{ words | first }} {{ words | last }} {{ words | size }}", "zebra apple 4"],
    ["{{ words | reverse | join: ' ' }}", "apple apple Giraffe zebra"],
    ["{{ words | sort | join: ' ' }}", "Giraffe apple apple zebra"],
    ["{{ words | sort_natural | join: ' ' }}", "apple apple Giraffe zebra"],
    ["{{ numbers | sort | join: ' ' }}", "1 2 3"],
    ["{{ words | uniq | join: ' ' }}", "zebra Giraffe apple"],
    ["{{ holes | compact | join: ' ' }} {{ holes | size }}", "a b 3"],
    ["{{ words | concat: numbers | size }} {{ words | slice: 1, 2 | join: ' ' }}", "7 Giraffe apple"],
    [
      "{{ products | map: 'title' | join: ' ' }} {{ products | map: 'nested.code' | join: '' }}",
      "Spoon Lamp Knife ABC",
    ],
    ["{{ products | where: 'type', 'kitchen' | map: 'title' | join: ' ' }}", "Spoon Knife"],
    ["{{ products | where: 'available' | map: 'title' | join: ' ' }}", "Spoon Knife"],
    ["{{ products | reject: 'type', 'kitchen' | map: 'title' | join: ' ' }}", "Lamp"],
    ["{{ products | reject: 'available' | map: 'title' | join: ' ' }}", "Lamp"],
    ["{% assign p = products | find: 'title', 'Lamp' %}{{ p.price }}", "20.5"],
    ["{{ products | find_index: 'title', 'Knife' }} {{ products | has: 'title', 'Fork' }}", "2 false"],
    ["{{ products | sort: 'price' | map: 'title' | join: ' ' }}", "Spoon Knife Lamp"],
    ["{{ products | sum: 'price' }} {{ numbers | sum }}", "37.5 6"],
    ["{{ products | where: 'missing', 'x' | size }}", "0"],
    ["{{ lists | map: 'x' | compact | size }}", "0"],
  ],
  dates: [
    ["{{ '2026-07-17' | date: '%Y %m %d' }} {{ 'March 14, 2016' | date: '%b %d, %y' }}", "2026 07 17 Mar 14, 16"],
    ["{{ '2026-07-17' | date: '%a, %b %d, %y' }}", "Fri, Jul 17, 26"],
    [
      "{{ '2026-09-05T09:08:07.123Z' | date: '%F %T|%D|%R|%r|%X' }}",
      "2026-09-05 11:08:07|09/05/26|11:08|11:08:07 AM|11:08:07",
    ],
    ["{{ '2026-09-05' | date: '%e|%-d|%d|%j|%-m|%B|%h|%A' }}", " 5|5|05|248|9|September|Sep|Saturday"],
    ["{{ '2026-09-05T21:08:07Z' | date: '%H %k %I %l %p %P %M %S %L' }}", "23 23 11 11 PM pm 08 07 000"],
    [
      "{{ '2026-09-05T01:08:07Z' | date: '[%k] [%l] [%-H] [%_m] [%03d] [%^a] [%10A]' }}",
      "[ 3] [ 3] [3] [ 9] [005] [SAT] [  Saturday]",
    ],
    ["{{ '2026-01-01' | date: '%G-W%V-%u %g %w %U %W' }}", "2026-W01-4 26 4 00 00"],
    ["{{ '2027-01-01' | date: '%G-W%V-%u %U %W' }}", "2026-W53-5 00 00"],
    ["{{ '2026-01-04' | date: '%U %W' }}", "01 00"],
    ["{{ '2026-09-05T12:00:00Z' | date: '%z %:z %::z %s %C %y' }}", "+0200 +02:00 +02:00:00 1788609600 20 26"],
    [
      "{{ '2026-09-05T12:00:00Z' | date: '%c|%v|%n|%t|%%' }}",
      "Sat Sep  5 14:00:00 2026| 5-SEP-2026|\n| |%",
      "Sat Sep  5 14:00:00 2026| 5-SEP-2026|\n|\t|%",
    ],
    ["{{ 1788609600 | date: '%F %R' }} {{ 'now' | date: '%F' }}", "2026-09-05 14:00 2026-07-15"],
  ],
};

for (const kind of ["text", "html"] as const)
  describe(`Liquid as Shopify documents it, as ${kind}`, () => {
    for (const [name, cases] of Object.entries(documented))
      for (const [template, text, html = text] of cases)
        it(`${name}: ${template.replaceAll("\n", "⏎")}`, () => {
          const written = renderText(template, data, { ...options("en"), kind });
          assert.equal(written, kind === "html" ? html : text);
        });
  });

describe("tablerow", () => {
  const cases: [template: string, html: string][] = [
    [
      "{% tablerow n in numbers cols: 2 %}{{ n }}{% endtablerow %}",
      '<tr class="row1">\n<td class="col1">3</td><td class="col2">1</td></tr>\n<tr class="row2"><td class="col1">2</td></tr>\n',
    ],
    [
      "{% tablerow n in numbers limit: 1 offset: 1 %}{{ n }}{{ tablerowloop.col_first }}{% endtablerow %}",
      '<tr class="row1">\n<td class="col1">1true</td></tr>\n',
    ],
  ];
  for (const [template, html] of cases)
    it(`writes ${template}`, () => assert.equal(renderText(template, data, { ...options("en"), kind: "html" }), html));
});

describe("Liquid in a message differs from Shopify's, so that nothing wrong is sent", () => {
  const stopped: [what: string, template: string, code: string][] = [
    ["a variable that is not there is no empty text", "{{ nowhere }}", "unknown-variable"],
    ["nor is what is nothing", "{{ nothing }}", "nothing"],
    ["nor an item that is not found", "{{ products | find: 'title', 'Fork' }}", "nothing"],
    ["an object is not written", "{{ person }}", "not-a-text"],
    ["what is no number is not 0", "{{ name | plus: 1 }}", "not-a-number"],
    ["nor is what is nothing", "{{ nothing | times: 2 }}", "not-a-number"],
    ["a date in doubt is not passed on", "{{ '31/12/2026' | date: '%Y' }}", "date-in-doubt"],
    ["include, which Shopify gave up, is not there", "{% include 'x' %}", "unknown-tag"],
    ["what cannot be read stops the message, not a part of it", "{{ 'x' | }} {{ name | nope }}", "unknown-filter"],
  ];
  for (const [what, template, code] of stopped)
    it(what, () => {
      assert.throws(
        () => renderText(template, data, { ...options("en"), kind: "text" }),
        (error) => error instanceof TemplateFault && error.problems.some((one) => one.code === `message.${code}`),
      );
    });

  const written: Case[] = [
    ["[{% if true %} {% endif %}]", "[ ]"],
    ["{{ 'now' | date: '%x' }}", "15/07/2026"],
  ];
  for (const [template, text] of written)
    it(`writes ${template} as ${JSON.stringify(text)}`, () =>
      assert.equal(renderText(template, data, { ...options("en"), kind: "text" }), text));
});
