import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, it } from "mocha";
import { Fault } from "../../../src/contract/index.ts";
import { lengthOf, personOf, readCase } from "../../../src/play/index.ts";
import { stepKinds } from "../../../src/play/step.ts";

/** Nobody waits for a case: its `then` is what happens. */
// biome-ignore lint/suspicious/noThenProperty: a case says what happens then.
const withWords = (...words: unknown[]) => ({ ...least, then: words });
const least = { version: 1, name: "A case", entry: "List", recipient: { id: "R-1" } };

describe("a case file", () => {
  const folder = fileURLToPath(new URL("../../../docs/cases", import.meta.url));
  for (const name of readdirSync(folder))
    it(`${name} is one`, () => {
      readCase(JSON.parse(readFileSync(`${folder}/${name}`, "utf8")), "en");
    });

  it("is shown in the guide, with every kind of step", () => {
    const guide = readFileSync(new URL("../../../docs/play.md", import.meta.url), "utf8");
    const [, shown = ""] = /```json\n([\s\S]*?)```/.exec(guide) ?? [];
    readCase(JSON.parse(shown), "en");
    const [, table = ""] = /\n\| kind \|[^\n]*\n\|---\|---\|\n([\s\S]*?)\n\n/.exec(guide) ?? [];
    const kinds = [...table.matchAll(/^\|([^|]*)\|/gm)].flatMap(([, names = ""]) => names.match(/[a-z-]{3,}/g) ?? []);
    assert.deepEqual(kinds.toSorted(), stepKinds.toSorted());
  });

  it("has a person who is known by the case key, or is told what is wrong with them, in the language of who plays", () => {
    assert.equal(personOf(readCase({ ...least, recipient: {}, caseKey: "D-1" }, "en"), "en").id, "D-1");
    const wrong = readCase({ ...least, recipient: { email: "nothing" } }, "en");
    const problem = (language: string) => {
      try {
        return personOf(wrong, language).id;
      } catch (error) {
        const { key, data } = error as Fault;
        assert.deepEqual([key, data.pointer], ["play.recipient", "/recipient/email"]);
        return data.problem;
      }
    };
    assert.match(String(problem("en")), /^Invalid email/);
    assert.match(String(problem("fr")), /invalide$/);
  });

  it("says no more than it has to", () => {
    assert.deepEqual(readCase(least, "en"), withWords());
  });

  const wrong: [string, unknown, string][] = [
    ["is no object", [], "/"],
    ["is of another version", { ...least, version: 2 }, "/version"],
    ["has no entry", { ...least, entry: undefined }, "/entry"],
    ["begins at no time", { ...least, startsAt: "tomorrow" }, "/startsAt"],
    ["has a word of no node", withWords({ data: {} }), "/then/0/node"],
    ["has a word after no length", withWords({ node: "n", data: {}, after: "10 days" }), "/then/0/after"],
    ["has an answer with no status", { ...least, answers: { "a/b": { status: 7, data: {} } } }, "/answers/a~1b/status"],
    ["expects what nobody knows", { ...least, expect: [{ kind: "explodes" }] }, "/expect/0/kind"],
    ["names what nobody reads", { ...least, expects: [] }, "/"],
    ["would name its own play", { ...least, play: "p" }, "/"],
  ];
  for (const [what, value, pointer] of wrong)
    it(`that ${what} is told of at ${pointer}`, () => {
      assert.throws(
        () => readCase(value, "fr"),
        (error) => error instanceof Fault && error.key === "play.case" && error.data.pointer === pointer,
      );
    });

  const lengths: [string, number | undefined][] = [
    ["P3D", 259_200_000],
    ["P1W", 604_800_000],
    ["PT90M", 5_400_000],
    ["P1DT6H", 108_000_000],
    ["PT0.5H", undefined],
    ["P", undefined],
    ["PT", undefined],
    ["P1M", undefined],
    ["-P1D", undefined],
  ];
  for (const [written, ms] of lengths) it(`${written} is ${ms} ms`, () => assert.equal(lengthOf(written), ms));
});
