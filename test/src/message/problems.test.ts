import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkTemplate, renderText, TemplateFault } from "../../../src/message/index.ts";
import { options } from "./setting.ts";

const places = (problems: { pointer: string; code: string }[]) => problems.map((one) => `${one.pointer} ${one.code}`);

describe("the problems of a template", () => {
  const checked: [string, string[]][] = [
    ["Hello {{ name }}", []],
    ["a\n  {{ x | nope }}", ["body:2:3 message.unknown-filter"]],
    ["{{ a | no }}\n{{ b | nay }}", ["body:1:1 message.unknown-filter", "body:2:1 message.unknown-filter"]],
    ["a\n{% if x %}", ["body:2:1 message.not-closed"]],
    ["a {{ x", ["body:1:3 message.not-closed"]],
    ["\n {% nope %}", ["body:2:2 message.unknown-tag"]],
  ];
  for (const [template, expected] of checked) {
    it(`are found without data in ${JSON.stringify(template)}`, () => {
      assert.deepEqual(places(checkTemplate(template, "print", { name: "body", language: "fr" })), expected);
    });
  }

  const found: [string, string[]][] = [
    ["{{ a }}\n {{ b.c }}", ["body:1:4 message.unknown-variable", "body:2:5 message.unknown-variable"]],
    ['{{ "x" | money: "EUR" }}', ["body:1:1 message.not-a-number"]],
    ["{{ 1 | money }}", ["body:1:1 message.currency"]],
    ['{{ 1 | plural: "a" }}', ["body:1:1 message.plural"]],
    ['{{ "31/12/2026" | date }}', ["body:1:1 message.date-in-doubt"]],
    ['{{ "2026-02-31" | date }}', ["body:1:1 message.not-a-date"]],
    ['{{ "2026-02-28" | date: "wide" }}', ["body:1:1 message.date-style"]],
    ['{{ "2026-02-28" | date: "%Q" }}', ["body:1:1 message.date-pattern"]],
    ["{{ p | list }}", ["body:1:1 message.list"]],
  ];
  for (const [template, expected] of found) {
    it(`are found together in ${JSON.stringify(template)}`, () => {
      assert.throws(
        () => renderText(template, { p: [{}] }, options()),
        (error) => {
          assert.ok(error instanceof TemplateFault);
          assert.deepEqual(places(error.problems), expected);
          return true;
        },
      );
    });
  }

  it("never hold the data", () => {
    assert.throws(
      () => renderText('{{ p.lastName | money: "EUR" }}', { p: { lastName: "Dupont" } }, options()),
      (error) => error instanceof TemplateFault && !JSON.stringify([error.message, error.problems]).includes("Dupont"),
    );
  });
});
