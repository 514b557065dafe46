import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  armsToDraw,
  branchesOf,
  type DecisionSwitchConfig,
  defaults,
  migrate,
} from "../../nodes/decision-switch/config.ts";
import { checkRules, decide } from "../../src/decision/index.ts";
import { about } from "../src/decision/table.ts";

/** Nodes as version 1 saved them. */
const first = {
  version: 1,
  name: "Accepted?",
  property: "event.data.decision",
  rules: [
    { label: "accepted", operator: "is", value: "accepted", value2: "", synonyms: ["accepté"] },
    { label: "part", operator: "contains", value: "refus", value2: "", synonyms: [] },
    { label: "small", operator: "less", value: "10", value2: "", synonyms: [] },
    { label: "some", operator: "between", value: "10", value2: "20", synonyms: [] },
    { label: "yes", operator: "true", value: "", value2: "", synonyms: [] },
    { label: "none", operator: "empty", value: "", value2: "", synonyms: [] },
  ],
  outputs: 7,
} as unknown as Partial<DecisionSwitchConfig>;

describe("a decision switch of version 1", () => {
  const now = migrate(first);

  it("keeps its branches in order, an output for each, and “other” last", () => {
    assert.equal(now.version, 2);
    assert.deepEqual(
      branchesOf(now).map(({ label }) => label),
      ["accepted", "part", "small", "some", "yes", "none"],
    );
    assert.equal(now.outputs, 7);
  });

  it("gets the types that its operators had, and what is new as it was without", () => {
    assert.deepEqual(
      now.rules.map(({ type }) => type),
      ["text", "text", "number", "number", "boolean", "any"],
    );
    assert.deepEqual(
      [now.mode, now.strict, now.zone, now.experiment, now.arms, now.property, now.name],
      ["first", false, "campaign", "", [], "event.data.decision", "Accepted?"],
    );
    for (const { field, join, more, currency } of now.rules)
      assert.deepEqual([field, join, more, currency], ["", "and", [], ""]);
    assert.deepEqual(checkRules(now.rules), []);
  });

  const values: [value: unknown, label: string][] = [
    ["ACCEPTÉ", "accepted"],
    ["un refus", "part"],
    ["9,5", "small"],
    [20, "some"],
    [true, "yes"],
    [undefined, "none"],
    [[], "none"],
    ["what", "other"],
    [["accepted"], "other"],
  ];
  for (const [value, label] of values)
    it(`sends ${JSON.stringify(value)} to “${label}” as before`, () => {
      const table = { ...now, match: "first" as const };
      assert.equal(decide({ event: { data: { decision: value } } }, table, about)[0]?.label, label);
    });

  it("is the same when it is brought forward twice, or came by the editor with what is new undefined", () => {
    assert.deepEqual(migrate(now), now);
    const edited = {
      ...first,
      mode: undefined,
      arms: undefined,
      strict: undefined,
      zone: undefined,
      experiment: undefined,
    };
    assert.deepEqual(migrate(edited as Partial<DecisionSwitchConfig>), now);
    assert.deepEqual(migrate({}), defaults);
  });
});

describe("a decision switch whose fields come from the environment", () => {
  // A variable of a group or a subflow keeps its type.
  const saved = {
    ...defaults,
    property: 7,
    experiment: 2026,
    rules: [{ ...defaults.rules[0], label: 5, value: 12, synonyms: [true, 3] }],
    arms: [{ label: 1, weight: 3, holdout: false, key: "" }],
  } as unknown as DecisionSwitchConfig;

  it("reads numbers and truths as the words they are", () => {
    const { property, experiment, rules, arms } = migrate(saved);
    assert.deepEqual([property, experiment, arms[0]?.label, arms[0]?.key], ["7", "2026", "1", "1"]);
    assert.deepEqual([rules[0]?.label, rules[0]?.value, rules[0]?.synonyms], ["5", "12", ["true", "3"]]);
    assert.deepEqual(checkRules(rules), []);
    assert.equal(decide({ 7: "12" }, { ...migrate(saved), match: "first" }, about)[0]?.label, "5");
  });

  const currencies: [saved: string, read: string][] = [
    [" eur ", "EUR"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable as Node-RED writes it.
    ["${euro}", "${euro}"],
    ["", ""],
  ];
  for (const [currency, read] of currencies)
    it(`reads the currency ${JSON.stringify(currency)} as ${JSON.stringify(read)}`, () => {
      const rules = [{ ...defaults.rules[0]!, type: "money" as const, currency }];
      assert.equal(migrate({ rules }).rules[0]?.currency, read);
    });

  it("looks where it is told, whatever spaces stand around it", () => {
    assert.equal(migrate({ property: " event.data.decision\n" }).property, "event.data.decision");
  });
});

describe("a decision switch by chance", () => {
  it("has an output for each arm, and keeps what people were drawn by", () => {
    const arms = [
      { label: "A", weight: "2", holdout: false },
      { label: "renamed", weight: 1, holdout: true, key: "B" },
    ] as unknown as DecisionSwitchConfig["arms"];
    const node = migrate({ ...defaults, mode: "split", arms });
    assert.equal(node.outputs, 3);
    assert.deepEqual(
      armsToDraw(node.arms).map(({ key, weight }) => [key, weight]),
      [
        ["A", 2],
        ["B", 1],
      ],
    );
  });

  const weights: [saved: number | string, drawn: number][] = [
    ["12,5", 12.5],
    [" 3 ", 3],
    ["", Number.NaN],
    ["half", Number.NaN],
    [0, 0],
  ];
  for (const [weight, drawn] of weights)
    it(`reads the weight ${JSON.stringify(weight)} as ${drawn}`, () =>
      assert.equal(armsToDraw([{ label: "A", key: "A", holdout: false, weight }])[0]?.weight, drawn));
});
