import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { Fault } from "../../../src/contract/index.ts";
import { checkFields, compileFields, type Field, type JsonObject } from "../../../src/webhook/index.ts";

const fields: Field[] = [
  { name: "caseKey", type: "text", required: true, target: "case-key" },
  {
    name: "decision",
    type: "enum",
    required: true,
    target: "event",
    values: [
      { value: "accepted", synonyms: ["accepté", "true"] },
      { value: "refused", synonyms: ["refusé", "-1"] },
    ],
  },
  { name: "amount", type: "number", required: false, target: "event" },
  { name: "validUntil", type: "date", required: false, target: "event", as: "until" },
  { name: "customer.firstName", type: "text", required: false, target: "recipient" },
  { name: "customer.email", type: "text", required: false, target: "recipient" },
];
const compiled = compileFields(fields);
const right = { caseKey: "D-1", decision: "accepted" };
const read = (change: JsonObject, language = "en") => compiled.read({ ...right, ...change }, language);

describe("reading fields", () => {
  const taken: { name: string; body: JsonObject; gives: object }[] = [
    { name: "the least", body: {}, gives: { caseKey: "D-1", data: { decision: "accepted" } } },
    {
      name: "a value in capitals with blanks",
      body: { decision: "ACCEPTED " },
      gives: { data: { decision: "accepted" } },
    },
    { name: "a synonym", body: { decision: "Accepté" }, gives: { data: { decision: "accepted" } } },
    { name: "a synonym without its accent", body: { decision: "refuse" }, gives: { data: { decision: "refused" } } },
    { name: "a boolean that is a synonym", body: { decision: true }, gives: { data: { decision: "accepted" } } },
    { name: "a negative number that is a synonym", body: { decision: -1 }, gives: { data: { decision: "refused" } } },
    { name: "a case key of digits", body: { caseKey: 42 }, gives: { caseKey: "42" } },
    { name: "a case key with blanks around it", body: { caseKey: " D-1 " }, gives: { caseKey: "D-1" } },
    {
      name: "a date",
      body: { validUntil: "2028-02-29" },
      gives: { data: { decision: "accepted", until: "2028-02-29" } },
    },
    {
      name: "an instant, as UTC",
      body: { validUntil: "2026-03-31T09:30:00+02:00" },
      gives: { data: { decision: "accepted", until: "2026-03-31T07:30:00.000Z" } },
    },
    {
      name: "null as nothing",
      body: { amount: null, validUntil: null, customer: null },
      gives: { data: { decision: "accepted" } },
    },
    { name: "blank text as nothing", body: { amount: "", validUntil: " " }, gives: { data: { decision: "accepted" } } },
    {
      name: "a nested field, for the recipient",
      body: { customer: { firstName: " Zoé ", email: "zoe@example.org" } },
      gives: { recipient: { firstName: "Zoé", email: "zoe@example.org" } },
    },
    {
      name: "and tells what nobody asked for",
      body: { type: "x", "a/b": 1, customer: { vip: true } },
      gives: { data: { decision: "accepted" }, unknown: ["/customer/vip", "/type", "/a~1b"] },
    },
  ];
  for (const { name, body, gives } of taken) {
    it(`takes ${name}`, () => {
      const result = read(body);
      assert.deepEqual(result, { ...result, ok: true, ...gives });
    });
  }

  const refused: { name: string; body: JsonObject; problems: string[] }[] = [
    { name: "no case key", body: { caseKey: null }, problems: ["/caseKey required"] },
    { name: "a blank case key", body: { caseKey: " " }, problems: ["/caseKey required"] },
    { name: "a case key that lost digits", body: { caseKey: 2 ** 60 }, problems: ["/caseKey case-key"] },
    { name: "a case key with a fraction", body: { caseKey: 1.5 }, problems: ["/caseKey case-key"] },
    { name: "a case key of 201 characters", body: { caseKey: "x".repeat(201) }, problems: ["/caseKey long"] },
    { name: "a case key with a line end", body: { caseKey: "a\nb" }, problems: ["/caseKey unprintable"] },
    { name: "a value not listed", body: { decision: "maybe" }, problems: ["/decision enum"] },
    { name: "a positive number for a negative one", body: { decision: 1 }, problems: ["/decision enum"] },
    { name: "a list around a value", body: { decision: ["accepted"] }, problems: ["/decision enum"] },
    { name: "a number as text", body: { amount: "12.5" }, problems: ["/amount number"] },
    { name: "an infinite number", body: { amount: Number.POSITIVE_INFINITY }, problems: ["/amount number"] },
    { name: "a day that does not exist", body: { validUntil: "2026-02-30" }, problems: ["/validUntil date"] },
    { name: "a day as people write it", body: { validUntil: "31/03/2026" }, problems: ["/validUntil date"] },
    { name: "a local time", body: { validUntil: "2026-03-31T09:30:00" }, problems: ["/validUntil date"] },
    {
      name: "a text of 1,001 characters",
      body: { customer: { firstName: "x".repeat(1001) } },
      problems: ["/customer/firstName long"],
    },
    {
      name: "half a character",
      body: { customer: { firstName: "\ud800" } },
      problems: ["/customer/firstName unprintable"],
    },
    { name: "a number for a text", body: { customer: { firstName: 1 } }, problems: ["/customer/firstName text"] },
    { name: "no e-mail address", body: { customer: { email: "zoe" } }, problems: ["/customer/email recipient"] },
    { name: "a text for an object", body: { customer: "Zoé" }, problems: ["/customer not-an-object"] },
    { name: "a slip in an optional name", body: { amuont: 3 }, problems: ["/amuont mistyped"] },
    { name: "another case of a name", body: { Amount: 3 }, problems: ["/Amount mistyped"] },
    {
      name: "a slip in a nested name",
      body: { customer: { firstname: "Zoé" } },
      problems: ["/customer/firstname mistyped"],
    },
    { name: "a slip in the outer name", body: { custmer: { firstName: "Zoé" } }, problems: ["/custmer mistyped"] },
    {
      name: "all at once",
      body: { caseKey: [], decision: null, amount: {}, validUntil: 3 },
      problems: ["/caseKey case-key", "/decision required", "/amount number", "/validUntil date"],
    },
  ];
  for (const { name, body, problems } of refused) {
    it(`refuses ${name}`, () => {
      const result = read(body);
      assert.ok(!result.ok);
      const short = result.problems.map(({ pointer, code }) => `${pointer} ${code.replace("webhook.field.", "")}`);
      assert.deepEqual(short, problems);
      for (const { detail } of result.problems) assert.doesNotMatch(detail, /webhook\.|\{\w+\}/);
    });
  }

  it("asks after a mistyped name instead of calling the right one missing", () => {
    const result = compiled.read({ caseKey: "D-1", desicion: "accepted" }, "en");
    assert.deepEqual(result, {
      ok: false,
      caseKey: "D-1",
      problems: [
        {
          pointer: "/desicion",
          code: "webhook.field.mistyped",
          detail: "This name is not known. Did you mean decision?",
          value: "accepted",
        },
      ],
    });
  });

  it("lets a name be that only looks like one that is there", () => {
    assert.deepEqual(read({ decisions: [1] }).ok, true);
  });

  it("tells what came, cut, and what would be right, in the caller's language", () => {
    const result = read({ decision: "x".repeat(300) }, "fr");
    assert.ok(!result.ok);
    assert.deepEqual(result.problems, [
      {
        pointer: "/decision",
        code: "webhook.field.enum",
        detail: "Une de ces valeurs est attendue : accepted, refused.",
        value: `${"x".repeat(200)}…`,
        allowed: ["accepted", "refused"],
      },
    ]);
  });

  it("reads own properties only", () => {
    assert.equal(compiled.read(Object.create(right), "en").ok, false);
    assert.equal(({} as Record<string, unknown>).admin, undefined);
  });

  it("never throws on any JSON", () => {
    const name = fc.oneof(
      fc.constantFrom("caseKey", "decision", "amount", "validUntil", "customer", "email"),
      fc.string(),
    );
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom("accepted", "D-1", "2026-01-01"));
    fc.assert(
      fc.property(fc.dictionary(name, value), (body) => {
        const result = compiled.read(body as JsonObject, "fr");
        assert.ok(result.ok || result.problems.length > 0);
      }),
    );
  });
});

