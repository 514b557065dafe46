import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { DecisionPart, Fault } from "../../../src/contract/index.ts";
import { type Condition, decide, explain, type Rule } from "../../../src/decision/index.ts";
import { sentence } from "../../../src/language/index.ts";
import { fuzz } from "../../size.ts";
import { about, condition, rule, table } from "./table.ts";

const message = {
  value: "Accord",
  recipient: { id: "R-1", attributes: { age: 25, cards: ["Gold", "Blue"] } },
  event: { data: { premium: { amount: 120_050, currency: "EUR" }, start: "2026-04-10" } },
};
const accepted = condition("text", "is", "accepted", { synonyms: ["accord"] });
const rich = condition("money", "at-least", "1000", { currency: "EUR", field: "event.data.premium" });
const soon = condition("date", "next-days", "30", { field: "event.data.start" });
const old = condition("number", "more", "60", { field: "recipient.attributes.age" });
const gold = condition("list", "holds", "gold", { field: "recipient.attributes.cards" });

const branch = (rules: readonly Rule[], language = "en") => decide(message, table(rules), { ...about, language })[0]!;

describe("rules of several fields", () => {
  const cases: { name: string; one: Rule; holds: boolean }[] = [
    { name: "and: all hold", one: rule("a", accepted, { join: "and", more: [rich, soon] }), holds: true },
    { name: "and: the first does not", one: rule("a", old, { join: "and", more: [accepted] }), holds: false },
    { name: "and: the last does not", one: rule("a", accepted, { join: "and", more: [rich, old] }), holds: false },
    { name: "or: the last holds", one: rule("a", old, { join: "or", more: [old, gold] }), holds: true },
    { name: "or: the first holds", one: rule("a", gold, { join: "or", more: [old] }), holds: true },
    { name: "or: none holds", one: rule("a", old, { join: "or", more: [old] }), holds: false },
    { name: "one condition, joined by or to none", one: rule("a", gold, { join: "or", more: [] }), holds: true },
    { name: "no join said: and", one: rule("a", accepted, { more: [old] }), holds: false },
  ];
  for (const { name, one, holds } of cases) it(name, () => assert.equal(branch([one]).output, holds ? 0 : 1));

  const reasons: { language: string; rules: Rule[]; reason: string }[] = [
    {
      language: "en",
      rules: [rule("old", old), rule("welcome", accepted, { more: [rich, soon] })],
      reason:
        "“Accord” matches the synonym “accord”; €1,200.50 (event.data.premium) is at least €1,000.00; 2026-04-10 (event.data.start) is in the next 30 days: rule 2, “welcome”.",
    },
    {
      language: "fr",
      rules: [rule("cartes", old, { join: "or", more: [gold] })],
      reason: "La liste (recipient.attributes.cards) comprend « gold » : règle 1 « cartes ».",
    },
    { language: "en", rules: [rule("old", old)], reason: "No rule matches “Accord”." },
    {
      language: "fr",
      rules: [rule("vide", condition("any", "empty", undefined, { field: "event.data.phone" }))],
      reason: "Il n’y a pas de valeur (event.data.phone) : règle 1 « vide ».",
    },
    {
      language: "en",
      rules: [
        rule("d", condition("date", "between", "2026-04-01", { value2: "2026-04-30", field: "event.data.start" })),
      ],
      reason: "2026-04-10 (event.data.start) is between 2026-04-01 and 2026-04-30: rule 1, “d”.",
    },
    {
      language: "en",
      rules: [rule("m", condition("text", "one-of", "no, accord"))],
      reason: "“Accord” is one of “no”, “accord”: rule 1, “m”.",
    },
  ];
  for (const { language, rules, reason } of reasons)
    it(`gives as its reason: ${reason.slice(0, 60)}`, () => assert.equal(branch(rules, language).reason, reason));

  it("tells of each rule whether it holds and why, also behind the one that decides", () => {
    const rules = [
      rule("old", old),
      rule("yes", accepted),
      rule("gold", gold),
      rule("usd", { ...rich, currency: "USD" }),
    ];
    const { rules: seen, branches, error } = explain(message, table(rules), about);
    assert.deepEqual(seen, [
      { holds: false, taken: false, why: "25 (recipient.attributes.age) is not more than 60." },
      { holds: true, taken: true, why: "“Accord” matches the synonym “accord”." },
      { holds: true, taken: false, why: "The list (recipient.attributes.cards) holds “gold”." },
      { holds: false, taken: false, why: "€1,200.50 (event.data.premium) is not in USD." },
    ]);
    assert.deepEqual(
      branches.map(({ label }) => label),
      ["yes"],
    );
    assert.equal(error, undefined);
    const all = explain(message, table(rules, { match: "all" }), about);
    assert.deepEqual(
      all.rules.map(({ taken }) => taken),
      [false, true, true, false],
    );
    assert.equal(explain(message, table([rule("old", old)], { strict: true }), about).error?.key, "decision.unknown");
  });

  it("tells in either language why a value cannot be compared at all", () => {
    const one: [Condition, unknown, RegExp, RegExp][] = [
      [condition("number", "less", "5"), undefined, /There is no value\./, /Il n’y a pas de valeur\./],
      [condition("number", "less", "5"), "abc", /“abc” is not a number/, /« abc » n’est pas un nombre/],
      [
        condition("money", "less", "5", { currency: "EUR" }),
        5,
        /5 is not an amount of money/,
        /5 n’est pas un montant/,
      ],
      [condition("date", "on", "2026-01-01"), "31/12/2026", /“31\/12\/2026” is not a date/, /n’est pas une date/],
      [condition("list", "holds", "x"), "x", /“x” is not a list/, /n’est pas une liste/],
      [condition("text", "is", "x"), { a: 1 }, /The object is not a text/, /L’objet n’est pas un texte/],
      [condition("text", "is", "x"), ["x"], /The list is not compared as one value/, /La liste ne se compare pas/],
    ];
    for (const [condition, value, english, french] of one)
      for (const [language, says] of [
        ["en", english],
        ["fr", french],
      ] as const)
        assert.match(explain({ value }, table([rule("a", condition)]), { ...about, language }).rules[0]!.why, says);
  });
});

