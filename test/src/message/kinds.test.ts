import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { type Kind, renderText } from "../../../src/message/index.ts";
import { options } from "./setting.ts";

const render = (kind: Kind, template: string, data: unknown = {}) =>
  renderText(template, data, { ...options("fr"), kind });

describe("what a template writes", () => {
  const v = "a\r\nb\tc\u0000\u001b[1m\u0085\u2028\u202ed\ud800<&>\"'";
  const cases: [kind: Kind, template: string, written: string][] = [
    ["subject", "{{ v }}", "a b c [1m d\ufffd<&>\"'"],
    ["subject", "\n  Dossier\n  {{ 'x' }}  \n", "Dossier x"],
    ["text", "{{ v }}", "a\nb c[1m\u2028\u202ed\ufffd<&>\"'"],
    ["print", "{{ v }}", "a\nb c[1m\u2028\u202ed\ufffd<&>\"'"],
    ["sms", "{{ v }}", "a\nb c[1m\u2028\u202ed\ufffd<&>\"'"],
    ["html", "{{ v }}", "a\nb\tc[1m\u2028\u202ed\ufffd&lt;&amp;&gt;&quot;&#39;"],
    ["json", '"{{ v }}"', JSON.stringify(v)],
    ["address", "{{ 'a b/ç?&' }}", "a%20b%2F%C3%A7%3F%26"],
    ["value", "{{ v | upcase }}", "A\nB C[1M\u2028\u202eD\ufffd<&>\"'"],
    ["print", "{{ 123450 | money: 'EUR' }}", "1\u202f234,50\u00a0€"],
    ["html", "{{ 123450 | money: 'EUR' }}", "1\u202f234,50\u00a0€"],
    ["sms", "{{ 123450 | money: 'EUR' }} {{ 3700 | duration }}", "1 234,50 € 1 h 2 min"],
    ["value", "[{{ nothing }}]", "[]"],
    ["address", "[{{ nothing }}]", "[]"],
    ["json", "[{{ nothing }}]", "[null]"],
    ["json", '{"a": {{ o }}, "b": {{ 2.50 }}, "c": "{{ s | json }}"}', '{"a": {"x":"\\""}, "b": 2.5, "c": ""\\"""}'],
    ["json", '{% capture c %}"{{ s }}"{% endcapture %}{{ c }}', '"\\""'],
    ["address", "{% capture c %}x/{{ 'a/b' }}{% endcapture %}{{ c }}", "x/a%2Fb"],
  ];
  for (const [kind, template, written] of cases)
    it(`${kind}: ${JSON.stringify(template)}`, () =>
      assert.equal(render(kind, template, { v, nothing: null, o: { x: '"' }, s: '"' }), written));

  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc
      .array(fc.constantFrom("\r", "\n", "\u0085", "\u2028", "\u2029", "\v", "\f", "\u0000", " ", "x"), {
        maxLength: 8,
      })
      .map((all) => all.join("")),
  );

  it("of a subject is one line, whatever the data and the template", () => {
    fc.assert(
      fc.property(text, text, (value, around) => {
        const subject = render(
          "subject",
          `${around.replace(/[{}%]/g, "")}\n{{ v }}{{ l }}{{ v | upcase }}{% capture c %}{{ v }}{% endcapture %}{{ c }}`,
          {
            v: value,
            l: [value, value],
          },
        );
        assert.doesNotMatch(subject, /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Cs}/u);
      }),
    );
  });

  it("of text has no control characters but the line feed, whatever the data", () => {
    fc.assert(
      fc.property(fc.constantFrom<Kind>("text", "sms", "print"), text, (kind, value) => {
        assert.doesNotMatch(render(kind, "{{ v }}", { v: value }), /(?!\n)\p{Cc}|\p{Cs}/u);
      }),
    );
  });

  it("of JSON is the data again, whatever it is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), text, (value, words) => {
        const json = render("json", '{"v": {{ v | json }}, "w": "{{ w }}", "b": {{ v }}}', { v: value, w: words });
        if (typeof value === "string") return;
        // A name of prototypes is no data.
        const clean = JSON.parse(JSON.stringify(value).replaceAll('"__proto__":', '"x":')) as unknown;
        if (JSON.stringify(clean) !== JSON.stringify(value)) return;
        assert.deepEqual(JSON.parse(json), { v: clean, w: words, b: clean });
      }),
    );
  });
});
