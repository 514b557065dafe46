import assert from "node:assert/strict";
import { describe, it } from "mocha";
import register from "../../nodes/decision-switch/decision-switch.ts";
import { DecisionPart } from "../../src/contract/index.ts";
import { flowOf, nodeRed } from "./helper.ts";

const rule = (label: string, operator: string, value: string, more: object = {}) => ({
  ...{ label, operator, value, value2: "", synonyms: [], ...more },
});
const rules = [
  rule("accepted", "is", "accepted", { synonyms: ["accepté", "approved"] }),
  rule("degraded", "is", "degraded"),
  rule("large", "at-least", "1000"),
];
const node = { type: "decision-switch", rules };
const campaign = (locale: string) => ({ id: "c1", name: "Spring", locale, timeZone: "UTC", test: false });

const cases: { name: string; value?: unknown; output: number; label: string; reason: string; locale?: string }[] = [
  {
    name: "the first rule",
    value: "accepted",
    output: 0,
    label: "accepted",
    reason: "“accepted” is “accepted”: rule 1, “accepted”.",
  },
  {
    name: "capitals and space",
    value: " ACCEPTED ",
    output: 0,
    label: "accepted",
    reason: "“ ACCEPTED ” is “accepted”: rule 1, “accepted”.",
  },
  {
    name: "a synonym without its accent",
    value: "Accepte",
    output: 0,
    label: "accepted",
    reason: "« Accepte » se dit aussi « accepté » ici : règle 1 « accepted ».",
    locale: "fr",
  },
  {
    name: "the second rule",
    value: "degraded",
    output: 1,
    label: "degraded",
    reason: "“degraded” is “degraded”: rule 2, “degraded”.",
  },
  { name: "a number", value: 1000, output: 2, label: "large", reason: "1000 is at least 1000: rule 3, “large”." },
  { name: "a number below", value: 999, output: 3, label: "other", reason: "No rule matches the number 999." },
  { name: "a word of no rule", value: "perhaps", output: 3, label: "other", reason: "No rule matches “perhaps”." },
  {
    name: "no value",
    output: 3,
    label: "other",
    reason: "Il n’y a pas de valeur, et aucune règle ne le prévoit.",
    locale: "fr",
  },
  {
    name: "a list",
    value: ["accepted"],
    output: 3,
    label: "other",
    reason: "The value is a list or an object; no rule compares those.",
  },
];

const faulty: { name: string; rules: object[]; log: RegExp }[] = [
  {
    name: "two rules of one label",
    rules: [rule("a", "is", "x"), rule("a", "is", "y")],
    log: /^Rules 1 and 2 are both labelled “a”\. Give/,
  },
  {
    name: "a rule that is never reached",
    rules: [rule("a", "at-least", "1"), rule("b", "at-least", "5")],
    log: /“b”, is never reached.* Move it up/,
  },
  { name: "a bound that is no number", rules: [rule("a", "less", "ten")], log: /“ten” is not a number\. Write digits/ },
];

describe("the decision switch node", () => {
  const red = nodeRed(register);

  for (const { name, value, output, label, reason, locale = "en" } of cases)
    it(`sends ${name} by output ${output}, as the contract has it`, async () => {
      await red.load(flowOf(node, 4));
      const response = { end() {} };
      const event = { id: "e", type: "decision", receivedAt: "2026-03-31T07:00:00Z", data: { decision: value } };
      const received = { topic: "mine", res: response, mine: { deep: [1] }, event, campaign: campaign(locale) };
      red.receive(received);
      const message = await red.first(output);
      const { decision, payload, _msgid, ...rest } = message;
      const kept = value === undefined ? {} : { value };
      assert.deepEqual(DecisionPart.parse(decision), { ...kept, label, rule: output === 3 ? -1 : output, reason });
      assert.equal(payload, label);
      assert.deepEqual(rest, { topic: "mine", res: response, mine: { deep: [1] }, event, campaign: campaign(locale) });
      assert.equal(message.res, response);
      assert.equal(message, received, "the message that was given");
      await red.status(output === 3 ? "yellow dot status.other" : `green dot ${label}`);
      for (const port of [0, 1, 2, 3]) assert.equal(red.at(port).length, port === output ? 1 : 0);
    });

  it("looks at any property, and has one output where there is no rule", async () => {
    await red.load(flowOf({ ...node, property: "payload.answer", rules: [] }, 1));
    red.receive({ payload: { answer: "accepted" } });
    assert.deepEqual((await red.first(0)).decision, {
      value: "accepted",
      label: "other",
      rule: -1,
      reason: "No rule matches “accepted”.",
    });
  });

  it("understands a node that was saved without its newer properties", async () => {
    await red.load(flowOf({ type: "decision-switch" }, 3));
    red.receive({ event: { data: { decision: "refused" } } });
    assert.equal((await red.first(1)).payload, "refused");
  });

  for (const { name, rules: table, log } of faulty)
    it(`warns of ${name} at its deploy, and works on`, async () => {
      await red.load(flowOf({ ...node, rules: table }, table.length + 1));
      const warnings = red.logged.filter((line) => line.node === "node");
      assert.equal(warnings[0]?.level, "warn");
      assert.match(warnings[0]?.text ?? "", log);
      red.receive({ event: { data: { decision: "of no rule" } } });
      await red.first(table.length);
    });

  it("reaches a catch node with a message that cannot be read", async () => {
    await red.load(flowOf(node, 4));
    const event = Object.defineProperty({}, "data", {
      get() {
        throw new Error("cannot be read");
      },
    });
    red.node().emit("input", { event, topic: "mine" });
    const caught = await red.first("caught");
    assert.match((caught.error as { message: string }).message, /cannot be read$/);
    await red.status("red dot status.error");
  });
});