describe("checking a table of fields", () => {
  const key: Field = { name: "caseKey", type: "text", required: true, target: "case-key" };
  const text = (name: string, more: Partial<Field> = {}): Field => ({
    name,
    type: "text",
    required: true,
    target: "event",
    ...more,
  });
  const listed = (values: Field["values"]): Field => text("decision", { type: "enum", values });
  const cases: { name: string; fields: Field[]; faults: string[] }[] = [
    { name: "a right one", fields, faults: [] },
    { name: "an empty one", fields: [], faults: ["no-case-key"] },
    { name: "two case keys", fields: [key, { ...key, name: "other" }], faults: ["two-case-keys"] },
    { name: "a case key that is a date", fields: [{ ...key, type: "date" }], faults: ["case-key-type"] },
    { name: "the same field twice", fields: [key, text("a"), text("a")], faults: ["duplicate"] },
    { name: "a field inside another", fields: [key, text("a"), text("a.b")], faults: ["inside"] },
    { name: "two fields kept as one", fields: [key, text("a.x"), text("b.x")], faults: ["same-target"] },
    { name: "one name at two targets", fields: [key, text("a.x"), text("b.x", { target: "recipient" })], faults: [] },
    { name: "no name", fields: [key, text("")], faults: ["no-name"] },
    { name: "an empty part of a name", fields: [key, text("a..b")], faults: ["no-name"] },
    { name: "a prototype", fields: [key, text("a.__proto__.b")], faults: ["reserved"] },
    { name: "a prototype as a target", fields: [key, text("a", { as: "constructor" })], faults: ["reserved"] },
    { name: "an enumeration of nothing", fields: [key, listed([])], faults: ["no-values"] },
    { name: "an enumeration left out", fields: [key, listed(undefined)], faults: ["no-values"] },
    {
      name: "two values that fold alike",
      fields: [
        key,
        listed([
          { value: "accepté", synonyms: [] },
          { value: "ACCEPTE", synonyms: [] },
        ]),
      ],
      faults: ["same-values"],
    },
    {
      name: "a synonym of two values",
      fields: [
        key,
        listed([
          { value: "accepted", synonyms: ["ok"] },
          { value: "refused", synonyms: ["OK"] },
        ]),
      ],
      faults: ["same-values"],
    },
    {
      name: "a synonym that says the value again",
      fields: [key, listed([{ value: "accepted", synonyms: ["ACCEPTED"] }])],
      faults: [],
    },
    { name: "a blank value", fields: [key, listed([{ value: " ", synonyms: [] }])], faults: ["blank-value"] },
    {
      name: "another id for the recipient",
      fields: [key, text("id", { target: "recipient" })],
      faults: ["recipient-id"],
    },
    {
      name: "an address in one field",
      fields: [key, text("a", { target: "recipient", as: "postalAddress" })],
      faults: ["recipient-part"],
    },
    {
      name: "a number as an e-mail address",
      fields: [key, text("email", { target: "recipient", type: "number" })],
      faults: ["recipient-type"],
    },
    { name: "all at once", fields: [text(""), listed([])], faults: ["no-case-key", "no-name", "no-values"] },
  ];
  for (const { name, fields: table, faults } of cases) {
    it(name, () => {
      assert.deepEqual(
        checkFields(table).map((fault) => fault.key.replace("webhook.fields.", "")),
        faults,
      );
      if (faults.length > 0) assert.throws(() => compileFields(table), Fault);
    });
  }
});