describe("all matches", () => {
  const rules = [rule("old", old), rule("yes", accepted), rule("gold", gold)];
  it("takes each branch whose rule holds, each with its own reason", () => {
    const branches = decide(message, table(rules, { match: "all" }), about);
    assert.deepEqual(
      branches.map(({ output, rule: index, label, value }) => [output, index, label, value]),
      [
        [1, 1, "yes", "Accord"],
        [2, 2, "gold", "Accord"],
      ],
    );
    assert.match(branches[0]!.reason, /rule 2, “yes”\.$/);
    assert.match(branches[1]!.reason, /rule 3, “gold”\.$/);
  });
  it("takes “other” where none holds, and only there", () => {
    const branches = decide({}, table(rules, { match: "all" }), about);
    assert.deepEqual(
      branches.map(({ output, label }) => [output, label]),
      [[3, "other"]],
    );
  });
});

describe("strict mode", () => {
  const words = [
    rule("accepted", condition("text", "is", "accepted", { synonyms: ["accord"] })),
    rule("metals", condition("text", "one-of", "gold, silver")),
    rule("large", condition("number", "at-least", "1000")),
  ];
  const faultFor = (value: unknown, property = "event.data.decision"): Fault => {
    const [first = "", ...rest] = property.split(".");
    const inner = rest.reduceRight<unknown>((held, name) => ({ [name]: held }), value);
    try {
      decide({ [first]: inner }, table(words, { property, strict: true }), about);
    } catch (error) {
      assert.ok(error instanceof Fault);
      return error;
    }
    throw new Error("no fault");
  };
  const cases: { value: unknown; property?: string; en: RegExp; fr: RegExp }[] = [
    {
      value: "perhaps",
      en: /^“perhaps” in event\.data\.decision is none of the values that this switch knows: accepted, gold, silver, large\. Add a branch/,
      fr: /^« perhaps » dans event\.data\.decision n’est aucune .* : accepted, gold, silver, large\. Ajoutez/,
    },
    { value: "x".repeat(500), en: /^“x{80}…” in/, fr: /^« x{80}… »/ },
    { value: 999, en: /^“999” in/, fr: /^« 999 »/ },
    {
      value: undefined,
      en: /^There is no value in event\.data\.decision; .* accepted, gold/,
      fr: /^Il n’y a pas de valeur/,
    },
    { value: ["accepted"], en: /holds a list or an object/, fr: /contient une liste ou un objet/ },
    {
      value: "Dupont",
      property: "recipient.lastName",
      en: /^The value of recipient\.lastName is none of those/,
      fr: /^La valeur de recipient\.lastName/,
    },
  ];
  for (const { value, property, en, fr } of cases)
    it(`names ${String(value).slice(0, 20)}${property ? ` of ${property} not` : ""}, and what is known`, () => {
      const { key, data } = faultFor(value, property);
      assert.match(sentence(key, data, "en"), en);
      assert.match(sentence(key, data, "fr"), fr);
      if (property !== undefined) assert.ok(!JSON.stringify(data).includes("Dupont"), "a person's data is in no error");
    });
  it("lets through what a rule takes", () => {
    assert.equal(decide({ value: "ACCORD" }, table(words, { strict: true }), about)[0]?.label, "accepted");
  });
  it("names twenty of many known values", () => {
    const many = Array.from({ length: 30 }, (_, index) => rule(`r${index}`, condition("text", "is", `v${index}`)));
    assert.throws(
      () => decide({ value: "x" }, table(many, { strict: true }), about),
      (error) =>
        error instanceof Fault && /v19, …$/.test(String(error.data.known)) && !/v20/.test(String(error.data.known)),
    );
  });
});

