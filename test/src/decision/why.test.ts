import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { DecisionPart, type Json } from "../../../src/contract/index.ts";
import {
  assign,
  type Branch,
  decide,
  expressionsIn,
  loadExpressions,
  type Rule,
  reasonInWords,
} from "../../../src/decision/index.ts";
import { about, condition, rule, table } from "./table.ts";

const message = {
  value: "Accord",
  recipient: {
    id: "R-1",
    firstName: "Camille",
    phone: "+33612345678",
    attributes: { age: 25, cards: ["Gold", "Blue"] },
  },
  event: { data: { premium: { amount: 120_050, currency: "EUR" }, start: "2026-04-10", at: new Date(0) } },
};
const of = (field: string) => ({ field });
const money = { currency: "EUR", field: "event.data.premium" };
const no = (name: string) => rule(`no ${name}`, condition("number", "more", "60", of("recipient.attributes.age")));

/** Rules of every kind of sentence: each is true of the message, or is passed over. */
const tables: { name: string; rules: Rule[] }[] = [
  { name: "a synonym", rules: [rule("yes", condition("text", "is", "accepted", { synonyms: ["accord"] }))] },
  { name: "words", rules: [rule("yes", condition("text", "one-of", "no, accord, 12"))] },
  { name: "a part of a text", rules: [rule("yes", condition("text", "contains", "cor"))] },
  {
    name: "several conditions",
    rules: [
      no("age"),
      rule("rich", condition("money", "between", "1 000", { ...money, value2: "2000,5" }), {
        more: [
          condition("date", "next-days", "30", of("event.data.start")),
          condition("number", "at-most", "25", of("recipient.attributes.age")),
          condition("list", "holds", "gold", of("recipient.attributes.cards")),
          condition("any", "not-empty", undefined, of("recipient.phone")),
          condition("any", "empty", undefined, of("recipient.email")),
          condition("expression", "expression", "recipient.attributes.age == 25"),
        ],
      }),
    ],
  },
  {
    name: "a date",
    rules: [rule("d", condition("date", "between", "2026-04-01", { value2: "2026-04-30", ...of("event.data.start") }))],
  },
  { name: "items", rules: [rule("two", condition("list", "items-is", "2", of("recipient.attributes.cards")))] },
  {
    name: "what held beside an expression that failed",
    rules: [
      rule("either", condition("expression", "expression", "recipient.nothing > 1"), {
        join: "or",
        more: [condition("text", "exactly", "Accord")],
      }),
    ],
  },
  { name: "no rule", rules: [no("age"), rule("x", condition("text", "is", "x"))] },
  {
    name: "no rule, and an expression that failed",
    rules: [rule("e", condition("expression", "expression", "recipient.none.of == 1"))],
  },
];

const languages = ["en", "fr"] as const;
async function branchOf(rules: Rule[], language: string, said: object = message): Promise<Branch> {
  const expressions = await loadExpressions(expressionsIn({ rules }));
  return decide(said, table(rules), { ...about, language, expressions })[0]!;
}
/** As it comes out of a message that was kept. */
const kept = ({ reason, why }: Branch) => JSON.parse(JSON.stringify({ reason, why })) as { reason: string; why: Json };

/** All texts and numbers of a reason for machines but its keys. */
function leavesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.entries(value).flatMap(([name, one]) =>
    ["key", "kind", "reason"].includes(name) ? [] : leavesOf(one),
  );
}

describe("the reason of a branch, kept in one language and told in another", () => {
  for (const { name, rules } of tables)
    it(`is that of the other language: ${name}`, async () => {
      for (const from of languages)
        for (const to of languages)
          assert.equal(
            reasonInWords(kept(await branchOf(rules, from)), to),
            (await branchOf(rules, to)).reason,
            `${from} to ${to}`,
          );
      const [english, french] = [await branchOf(rules, "en"), await branchOf(rules, "fr")];
      assert.notEqual(english.reason, french.reason);
      // What a language does to a reason is in no machine's form.
      assert.deepEqual(english.why, french.why);
      assert.deepEqual(DecisionPart.parse(JSON.parse(JSON.stringify(english))).why, english.why);
    });

  it("is told of values that cannot be compared, and of none, in either language", async () => {
    const conditions = (["number", "money", "date", "list", "text"] as const).map((type) =>
      condition(type, ({ number: "less", money: "less", date: "on", list: "holds", text: "is" } as const)[type], "5", {
        currency: "EUR",
      }),
    );
    const rules = conditions.map((one) =>
      rule("r", condition("expression", "expression", "1 > 2 && now > now"), {
        join: "or",
        more: [one, condition("any", "not-empty", undefined, of("recipient.id"))],
      }),
    );
    for (const value of ["abc", 7, ["x"], { a: 1 }, null, true, { amount: 1, currency: "USD" }, message.event.data.at])
      for (const one of rules) {
        const said = { ...message, value };
        for (const to of languages)
          assert.equal(
            reasonInWords(kept(await branchOf([one], "en", said)), to),
            (await branchOf([one], to, said)).reason,
          );
      }
  });

  it("keeps for machines nothing that it does not tell in words", async () => {
    for (const { name, rules } of tables) {
      const { reason, why } = await branchOf(rules, "en");
      // Amounts are told as people write them, and places of an expression's fault too.
      const told = [reason, "120050 100000 200050 EUR"].join(" ");
      for (const leaf of leavesOf(why)) assert.ok(told.includes(leaf), `${name}: ${leaf} in ${reason}`);
    }
    assert.doesNotMatch(JSON.stringify((await branchOf(tables[3]!.rules, "en")).why), /\+336|Camille/);
  });

  it("is told of branches by chance", () => {
    const arm = (label: string, holdout: boolean) => ({ label, key: label, weight: 1, holdout });
    for (const arms of [[arm("A", false)], [arm("none", true)], []])
      for (const said of [message, {}]) {
        const split = { arms, experiment: "spring", strict: false };
        for (const from of languages)
          for (const to of languages) {
            const told = assign(said, split, { ...about, language: from });
            assert.equal(reasonInWords(kept(told), to), assign(said, split, { ...about, language: to }).reason);
          }
      }
  });

  const old = "« Accord » correspond à « accord » : règle 1 « oui ».";
  const unread: { name: string; why?: unknown }[] = [
    { name: "that is older than its form for machines" },
    { name: "whose form is something else", why: "because" },
    { name: "of sentences that nobody knows", why: [{ key: "decision.of-tomorrow" }] },
    {
      name: "of which a clause is unknown",
      why: [{ key: "decision.reason", because: [{ key: "decision.yes.tomorrow" }] }],
    },
    { name: "that names no property of an object", why: [{ key: "constructor" }] },
    { name: "in a currency that is none", why: [{ key: "decision.yes.is", value: { amount: 1, currency: "?!" } }] },
    { name: "that is empty", why: [] },
  ];
  for (const { name, why } of unread)
    it(`stays as it was written: one ${name}`, () => {
      for (const language of languages) assert.equal(reasonInWords({ reason: old, why }, language), old);
      assert.equal(reasonInWords({ why }, "en"), "");
    });

  it("keeps no message from being read that a flow has given another “why”", () => {
    const part = { label: "yes", rule: 0, reason: "so", why: "because" };
    assert.deepEqual(DecisionPart.parse(part), { ...part, why: undefined });
  });
});
