import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { Fault } from "../../../src/contract/index.ts";
import { renderText, TemplateFault } from "../../../src/message/index.ts";
import { options } from "./setting.ts";

function codes(template: string, data: unknown): string[] {
  try {
    renderText(template, data, options("en"));
  } catch (error) {
    assert.ok(error instanceof TemplateFault);
    return error.problems.map((problem) => problem.code);
  }
  return [];
}

describe("a hostile template", () => {
  const nested = "{% for a in (1..9999) %}{% for b in (1..9999) %}x{% endfor %}{% endfor %}";
  const refused: [string, string, unknown, string][] = [
    ["an endless range", "{% for i in (1..999999999) %}x{% endfor %}", {}, "message.too-much"],
    ["nested loops", nested, {}, "message.too-"],
    ["empty nested loops", nested.replace("x", ""), {}, "message.too-"],
    [
      "a text that doubles",
      `{% assign s = "xxxxxxxxxx" %}${"{% assign s = s | append: s %}".repeat(30)}`,
      {},
      "message.too-much",
    ],
    ["a template without end", "x".repeat(200_001), {}, "message.too-long"],
    ["include", '{% include "/etc/passwd" %}', {}, "message.unknown-tag"],
    ["render", '{% render "../../package.json" %}', {}, "message.unknown-block"],
    ["layout", '{% layout "/etc/passwd" %}', {}, "message.unknown-tag"],
    ["a constructor", "{{ a.constructor }}", { a: {} }, "message.unknown-variable"],
    ["a constructor of the context", "{{ constructor.name }}", {}, "message.unknown-variable"],
    ["a prototype", "{{ a.__proto__.polluted }}", { a: {} }, "message.unknown-variable"],
    ["a method of a list", "{{ a.map }}", { a: [1] }, "message.unknown-variable"],
    ["a filter called constructor", "{{ 1 | constructor }}", {}, "message.unknown-filter"],
    ["a filter called __proto__", "{{ 1 | __proto__ }}", {}, "message.unknown-filter"],
    ["a tag called constructor", "{% constructor %}", {}, "message.unknown-tag"],
    ["a function", "{{ f }}", { f: () => assert.fail("called") }, "message.unknown-variable"],
    ["a toJSON of the data", "{{ a }}", { a: { toJSON: () => assert.fail("called") } }, "message.not-a-text"],
    [
      "a getter",
      "{{ a.b }}",
      {
        a: {
          get b() {
            return assert.fail("called");
          },
        },
      },
      "message.unknown-variable",
    ],
    ["a promise", "{{ a }}", { a: Promise.resolve("x") }, "message.not-a-text"],
  ];
  for (const [name, template, data, code] of refused) {
    it(`is refused: ${name}`, () => {
      const [first] = codes(template, data);
      assert.ok(first?.startsWith(code), first ?? "rendered");
    });
  }

  const rendered: [string, string, unknown, string][] = [
    ["Liquid in the data", "{{ a }}", { a: "{{ b }}{% include 'x' %}" }, "{{ b }}{% include 'x' %}"],
    ["markup", "{{ a }}", { a: "<b>&" }, "<b>&"],
    ["control characters", "a\u0000\u001b[31m\r\n{{ a }}", { a: "x\u0007\u0085\ty" }, "a[31m\nx y"],
    ["an unknown name in a condition", "{% if a %}x{% else %}y{% endif %}", {}, "y"],
    ["an unknown name with a default", '{{ a | default: "z" }}', {}, "z"],
  ];
  for (const [name, template, data, text] of rendered) {
    it(`stays text: ${name}`, () => assert.equal(renderText(template, data, options()), text));
  }

  it("does not take data that runs in a circle", () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    assert.throws(
      () => renderText("x", circle, options()),
      (error) => error instanceof Fault && error.key === "message.context",
    );
  });
});
