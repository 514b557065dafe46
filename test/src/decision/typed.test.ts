import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { type Condition, operatorsOf } from "../../../src/decision/index.ts";
import { fuzz } from "../../size.ts";
import { condition, takes } from "./table.ts";

const text = (operator: Condition["operator"], value: string, ...synonyms: string[]) =>
  condition("text", operator, value, { synonyms });
const number = (operator: Condition["operator"], value: string, value2?: string) =>
  condition("number", operator, value, { value2 });
const money = (operator: Condition["operator"], value: string, currency: string, value2?: string) =>
  condition("money", operator, value, { value2, currency });
const date = (operator: Condition["operator"], value: string, value2?: string) =>
  condition("date", operator, value, { value2 });
const list = (operator: Condition["operator"], value: string) => condition("list", operator, value);
const euros = (amount: number) => ({ amount, currency: "EUR" });

/** What no operator but `empty` takes. */
const missing = [undefined, null, "", "  "];

const cases: { name: string; one: Condition; takes: unknown[]; leaves: unknown[] }[] = [
  { name: "text is", one: text("is", "Élu", "choisi"), takes: ["elu ", "CHOISI"], leaves: ["élue", ["élu"]] },
  { name: "text is not", one: text("is-not", "no", "non"), takes: ["yes", 5, false], leaves: ["NO", "Non ", ["yes"]] },
  {
    name: "text is one of",
    one: text("one-of", "gold, silver , bronze"),
    takes: ["Gold", "silver", "BRONZE"],
    leaves: ["gold, silver", "gol", ["gold"]],
  },
  {
    name: "text contains",
    one: text("contains", "refus", "rejet"),
    takes: ["Un REFUS", "rejeté"],
    leaves: ["accord", 5],
  },
  { name: "text begins with", one: text("begins", "FR-", "BE-"), takes: ["fr-75", "BE-1"], leaves: ["xFR-75", 75] },
  { name: "text ends with", one: text("ends", ".org"), takes: ["a@b.ORG"], leaves: ["a.org.fr", ["a.org"]] },
  {
    name: "text is exactly",
    one: text("exactly", "Accepté"),
    takes: ["Accepté"],
    leaves: ["accepté", "Accepté ", "Accepte", "Accepte\u0301", ["Accepté"]],
  },
  { name: "a number to the letter", one: text("exactly", "01000"), takes: ["01000"], leaves: ["1000", 1000] },
  { name: "number is", one: number("is", "5"), takes: [5, "5", "5.0", "5,0"], leaves: [-5, "five", true, [5]] },
  { name: "number is not", one: number("is-not", "5"), takes: [4, "6"], leaves: [5, "5.0", "five", true, [4]] },
  { name: "number is less", one: number("less", "10"), takes: [9.99, "-3", 0], leaves: [10, "abc", false, [], {}] },
  { name: "number is at most", one: number("at-most", "10"), takes: [10, "9,5"], leaves: [10.01, "1,234"] },
  { name: "number is more", one: number("more", "10"), takes: [10.01], leaves: [10, Number.NaN, "Infinity"] },
  { name: "number is at least", one: number("at-least", "-1,5"), takes: [-1.5, 0], leaves: [-1.6, "0x1"] },
  { name: "number is between", one: number("between", "1", "2"), takes: [1, "1,5", 2], leaves: [0.99, 2.01] },
  {
    name: "money is",
    one: money("is", "1 000,50", "EUR"),
    takes: [euros(100_050)],
    leaves: [
      euros(1000.5),
      1000.5,
      100_050,
      "1000.50",
      "1000.50 EUR",
      { amount: 100_050, currency: "USD" },
      [euros(100_050)],
    ],
  },
  {
    name: "money is another amount",
    one: money("is-not", "10", "EUR"),
    takes: [euros(999)],
    leaves: [euros(1000), { amount: 999, currency: "CHF" }, { amount: 999 }, 9],
  },
  {
    name: "money is less",
    one: money("less", "10", "EUR"),
    takes: [euros(999), euros(-1)],
    leaves: [euros(1000), { amount: 1, currency: "JPY" }, 5, null, { amount: "5", currency: "EUR" }],
  },
  { name: "money is at most", one: money("at-most", "0.10", "EUR"), takes: [euros(10)], leaves: [euros(11)] },
  {
    name: "money without minor units",
    one: money("at-least", "500", "JPY"),
    takes: [{ amount: 500, currency: "JPY" }],
    leaves: [{ amount: 499, currency: "JPY" }, euros(50_000)],
  },
  {
    name: "money of three digits",
    one: money("more", "1,5", "KWD"),
    takes: [{ amount: 1501, currency: "KWD" }],
    leaves: [{ amount: 1500, currency: "KWD" }],
  },
  {
    name: "money between",
    one: money("between", "1", "EUR", "2"),
    takes: [euros(100), euros(200)],
    leaves: [euros(201)],
  },
  {
    name: "money finer than its currency",
    one: money("is", "1,005", "EUR"),
    takes: [],
    leaves: [euros(100), euros(101)],
  },
  {
    name: "money of no currency",
    one: money("is", "1", "EURO"),
    takes: [],
    leaves: [euros(100), { amount: 100, currency: "EURO" }],
  },
  {
    name: "date is on",
    one: date("on", "2026-03-29"),
    // 22:30 of the day before in UTC is half past midnight in Paris, still in winter time.
    takes: [
      "2026-03-29",
      "2026-03-29T23:59:59",
      "2026-03-28T23:30:00Z",
      "2026-03-29T21:59:59Z",
      new Date("2026-03-29T12:00Z"),
    ],
    leaves: [
      "2026-03-28",
      "2026-03-29T22:00:00Z",
      "2026-03-28T22:59:59Z",
      "29/03/2026",
      "2026-02-30",
      20_260_329,
      ["2026-03-29"],
    ],
  },
  {
    name: "date is before a day",
    one: date("before", "2026-03-29"),
    takes: ["2026-03-28", "2026-03-28T22:59:59Z"],
    leaves: ["2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T00:00"],
  },
  {
    name: "date is before a time of day",
    one: date("before", "2026-03-29T18:00"),
    takes: ["2026-03-28", "2026-03-29T17:59:59", "2026-03-29T15:59:59Z"],
    leaves: ["2026-03-29", "2026-03-29T18:00", "2026-03-29T16:00:00Z"],
  },
  {
    name: "date is before an instant",
    one: date("before", "2026-10-25T02:30+02:00"),
    // The hour that comes twice: by its offset, not by the clock.
    takes: ["2026-10-25T00:29:59Z", "2026-10-25T02:29+02:00"],
    leaves: ["2026-10-25T02:15+01:00", "2026-10-25T00:30:00Z"],
  },
  {
    name: "date is on or before",
    one: date("on-or-before", "2026-03-29"),
    takes: ["2026-03-29T23:00"],
    leaves: ["2026-03-30"],
  },
  {
    name: "date is after",
    one: date("after", "2026-03-29"),
    takes: ["2026-03-30", "2026-03-29T22:00:00Z"],
    leaves: ["2026-03-29T23:59"],
  },
  {
    name: "date is on or after",
    one: date("on-or-after", "2026-03-29"),
    takes: ["2026-03-29"],
    leaves: ["2026-03-28T22:59:59Z"],
  },
  {
    name: "date is between",
    one: date("between", "2026-03-01", "2026-03-31"),
    takes: ["2026-03-01", "2026-03-31", "2026-03-31T23:59"],
    leaves: ["2026-02-28T22:59:59Z", "2026-04-01", "2026-03-31T22:00:00Z"],
  },
  {
    // It is noon of 31 March.
    name: "date is in the last days",
    one: date("last-days", "7"),
    takes: ["2026-03-24", "2026-03-31", "2026-03-31T12:00", "2026-03-23T23:00:00Z"],
    leaves: ["2026-03-23", "2026-04-01", "2026-03-31T12:01", "2026-03-23T22:59:59Z"],
  },
  {
    name: "date is in the next days",
    one: date("next-days", "7"),
    takes: ["2026-03-31", "2026-03-31T12:00", "2026-04-07T23:59"],
    leaves: ["2026-03-30", "2026-03-31T11:59", "2026-04-08"],
  },
  { name: "date is today", one: date("next-days", "0"), takes: ["2026-03-31"], leaves: ["2026-04-01", "2026-03-30"] },
  {
    name: "list holds",
    one: list("holds", "Gold"),
    takes: [["gold"], ["x", "GOLD "]],
    leaves: [[], "gold", ["golden"], [["gold"]], { 0: "gold" }],
  },
  { name: "list holds a number", one: list("holds", "5"), takes: [[5], ["5"]], leaves: [["05"], 5, [-5]] },
  {
    name: "list holds one of",
    one: list("holds-one-of", "a, b"),
    takes: [["b"], ["c", "A"]],
    leaves: [["c"], "a", []],
  },
  {
    name: "list holds all of",
    one: list("holds-all-of", "a, b"),
    takes: [["b", "c", "A"]],
    leaves: [["a"], "a, b", []],
  },
  { name: "list holds none of", one: list("holds-none-of", "a, b"), takes: [["c"], []], leaves: [["c", "A"], "c", {}] },
  {
    name: "list has as many items",
    one: list("items-is", "2"),
    takes: [[1, null]],
    leaves: [[1], "ab", { length: 2 }],
  },
  { name: "list has no items", one: list("items-is", "0"), takes: [[]], leaves: [[1], ""] },
  { name: "list has at most", one: list("items-at-most", "1"), takes: [[], [1]], leaves: [[1, 2]] },
  { name: "list has at least", one: list("items-at-least", "2"), takes: [[1, 2]], leaves: [[1], "abc"] },
  {
    name: "not empty",
    one: condition("any", "not-empty"),
    takes: [0, false, "0", [0], { a: 1 }, new Date(0)],
    leaves: [[], {}],
  },
  { name: "true", one: condition("boolean", "true"), takes: [true, "True"], leaves: [1, "1", "yes", [true]] },
  { name: "false", one: condition("boolean", "false"), takes: [false, "FALSE"], leaves: [0, "0", "no", []] },
];

