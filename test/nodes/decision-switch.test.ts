import assert from "node:assert/strict";
import { describe, it } from "mocha";
import register from "../../nodes/decision-switch/decision-switch.ts";
import { DecisionPart } from "../../src/contract/index.ts";
import { reasonInWords } from "../../src/decision/index.ts";
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
    reason: "« Accepte » correspond au synonyme « accepté » : règle 1 « accepted ».",
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

/** As its form saves it. */
const typed = (type: string, operator: string, value: string, more: object = {}) => ({
  ...{ field: "", type, operator, value, value2: "", currency: "", synonyms: [], ...more },
});
const branch = (label: string, first: object, more: object[] = []) => ({ ...first, label, join: "and", more });

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
      const { why, ...told } = DecisionPart.parse(decision);
      assert.deepEqual(told, { ...kept, label, rule: output === 3 ? -1 : output, reason });
      assert.equal(reasonInWords({ why }, locale), reason);
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
      why: [{ key: "decision.other.value", value: "accepted" }],
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

  describe("that takes all matches", () => {
    const all = {
      ...{ type: "decision-switch", version: 2, mode: "all", property: "event.data.decision" },
      rules: [
        branch("old", typed("number", "more", "60", { field: "recipient.attributes.age" })),
        branch("yes", typed("text", "is", "accepted")),
        branch("gold", typed("list", "holds", "gold", { field: "recipient.attributes.cards" })),
        branch("any", typed("any", "not-empty", "")),
      ],
    };
    const received = () => ({
      event: { data: { decision: "Accepted" } },
      recipient: { attributes: { age: 25, cards: ["Gold"] } },
      mine: { deep: [{ one: 1 }] },
      bytes: Buffer.from("abc"),
    });

    it("gives each branch a message of its own, with its own decision", async () => {
      await red.load(flowOf(all, 5));
      const message = received();
      red.receive(message);
      const branches = await Promise.all([1, 2, 3].map((output) => red.first(output)));
      assert.deepEqual(
        branches.map(({ decision, payload }) => [
          (decision as DecisionPart).label,
          (decision as DecisionPart).rule,
          payload,
        ]),
        [
          ["yes", 1, "yes"],
          ["gold", 2, "gold"],
          ["any", 3, "any"],
        ],
      );
      for (const { decision } of branches) DecisionPart.parse(decision);
      assert.equal(branches[0], message, "the first is the message that was given");
      assert.deepEqual(
        [0, 4].map((output) => red.at(output).length),
        [0, 0],
      );
      assert.equal(new Set(branches.map(({ _msgid }) => _msgid)).size, 1);
      await red.status("green dot yes, gold, any");
    });

    it("lets no branch change what another has", async () => {
      await red.load(flowOf(all, 5));
      red.receive(received());
      const branches = (await Promise.all([1, 2, 3].map((output) => red.first(output)))) as ReturnType<
        typeof received
      >[];
      for (const [index, one] of branches.entries()) {
        one.mine.deep[0]!.one = 100 + index;
        one.recipient.attributes.cards.push(`card ${index}`);
        one.bytes[0] = index;
      }
      for (const [index, one] of branches.entries()) {
        assert.equal(one.mine.deep[0]!.one, 100 + index);
        assert.deepEqual(one.recipient.attributes.cards, ["Gold", `card ${index}`]);
        assert.equal(one.bytes[0], index);
      }
    });

    it("leaves by “other” where none holds", async () => {
      await red.load(flowOf({ ...all, rules: all.rules.slice(0, 2) }, 3));
      red.receive({ event: { data: { decision: "x" } } });
      assert.equal((await red.first(2)).payload, "other");
      assert.deepEqual(
        [0, 1].map((output) => red.at(output).length),
        [0, 0],
      );
    });
  });

  describe("that draws by chance", () => {
    const arms = [
      { label: "letter", weight: 45, holdout: false, key: "letter" },
      { label: "e-mail", weight: 45, holdout: false, key: "e-mail" },
      { label: "nothing", weight: 10, holdout: true, key: "nothing" },
    ];
    const split = { type: "decision-switch", version: 2, mode: "split", arms, experiment: "spring" };
    const people = Array.from({ length: 60 }, (_, index) => `R-${index}`);
    async function armsOf(node: object): Promise<Map<unknown, DecisionPart>> {
      await red.restart(flowOf({ type: "decision-switch", ...node }, 4));
      for (const id of people) red.receive({ recipient: { id } });
      await red.until(() => [0, 1, 2, 3].reduce((sum, port) => sum + red.at(port).length, 0) === people.length, "all");
      const seen = [0, 1, 2, 3].flatMap((port) =>
        red.at(port).map((message) => {
          const decision = DecisionPart.parse(message.decision);
          assert.equal(decision.rule, port === 3 ? -1 : port);
          return [(message.recipient as { id: string }).id, decision] as const;
        }),
      );
      return new Map(seen.sort(([a], [b]) => (a < b ? -1 : 1)));
    }

    it("sends the same person the same way after a restart, and in another switch of the same experiment", async () => {
      const before = await armsOf(split);
      assert.deepEqual(new Set([...before.values()].map(({ arm }) => arm)), new Set(["letter", "e-mail", "nothing"]));
      for (const { arm, holdout, experiment } of before.values())
        assert.deepEqual([holdout, experiment], [arm === "nothing" ? true : undefined, "spring"]);
      assert.deepEqual(await armsOf({ ...split, name: "another" }), before);
    });

    it("draws by itself where its experiment has no name", async () => {
      const own = await armsOf({ ...split, experiment: "" });
      const shared = await armsOf(split);
      assert.notDeepEqual(
        [...own.values()].map(({ arm }) => arm),
        [...shared.values()].map(({ arm }) => arm),
      );
      assert.deepEqual(new Set([...own.values()].map(({ experiment }) => experiment)), new Set(["node"]));
    });

    it("leaves a message without a recipient to “other”, or in strict mode to a catch node", async () => {
      await red.load(flowOf(split, 4));
      red.receive({ topic: "nobody" });
      assert.equal((await red.first(3)).payload, "other");
      await red.restart(flowOf({ ...split, strict: true }, 4));
      red.receive({ topic: "nobody" });
      assert.match(((await red.first("caught")).error as { message: string }).message, /no recipient\.id/);
    });

    it("warns of arms that cannot be drawn at its deploy", async () => {
      await red.load(flowOf({ ...split, arms: [{ ...arms[0], weight: -1 }] }, 2));
      assert.match(red.logged.find(({ node }) => node === "node")?.text ?? "", /Arm 1, “letter”: its weight/);
    });
  });

  describe("in strict mode", () => {
    const strict = { ...node, version: 2, strict: true };
    for (const [locale, says] of [
      [
        "en",
        /“perhaps” in event\.data\.decision is none of the values that this switch knows: accepted, degraded, large/,
      ],
      ["fr", /« perhaps » dans event\.data\.decision n’est aucune/],
    ] as const)
      it(`a value that nobody thought of is an error for catch nodes, in ${locale}`, async () => {
        await red.load(flowOf(strict, 4));
        red.receive({ event: { data: { decision: "perhaps" } }, campaign: campaign(locale), topic: "mine" });
        const caught = await red.first("caught");
        assert.match((caught.error as { message: string }).message, says);
        assert.equal(caught.topic, "mine");
        assert.deepEqual(
          [0, 1, 2, 3].map((output) => red.at(output).length),
          [0, 0, 0, 0],
        );
        await red.status("red dot status.error");
      });
    it("lets through what a rule takes", async () => {
      await red.load(flowOf(strict, 4));
      red.receive({ event: { data: { decision: "ACCEPTÉ" } } });
      assert.equal((await red.first(0)).payload, "accepted");
    });
  });

  describe("with an expression", () => {
    const expert = (value: string) => ({
      ...{ type: "decision-switch", version: 2, property: "payload" },
      rules: [branch("good", typed("expression", "expression", value))],
    });
    it("takes the branch of one that is true", async () => {
      await red.load(flowOf(expert("recipient.attributes.score > 700 && now > timestamp('2020-01-01T00:00:00Z')"), 2));
      red.receive({ recipient: { attributes: { score: 701 } } });
      assert.match(
        ((await red.first(0)) as { decision: DecisionPart }).decision.reason,
        /expression is true: rule 1, “good”/,
      );
      red.receive({ recipient: { attributes: {} } });
      assert.match(((await red.first(1)) as { decision: DecisionPart }).decision.reason, /no “score”/);
    });
    it("warns of one that cannot be read at its deploy, with line and column", async () => {
      await red.load(flowOf(expert("recipient.id ==\n  nobody"), 2));
      const warned = await red.until(() => red.logged.find(({ node }) => node === "node"), "a warning");
      assert.match(warned.text, /Rule 1, “good”: Line 2, column 3: there is no “nobody”/);
    });
    it("is judged for the form, faults and all", async () => {
      await red.load(flowOf(expert("true"), 2));
      const ask = (body: object) => red.admin("/belle-histoire/decision-switch/expressions", "fr", body);
      const expressions = ["recipient.id == 'R'", "recipient.no", "1 +"];
      const { status, body } = await ask({ expressions, message: { recipient: { id: "R" } } });
      const [first, second, third] = body as unknown as { holds?: boolean; fault?: { key: string; data: object } }[];
      assert.deepEqual([status, first], [200, { holds: true }]);
      assert.equal(second?.fault?.key, "decision.expression-failed");
      assert.equal(third?.fault?.key, "decision.expression-wrong");
      const read = (await ask({ expressions: ["recipient.no == 1"] })).body as unknown as object[];
      assert.deepEqual(read, [{ holds: false }], "only read: nothing to say");
      const refused = await ask({ expressions: "x" });
      assert.equal(refused.status, 400);
      assert.match(String(refused.body.problem), /incompréhensible/);
    });
  });

  it("goes the way that was gone before when a task is played again on another day", async () => {
    const soon = {
      type: "decision-switch",
      version: 2,
      property: "event.data.on",
      rules: [branch("soon", typed("date", "next-days", "2"))],
    };
    const at = (day: string) => ({
      id: "j",
      startedAt: "2020-01-01T00:00:00Z",
      test: false,
      task: "t",
      at: `${day}T12:00:00.000Z`,
    });
    await red.load(flowOf(soon, 2));
    // Long ago by every clock but that of the task.
    red.receive({ event: { data: { on: "2020-02-03" } }, journey: at("2020-02-01") });
    await red.first(0);
    red.receive({ event: { data: { on: "2020-02-03" } }, journey: at("2020-01-31") });
    await red.first(1);
  });

  it("counts days by the campaign’s time zone, or by the recipient’s", async () => {
    const day = {
      type: "decision-switch",
      version: 2,
      property: "event.data.on",
      rules: [branch("day", typed("date", "on", "2026-03-31"))],
    };
    // Half past ten in the evening of 30 March in UTC: the 31st in Paris, not in Martinique.
    const message = () => ({
      event: { data: { on: "2026-03-30T22:30:00Z" } },
      campaign: { ...campaign("fr"), timeZone: "Europe/Paris" },
      recipient: {
        id: "R",
        postalAddress: { country: "FR", postalCode: "97200", locality: "Fort-de-France", thoroughfare: [] },
      },
    });
    await red.load(flowOf(day, 2));
    red.receive(message());
    await red.first(0);
    await red.restart(flowOf({ ...day, zone: "recipient" }, 2));
    red.receive(message());
    await red.first(1);
  });
});
