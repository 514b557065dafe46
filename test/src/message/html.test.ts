import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { type Blocks, checkTemplate, renderText, TemplateFault } from "../../../src/message/index.ts";
import { attributesOf, structureOf, textOf } from "./parse-html.ts";
import { options } from "./setting.ts";

const blocks: Blocks = {
  card: { kind: "html", variants: { default: "en", texts: { en: '<p title="{{ v }}">{{ v }}{{ given }}</p>' } } },
  legal: { kind: "text", variants: { default: "en", texts: { en: "a < b & {{ v }}\nend" } } },
};
const html = (template: string, data: unknown) =>
  renderText(template, data, { ...options("en"), kind: "html", blocks });

/** What breaks out of somewhere, or looks as if it would. */
const sharp = [
  ...[
    "<b>",
    "</p>",
    '"',
    "'",
    "\"'><script>alert(1)</script>",
    "' onload='x",
    '" onload="x',
    "`",
    "&",
    "&lt;",
    "&amp;",
  ],
  ...[
    "-->",
    "--!>",
    "]]>",
    "<![endif]-->",
    "</script>",
    "</title>",
    "</style>",
    "<!--",
    "javascript:alert(1)",
    "\u0000",
  ],
  ...[
    "{{ v }}",
    "{% endraw %}",
    "\\",
    "\u2028",
    "\ud800",
    "\n",
    "\r\n",
    "\t",
    'https://example.org/" x',
    "=",
    "/",
    " ",
  ],
];
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...sharp), fc.string({ unit: "binary", maxLength: 6 })), { maxLength: 5 })
  .map((parts) => parts.join(""));