describe("typed operators", () => {
  for (const { name, one, takes: yes, leaves } of cases) {
    it(name, () => {
      for (const value of yes) assert.ok(takes(one, value), `takes ${JSON.stringify(value)}`);
      for (const value of [...leaves, ...missing]) assert.ok(!takes(one, value), `leaves ${JSON.stringify(value)}`);
    });
  }

  it("are all in this table", () => {
    const all = Object.entries(operatorsOf).flatMap(([type, names]) => names.map((name) => `${type} ${name}`));
    const tried = new Set(cases.map(({ one }) => `${one.type} ${one.operator}`));
    assert.deepEqual(
      all.filter((one) => !tried.has(one)),
      // Of what is missing, and of messages: tried elsewhere.
      ["any empty", "expression expression"],
    );
    for (const value of [...missing, [], {}]) assert.ok(takes(condition("any", "empty"), value));
  });

  it("count days by the time zone that is given", () => {
    const on = date("on", "2026-03-31");
    // Half past eleven in the evening of 30 March in UTC.
    const value = "2026-03-30T23:30:00Z";
    assert.ok(takes(on, value, { timeZone: "Europe/Paris" }));
    assert.ok(!takes(on, value, { timeZone: "UTC" }));
    assert.ok(!takes(on, value, { timeZone: "America/Martinique" }));
    assert.ok(!takes(on, value, { timeZone: "no such zone" }), "UTC where it is unknown");
    for (const timeZone of ["Pacific/Kiritimati", "America/Adak"])
      assert.ok(takes(on, "2026-03-31", { timeZone }), "a day without a time is that day everywhere");
  });

  it("take a missing value nowhere, whatever they compare with", () => {
    const any = Object.entries(operatorsOf).flatMap(([type, names]) => names.map((name) => [type, name] as const));
    const written = fc.oneof(
      fc.constantFrom("", "0", "null", "undefined", "2026-03-31", "0,0"),
      fc.string(),
      fc.double(),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...any),
        written,
        written,
        fc.constantFrom(...missing),
        ([type, operator], a, b, value) => {
          const one = { type, operator, value: a, value2: b, currency: "EUR", synonyms: [String(b)] } as Condition;
          assert.equal(takes(one, value), operator === "empty");
        },
      ),
      fuzz,
    );
  });

  it("measure money as its minor units do", () => {
    const amount = fc.integer({ min: -10_000_000, max: 10_000_000 });
    fc.assert(
      fc.property(amount, amount, (value, bound) => {
        const written = (bound / 100).toFixed(2);
        assert.equal(takes(money("less", written, "EUR"), euros(value)), value < bound);
        assert.equal(takes(money("is", written.replace(".", ","), "EUR"), euros(value)), value === bound);
      }),
      fuzz,
    );
  });

  it("order days as the calendar does", () => {
    const day = fc
      .date({ min: new Date("1950-01-01"), max: new Date("2150-01-01"), noInvalidDate: true })
      .map((at) => at.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, fc.constantFrom("Asia/Tokyo", "America/Adak", "UTC"), (value, bound, timeZone) => {
        assert.equal(takes(date("before", bound), value, { timeZone }), value < bound);
        assert.equal(takes(date("on-or-after", bound), value, { timeZone }), value >= bound);
        assert.equal(takes(date("on", bound), value, { timeZone }), value === bound);
      }),
      fuzz,
    );
  });
});
