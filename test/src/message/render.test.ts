import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkTemplate, renderText, TemplateFault } from "../../../src/message/index.ts";

const render = (template: string, context: unknown = {}, language = "fr") =>
  renderText(template, context, { language, timeZone: "Europe/Paris", what: "body" });

describe("templates", () => {
  const filters: [string, unknown, string, string][] = [
    ["{{ x | distance }}", 1234, "1,2 km", "1.2 km"],
    ["{{ x | distance }}", 854, "850 m", "850 m"],
    ["{{ x | duration }}", 190, "3 min", "3 min"],
    ["{{ x | money: 'EUR' }}", 123450, "1\u202f234,50\u00a0€", "€1,234.50"],
    ["{{ x | date }}", "2026-03-29", "29 mars 2026", "March 29, 2026"],
    ["{{ x | date: 'long' }}", "2026-03-28T23:30:00Z", "29 mars 2026", "March 29, 2026"],
    ["{{ x | salutation }}", { title: "Mme", lastName: "Moreau" }, "Madame Moreau", "Dear Mme Moreau"],
    ["{{ x | salutation }}", {}, "Madame, Monsieur", "Dear Sir or Madam"],
    ["{{ x | plural: 'jour', 'jours' }}", 0, "jour", "jours"],
    ["{{ x | list }}", ["a", "b", "c"], "a, b et c", "a, b, and c"],
  ];
  for (const [template, x, french, english] of filters)
    it(`${template} of ${JSON.stringify(x)}`, () => {
      assert.equal(render(template, { x }, "fr"), french);
      assert.equal(render(template, { x }, "en"), english);
    });

  const hostile: [string, string, unknown][] = [
    ["an endless loop", "{% for i in (1..100000000) %}x{% endfor %}", {}],
    [
      "nested loops",
      "{% for i in (1..1000) %}{% for j in (1..1000) %}{% for k in (1..1000) %}x{% endfor %}{% endfor %}{% endfor %}",
      {},
    ],
    ["a file of the disk", "{% include '/etc/hostname' %}", {}],
    ["the prototype", "{{ x.constructor.name }}", { x: {} }],
    ["an unknown variable", "{{ nobody }}", {}],
    ["an unknown filter", "{{ 1 | shell }}", {}],
  ];
  for (const [name, template, context] of hostile)
    it(`refuses ${name}`, () => {
      assert.throws(() => render(template, context), TemplateFault);
    });

  it("leaves data that looks like a template alone, calls nothing, and drops control characters", () => {
    assert.equal(render("{{ x }}", { x: "{{ y }}" }), "{{ y }}");
    assert.throws(() => render("{{ x }}", { x: () => "called" }), TemplateFault);
    assert.equal(render("{{ x }}", { x: "a\u0007\u001bb\nc" }), "ab\nc");
  });

  it("takes a default for what is missing", () => {
    assert.equal(render("{{ x.name | default: 'vous' }}{% if y %}!{% endif %}", { x: {} }), "vous");
  });

  it("names every problem at once, with its place", () => {
    const fault = (() => {
      try {
        render("{{ a }}\n{{ b }}");
      } catch (error) {
        return error as TemplateFault;
      }
      return assert.fail("nothing was thrown");
    })();
    assert.deepEqual(
      fault.problems.map((problem) => /ligne (\d)/.exec(problem.detail)?.[1]),
      ["1", "2"],
    );
  });

  it("knows a broken template before anybody's data", () => {
    assert.equal(checkTemplate("{% if x %}", "body", "en").length, 1);
    assert.equal(checkTemplate("{{ x | nothing }}", "body", "en").length, 1);
    assert.deepEqual(checkTemplate("{{ x | distance }}", "body", "en"), []);
  });
});