describe("HTML", () => {
  const v = `<b> & "Q" 'q'`;
  const escaped = "&lt;b&gt; &amp; &quot;Q&quot; &#39;q&#39;";
  const cases: [what: string, template: string, written: string][] = [
    ["an output is escaped", "{{ v }}", escaped],
    ["escape escapes no second time", "{{ v | escape }}", escaped],
    ["nor do two of them", "{{ v | escape | escape }}", escaped],
    ["nor a filter after it", "{{ v | escape | upcase }}", escaped.replace("lt;b", "lt;B").replace("39;q", "39;Q")],
    [
      "what was captured is not escaped again",
      "{% capture c %}<i>{{ v }}</i>{% endcapture %}{{ c }}",
      `<i>${escaped}</i>`,
    ],
    [
      "nor when it is captured twice",
      "{% capture c %}{{ v }}{% endcapture %}{% capture d %}{{ c }}{% endcapture %}{{ d }}",
      escaped,
    ],
    [
      "nor with something beside it",
      "{% capture c %}<i>{{ v }}</i>{% endcapture %}{{ c | append: v | prepend: '&' | strip }}",
      `&amp;<i>${escaped}</i>${escaped}`,
    ],
    ["nor as a default", "{% capture c %}<i>{{ v }}</i>{% endcapture %}{{ c | default: 'x' }}", `<i>${escaped}</i>`],
    [
      "nor by a filter that reads it",
      "{% capture c %}{{ v }}{% endcapture %}{{ c | downcase }}",
      escaped.replace("Q", "q"),
    ],
    [
      "a captured text is compared as it is",
      "{% capture c %}{{ v }}{% endcapture %}{% if c == v %}same{% endif %}",
      "same",
    ],
    ["and finds what it names", "{% capture c %}{{ k }}{% endcapture %}{{ m[c] }}", "found"],
    ["an assigned text is escaped", "{% assign a = v %}{{ a }}", escaped],
    ["echo escapes", "{% echo v %}", escaped],
    ["liquid's lines escape", "{% liquid\n echo v\n %}", escaped],
    ["cycle escapes", "{% cycle v, 'x' %}", escaped],
    ["a list escapes", "{{ l }}", "&lt;b&gt;&amp;"],
    ["join escapes what is between, too", "{{ l | join: '<br>' }}", "&lt;b&gt;&lt;br&gt;&amp;"],
    ["line breaks become elements", "{{ 'a<\nb' | newline_to_br }}", "a&lt;<br />\nb"],
    ["entities stay where they are asked to", "{{ '&lt; &amp; & <' | escape_once }}", "&lt; &amp; &amp; &lt;"],
    [
      "JSON in an attribute is escaped",
      `<i data-x="{{ l | json }}"></i>`,
      '<i data-x="[&quot;&lt;b&gt;&quot;,&quot;&amp;&quot;]"></i>',
    ],
    [
      "JSON in a script is JSON",
      "<script>f({{ l | json }})</script>",
      '<script>f(["\\u003cb\\u003e","\\u0026"])</script>',
    ],
    ["a block escapes", "{% render 'card' given: v %}", `<p title="${escaped}">${escaped}${escaped}</p>`],
    ["a text block is escaped as a whole", "{% render 'legal' %}", `a &lt; b &amp; ${escaped}<br>\nend`],
    ["data with Liquid in it stays data", "{{ liquid }}", "{{ v }}{% raw %}"],
    [
      "a table escapes",
      "{% tablerow x in l cols: 1 %}{{ x }}{% endtablerow %}",
      '<tr class="row1">\n<td class="col1">&lt;b&gt;</td></tr>\n<tr class="row2"><td class="col1">&amp;</td></tr>\n',
    ],
    ["what is optional escapes", "{% optional %}<b>{{ v }}</b>{% endoptional %}", `<b>${escaped}</b>`],
  ];
  for (const [what, template, written] of cases)
    it(what, () =>
      assert.equal(
        html(template, { v, l: ["<b>", "&"], k: "d'or", m: { "d'or": "found" }, liquid: "{{ v }}{% raw %}" }),
        written,
      ),
    );

  const refused: [what: string, template: string, codes: string[]][] = [
    ["an address without its filter", '<a href="{{ v }}">x</a>', ["no-url-filter"]],
    ["also after a blank", '<a href=" {{ v }}">x</a>', ["no-url-filter"]],
    ["also of a picture", '<img alt="" src="{{ v | escape }}">', ["no-url-filter"]],
    ["a part of an address", '<a href="https://example.org/{{ v }}">x</a>', ["no-part-filter"]],
    ["the filter url, but not last", '<a href="{{ v | url | append: v }}">x</a>', ["no-url-filter"]],
    ["no quotes", "<a title={{ v }}>x</a>", ["unquoted"]],
    ["no quotes, further on", "<a title=a{{ v }}>x</a>", ["unquoted"]],
    ["the name of an attribute", "<a {{ v }}='x'>x</a>", ["in-tag"]],
    ["the name of a tag", "<{{ v }}>x", ["in-tag"]],
    ["a script", "<script>var x = '{{ v }}'</script>", ["in-script"]],
    ["a script that is an attribute", '<a onclick="f({{ v | json }})">x</a>', ["in-script"]],
    ["a page in an attribute", '<iframe srcdoc="{{ v }}"></iframe>', ["in-script"]],
    ["a style sheet", "<style>p { color: {{ v }} }</style>", ["in-style"]],
    ["echo", "<a title={% echo v %}>x</a>", ["unquoted"]],
    ["a tag in a comment", "<!-- {% echo v %} -->", ["in-comment"]],
    ["a block", "<script>{% render 'card' %}</script>", ["in-script"]],
    ["a conditional comment", '<!--[if mso]><a href="{{ v }}">x</a><![endif]-->', ["no-url-filter"]],
    ["several", '<a href="{{ v }}" title={{ v }}>{{ v | nope }}</a>', ["no-url-filter", "unquoted", "unknown-filter"]],
    ["a filter that lets everything in", "{{ v | raw }}", ["unknown-filter"]],
  ];
  for (const [what, template, codes] of refused)
    it(`is not rendered where a value is in danger: ${what}`, () => {
      assert.throws(
        () => html(template, { v: "x" }),
        (error) => {
          assert.ok(error instanceof TemplateFault);
          assert.deepEqual(
            error.problems.map(({ code }) => code),
            codes.map((code) => `message.${code}`),
          );
          return true;
        },
      );
    });

  const sound = [
    "<a href=\"{{ v | url }}\" title='{{ v }}'>{{ v }}</a>",
    '<a href="https://example.org/{{ v | url_encode }}?x={{ v | url_param_escape }}">x</a>',
    '<a href="mailto:{{ v | url_encode }}">x</a>',
    '<p style="color: {{ v }}">x</p>',
    "<!-- {{ v }} --><title>{{ v }}</title><textarea>{{ v }}</textarea>",
    "<!--[if gte mso 9]><p>{{ v }}</p><![endif]--><!--[if !mso]><!--><p>{{ v }}</p><!--<![endif]-->",
    '<p {% if v %}class="a"{% endif %}>1 < 2 {{ v }}</p>',
    "{% comment %}<a href={{ v }}>{% endcomment %}{{ v }}",
    '<script type="application/ld+json">{"name": {{ v | json }} }</script>{{ v }}',
    "<p>a &lt; {{ v }}</p><br/><hr>{{ v }}",
  ];
  for (const template of sound)
    it(`is taken: ${template}`, () => assert.deepEqual(checkTemplate(template, "html"), []));

  it("keeps its structure, whatever the data", () => {
    const template = `<p title="{{ v }}" class='{{ v }}' style="color: {{ v }}">{{ v }}{{ v | escape }}{{ v | escape_once }}</p>
      {% capture c %}<i>{{ v }}</i>{% endcapture %}{{ c }}{{ c | append: v }}<b title="{{ v | json }}">{{ c | upcase | prepend: v }}</b>
      {{ v | newline_to_br }}{{ l | join: v }}{% for x in l %}<u>{{ x }}</u>{% endfor %}{% cycle v, v %}{% echo v %}
      <!-- {{ v }} --><!--{{ v }}><i>x</i>--><!--{{ v }}-><i>x</i>--><!-- {{ v }}!><i>x</i> --><!--[if mso]><p>{{ v }}</p><![endif]--><textarea>{{ v }}</textarea>
      <script>f({{ v | json }}, {{ l | json }})</script><a href="https://example.org/{{ v | url_encode }}?{{ v | url_param_escape }}">x</a>
      {% render 'card' given: v %}{% render 'legal' %}{{ v | truncate: 5 }}{{ v | strip_html }}{{ v | replace: '&', v | slice: 1, 9 }}
      {% tablerow x in l %}{{ x }}{% endtablerow %}{{ v | capitalize_name }}{{ l | list }}{{ v | base64_encode }}{{ o | json }}`;
    const data = (text: string) => ({ v: text, l: [text, "b"], o: { [text]: text } });
    const expected = structureOf(html(template, data("x")), ["br"]);
    assert.equal(expected.filter((one) => one.startsWith("p title")).length, 2);
    fc.assert(
      fc.property(anyText, (text) => {
        assert.deepEqual(structureOf(html(template, data(text)), ["br"]), expected);
      }),
      { numRuns: 300 },
    );
  });

  it("shows the data as it is, but for what cannot be shown", () => {
    // The parser itself takes out a line feed that begins a textarea, and knows no lone surrogates.
    const shown = (text: string) =>
      text
        .toWellFormed()
        .replace(/\r\n?/g, "\n")
        .replace(/(?![\n\t])\p{Cc}/gu, "");
    fc.assert(
      fc.property(anyText, (text) => {
        const page = html('<p>{{ v }}</p><i title="{{ v }}"></i>', { v: text });
        assert.equal(textOf(page), shown(text));
        assert.deepEqual(attributesOf(page, "title"), [shown(text)]);
      }),
      { numRuns: 200 },
    );
  });

  it("links to https, mailto and tel alone, whatever the data", () => {
    const prefixes = [
      "",
      "https://example.org/",
      "mailto:a@example.org?",
      "tel:+33",
      "javascript:",
      "data:text/html,",
      "//",
      "http://",
    ];
    fc.assert(
      fc.property(fc.constantFrom(...prefixes), anyText, (prefix, text) => {
        let page: string;
        try {
          page = html('<a href="{{ v | url }}">x</a>', { v: prefix + text });
        } catch (error) {
          assert.ok(error instanceof TemplateFault);
          return;
        }
        const [href = ""] = attributesOf(page, "href");
        assert.match(href, /^(https:\/\/|mailto:|tel:)/);
        assert.deepEqual(structureOf(page), structureOf('<a href="x">x</a>'));
      }),
      { numRuns: 300 },
    );
  });
});
