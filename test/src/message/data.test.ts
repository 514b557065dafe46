import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { Fault } from "../../../src/contract/index.ts";
import { plainData } from "../../../src/message/data.ts";

describe("the data that a template sees", () => {
  const called = () => assert.fail("called");
  class Person {
    name = "Ann";
    get secret() {
      return called();
    }
    greet() {
      return called();
    }
  }
  const cases: [what: string, given: unknown, seen: unknown][] = [
    ["JSON as it is", { a: [1, "x", true, null, { b: {} }] }, { a: [1, "x", true, null, { b: {} }] }],
    ["no functions", { a: called, b: [called], c: 1 }, { b: [null], c: 1 }],
    ["no getters", Object.defineProperty({ a: 1 }, "b", { get: called, enumerable: true }), { a: 1 }],
    [
      "no getters in lists",
      { l: Object.defineProperty([1, 2], 1, { get: called, enumerable: true }) },
      { l: [1, null] },
    ],
    ["what an object has itself", { p: new Person() }, { p: { name: "Ann" } }],
    ["nothing that toJSON says", { a: { toJSON: called, b: 1 } }, { a: { b: 1 } }],
    ["nothing of prototypes", { a: Object.create({ b: 1 }) }, { a: {} }],
    ["no prototype in the data", JSON.parse('{"a": 1, "__proto__": {"b": 2}}'), { a: 1 }],
    ["nothing for what is undefined", { a: undefined, b: [undefined] }, { b: [null] }],
    ["null for no number", { a: Number.NaN, b: Number.POSITIVE_INFINITY }, { a: null, b: null }],
    ["dates as their text", { d: new Date(0), e: new Date(Number.NaN) }, { d: "1970-01-01T00:00:00.000Z", e: null }],
    ["no bytes", { b: new Uint8Array(8), c: Buffer.from("x") }, {}],
    ["no symbols", { [Symbol("a")]: 1, b: Symbol("c") }, {}],
    ["nothing of what is no object", "text", {}],
    ["nothing of a list", [1], {}],
    [
      "the same twice",
      (() => {
        const one = { x: 1 };
        return { a: one, b: one };
      })(),
      { a: { x: 1 }, b: { x: 1 } },
    ],
  ];
  for (const [what, given, seen] of cases) it(`is ${what}`, () => assert.deepEqual(plainData(given), seen));

  const circle: Record<string, unknown> = {};
  circle.self = { circle };
  const refused: [what: string, given: unknown][] = [
    ["circles", circle],
    ["big integers", { a: 1n }],
    ["more than anyone writes", { a: Array.from({ length: 100_001 }, () => 1) }],
    ["what grows by being seen", Array.from({ length: 40 }).reduce<object>((inner) => ({ a: inner, b: inner }), {})],
  ];
  for (const [what, given] of refused)
    it(`is never ${what}`, () => {
      assert.throws(
        () => plainData(given),
        (error) => error instanceof Fault && error.key === "message.context",
      );
    });

  it("has no prototype that data made", () => {
    const seen = plainData(JSON.parse('{"__proto__": {"b": 2}, "c": {"__proto__": {"b": 2}}}'));
    assert.equal(Object.getPrototypeOf(seen), Object.prototype);
    assert.equal(Object.getPrototypeOf(seen.c), Object.prototype);
  });

  it("is a copy of its own", () => {
    const given = { a: { b: [1] } };
    const seen = plainData(given) as typeof given;
    seen.a.b.push(2);
    assert.deepEqual(given, { a: { b: [1] } });
  });

  it("is what JSON would make of data", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (given) => {
        const json = JSON.parse(
          JSON.stringify(given, (name, value) => (name === "__proto__" ? undefined : value)),
        ) as unknown;
        assert.deepEqual(plainData(given), json);
      }),
    );
  });
});