describe("whatever comes and whatever the table", () => {
  const written = fc.oneof(fc.string(), fc.double(), fc.constantFrom("", "5", "1,5", "accepted", "2026-03-31", "a, b"));
  const one = fc.record({
    field: fc.constantFrom("", "value", "other.field", "value.0", "__proto__"),
    type: fc.constantFrom("text", "number", "money", "date", "list", "any", "boolean", "expression"),
    operator: fc.constantFrom(
      "is",
      "is-not",
      "one-of",
      "contains",
      "less",
      "between",
      "on",
      "last-days",
      "holds",
      "items-is",
      "empty",
      "true",
      "expression",
    ),
    value: fc.option(written, { nil: undefined }),
    value2: fc.option(written, { nil: undefined }),
    currency: fc.constantFrom("", "EUR", "X"),
    synonyms: fc.array(fc.string(), { maxLength: 2 }),
  });
  const rules = fc.array(
    fc
      .tuple(one, fc.string(), fc.constantFrom("and", "or"), fc.array(one, { maxLength: 2 }))
      .map(([first, label, join, more]) => ({ ...first, label, join, more }) as Rule),
    { maxLength: 4 },
  );
  const value = fc.oneof(fc.anything(), written, fc.array(written), fc.constant({ amount: 5, currency: "EUR" }));

  it("one branch is taken in the mode of the first match, and “other” where no rule holds: never nowhere", () => {
    fc.assert(
      fc.property(value, rules, (held, all) => {
        const { rules: seen, branches } = explain({ value: held }, table(all), about);
        const first = seen.findIndex(({ holds }) => holds);
        assert.deepEqual(
          branches.map(({ output }) => output),
          [first === -1 ? all.length : first],
        );
      }),
      fuzz,
    );
  });

  it("in the mode of all matches those are taken that hold, each once, and “other” where none does", () => {
    fc.assert(
      fc.property(value, rules, fc.constantFrom("en", "fr"), (held, all, language) => {
        const { rules: seen, branches } = explain({ value: held }, table(all, { match: "all" }), {
          ...about,
          language,
        });
        const holding = seen.flatMap(({ holds }, index) => (holds ? [index] : []));
        assert.deepEqual(
          branches.map(({ output }) => output),
          holding.length > 0 ? holding : [all.length],
        );
        for (const { output, ...part } of branches) {
          assert.ok(DecisionPart.safeParse(part).success && output >= 0);
          assert.doesNotMatch(part.reason, /decision\.(yes|no|unfit|other|reason)/);
        }
      }),
      fuzz,
    );
  });

  it("strict mode throws where “other” would be taken or an expression fails, and nowhere else", () => {
    fc.assert(
      fc.property(value, rules, (held, all) => {
        const calm = explain({ value: held }, table(all), about);
        const strict = explain({ value: held }, table(all, { strict: true }), about);
        if (strict.error === undefined) assert.deepEqual(strict.branches, calm.branches);
        else if (strict.error.key !== "decision.rule-failed") assert.equal(calm.branches[0]?.label, "other");
      }),
      fuzz,
    );
  });
});
