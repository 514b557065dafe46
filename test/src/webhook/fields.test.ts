import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { Fault, type Json, type JsonObject } from "../../../src/contract/index.ts";
import { type CompileOptions, checkFields, compileFields, type Field } from "../../../src/webhook/fields/index.ts";
import { fuzz } from "../../size.ts";

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
      fuzz,
    );
  });
});

describe("reading values", () => {
  type Row = Partial<Field> & { options?: CompileOptions; text?: boolean };
  /** Reads one value under a field of its own; the value that is kept, or the codes of the problems. */
  const readOne = ({ options, text, ...field }: Row, value: Json | undefined): unknown => {
    const table = compileFields(
      [key, { name: "v", type: "text", required: false, target: "event", ...field }],
      options,
    );
    const result = table.read({ caseKey: "D-1", ...(value === undefined ? {} : { v: value }) }, "en", text);
    if (result.ok) return field.target === "recipient" ? result.recipient : result.data.v;
    for (const { detail } of result.problems) assert.doesNotMatch(detail, /webhook\.|\{\w+\}/);
    return result.problems.map(({ pointer, code }) => `${pointer} ${code.replace("webhook.field.", "")}`);
  };
  const key: Field = { name: "caseKey", type: "text", required: true, target: "case-key" };
  const money: Row = { type: "money" };
  const euros: Row = { type: "money", currency: "EUR" };
  const french: Row = { type: "phone", country: "FR" };
  const address: Row = { type: "address", country: "FR" };
  const paris = { country: "FR", postalCode: "75001", locality: "Paris", thoroughfare: ["1 rue de la Paix"] };

  const cases: [Row, Json | undefined, unknown][] = [
    [money, "12.50 EUR", { amount: 1250, currency: "EUR" }],
    [money, " EUR 12,50 ", { amount: 1250, currency: "EUR" }],
    [money, "12.5eur", { amount: 1250, currency: "EUR" }],
    [money, "-0.07 EUR", { amount: -7, currency: "EUR" }],
    [money, "-0 EUR", { amount: 0, currency: "EUR" }],
    [money, "1250 JPY", { amount: 1250, currency: "JPY" }],
    [money, "1.234 KWD", { amount: 1234, currency: "KWD" }],
    [money, "1250 HUF", { amount: 125000, currency: "HUF" }],
    [money, "1 XAU", ["/v money-unknown"]],
    [money, "12.5000 EUR", { amount: 1250, currency: "EUR" }],
    [money, { amount: 1250, currency: "EUR" }, { amount: 1250, currency: "EUR" }],
    [money, { amount: "12.50", currency: "eur" }, { amount: 1250, currency: "EUR" }],
    [euros, 12.5, { amount: 1250, currency: "EUR" }],
    [euros, 0, { amount: 0, currency: "EUR" }],
    [euros, "12.50", { amount: 1250, currency: "EUR" }],
    [euros, "9 CHF", { amount: 900, currency: "CHF" }],
    [euros, { amount: 1250 }, { amount: 1250, currency: "EUR" }],
    [{ ...euros, unit: "minor" }, 1250, { amount: 1250, currency: "EUR" }],
    [{ ...euros, unit: "minor" }, "1250", { amount: 1250, currency: "EUR" }],
    [{ ...euros, unit: "major" }, { amount: 12 }, { amount: 1200, currency: "EUR" }],
    [{ ...money, options: { currency: "CHF" } }, 1, { amount: 100, currency: "CHF" }],
    [money, 12.5, ["/v money-currency"]],
    [money, "12.50", ["/v money-currency"]],
    [money, "12.50 XYZ", ["/v money-unknown"]],
    [money, "12.505 EUR", ["/v money-digits"]],
    [money, "1.5 JPY", ["/v money-digits"]],
    [money, "1,250 EUR", ["/v money"]],
    [money, "1,250 KWD", ["/v money"]],
    [money, "1 250 EUR", ["/v money"]],
    [money, "EUR 1 EUR", ["/v money"]],
    [money, "12.50 €", ["/v money"]],
    [money, "99999999999999999 EUR", ["/v money"]],
    [money, "9999999999999999 EUR", ["/v money"]],
    [euros, 0.1 + 0.2, ["/v money-digits"]],
    [euros, 1e21, ["/v money"]],
    [money, { amount: 12.5, currency: "EUR" }, ["/v/amount money-minor"]],
    [money, { amount: true, currency: "EUR" }, ["/v/amount money"]],
    [money, { amount: 1 }, ["/v/currency money-currency"]],
    [money, { amount: 1, currency: "EURO" }, ["/v/currency money-unknown"]],
    [money, [12], ["/v money"]],

    [{ type: "email" }, " Zoe.Muller@Example.ORG ", "Zoe.Muller@example.org"],
    [{ type: "email" }, "zoe@müller.example", "zoe@xn--mller-kva.example"],
    [{ type: "email", target: "recipient", as: "email" }, "zoe@example.org", { email: "zoe@example.org" }],
    [{ type: "email" }, "Zoé <zoe@example.org>", ["/v email"]],
    [{ type: "email" }, "zoe@exa/mple.org", ["/v email"]],
    [{ type: "email" }, "zoe@", ["/v email"]],
    [{ type: "email" }, `${"x".repeat(65)}@example.org`, ["/v email"]],
    [{ type: "email" }, `zoe@${"x.".repeat(130)}org`, ["/v email"]],
    [{ type: "email" }, 1, ["/v email"]],

    [french, "01 42 68 53 00", "+33142685300"],
    [french, "0033 1 42 68 53 00", "+33142685300"],
    [french, "+41 44 668 18 00", "+41446681800"],
    [{ type: "phone" }, "+33 (0)1.42.68.53.00", "+33142685300"],
    [{ type: "phone", options: { country: "GB" } }, "020 7031 3000", "+442070313000"],
    [{ ...french, target: "recipient", as: "phone" }, "01 42 68 53 00", { phone: "+33142685300" }],
    [{ type: "phone" }, "01 42 68 53 00", ["/v phone-international"]],
    [french, "01 42", ["/v phone"]],
    [french, "+33 1 42 68 53 00 ext. 7", ["/v phone"]],
    [french, "call 01 42 68 53 00", ["/v phone"]],
    [french, 142685300, ["/v phone"]],

    [{ type: "boolean" }, false, false],
    [{ type: "boolean" }, "true", ["/v boolean"]],
    [{ type: "boolean" }, 0, ["/v boolean"]],
    [{ type: "boolean", text: true }, "on", true],
    [{ type: "boolean", text: true }, "false", false],
    [{ type: "boolean", text: true }, "perhaps", ["/v boolean"]],
    [{ type: "number", text: true }, " -12.50 ", -12.5],
    [{ type: "number", text: true }, "1,250", ["/v number"]],
    [{ type: "number", text: true }, "0x10", ["/v number"]],
    [{ type: "number", text: true }, "1e999", ["/v number"]],
    [{ type: "number", text: true }, ["1", "2"], ["/v number"]],

    [address, paris, paris],
    [address, { ...paris, country: undefined as never, thoroughfare: "1 rue de la Paix" }, paris],
    [{ type: "address" }, { ...paris, country: "france", extra: 1 }, paris],
    [address, ["1 rue de la Paix", "75001 Paris"], paris],
    [{ type: "address" }, "1 rue de la Paix\r\n75001 Paris\nFRANCE", paris],
    [
      { type: "address" },
      ["Allemagne"].toSpliced(0, 0, "Unter den Linden 1", "D-10117 Berlin"),
      { country: "DE", postalCode: "10117", locality: "Berlin", thoroughfare: ["Unter den Linden 1"] },
    ],
    [
      { type: "address", country: "NL" },
      ["Damrak 1", "1012 LG Amsterdam"],
      { country: "NL", postalCode: "1012 LG", locality: "Amsterdam", thoroughfare: ["Damrak 1"] },
    ],
    [
      { type: "address", country: "US" },
      ["1 Main St", "Springfield, IL 62701"],
      { country: "US", postalCode: "62701", locality: "Springfield, IL", thoroughfare: ["1 Main St"] },
    ],
    [
      { type: "address", country: "GB" },
      ["10 Downing Street", "London", "SW1A 2AA"],
      { country: "GB", postalCode: "SW1A 2AA", locality: "London", thoroughfare: ["10 Downing Street"] },
    ],
    [{ ...address, target: "recipient", as: "postalAddress" }, paris, { postalAddress: paris }],
    [{ type: "address" }, ["1 rue de la Paix", "75001 Paris"], ["/v address-country"]],
    [address, "somewhere", ["/v address-lines"]],
    [address, { ...paris, country: "XX" }, ["/v/country address-country"]],
    [
      address,
      { locality: " ", thoroughfare: [1] },
      ["/v/postalCode address-postalCode", "/v/locality address-locality", "/v/thoroughfare address-thoroughfare"],
    ],
    [address, 75001, ["/v address"]],
    [address, [["a"]], ["/v address"]],

    [{ type: "number", default: "12.5" }, undefined, 12.5],
    [{ type: "number", default: 12.5, required: true }, null, 12.5],
    [{ type: "boolean", default: "false" }, "", false],
    [{ ...euros, default: "5" }, undefined, { amount: 500, currency: "EUR" }],
    [{ ...french, default: "01 42 68 53 00" }, undefined, "+33142685300"],
    [{ type: "enum", values: [{ value: "yes", synonyms: ["ok"] }], default: "OK" }, undefined, "yes"],
    [{ type: "number", default: "12.5" }, 3, 3],
    [{ type: "number", default: "12.5" }, "x", ["/v number"]],
    [{ type: "text", default: " " }, undefined, undefined],
  ];
  for (const [field, value, gives] of cases) {
    const { type, options: _, ...more } = field;
    it(`${type} ${JSON.stringify(more)}: ${String(JSON.stringify(value)).slice(0, 60)}`, () =>
      assert.deepEqual(readOne(field, value), gives));
  }
});

describe("names that no field asks for", () => {
  const table: Field[] = [
    { name: "caseKey", type: "text", required: true, target: "case-key" },
    { name: "decision", type: "text", required: true, target: "event" },
    { name: "customer.city", type: "text", required: false, target: "event", as: "customer" },
  ];
  const body = { caseKey: "D-1", decision: "yes", extra: { a: [1] }, customer: { city: "Paris", vip: true } };

  it("are left out and reported", () => {
    assert.deepEqual(compileFields(table).read(body, "en"), {
      ok: true,
      caseKey: "D-1",
      data: { decision: "yes", customer: "Paris" },
      recipient: {},
      unknown: ["/customer/vip", "/extra"],
    });
  });

  it("are kept where they stand, a field of the same name before them", () => {
    const result = compileFields(table, { unknown: "keep" }).read({ ...body, other: { city: 1 } }, "en");
    assert.deepEqual(result.ok && result.data, {
      decision: "yes",
      customer: "Paris",
      extra: { a: [1] },
      other: { city: 1 },
    });
    const renamed = table.map((field) => ({ ...field, as: "" }));
    const kept = compileFields(renamed, { unknown: "keep" }).read(body, "en");
    assert.deepEqual(kept.ok && kept.data, {
      decision: "yes",
      city: "Paris",
      extra: { a: [1] },
      customer: { vip: true },
    });
  });

  it("are a problem each, with what they look like, and without their values", () => {
    const result = compileFields(table, { unknown: "refuse" }).read({ ...body, decisions: "secret" }, "en");
    assert.deepEqual(!result.ok && result.problems, [
      { pointer: "/customer/vip", code: "webhook.field.unknown", detail: "This name is not expected. Leave it out." },
      { pointer: "/extra", code: "webhook.field.unknown", detail: "This name is not expected. Leave it out." },
      {
        pointer: "/decisions",
        code: "webhook.field.unknown-near",
        detail: "This name is not expected. Did you mean decision, which is there already? Leave it out.",
      },
    ]);
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
    {
      name: "an address in a field of that type",
      fields: [key, text("a", { target: "recipient", as: "postalAddress", type: "address" })],
      faults: [],
    },
    {
      name: "an address as a name",
      fields: [key, text("a", { target: "recipient", as: "lastName", type: "address" })],
      faults: ["recipient-type"],
    },
    { name: "a case key with a default", fields: [{ ...key, default: "D-1" }], faults: ["case-key-default"] },
    {
      name: "a default that does not fit",
      fields: [key, text("a", { type: "number", default: "many" })],
      faults: ["default"],
    },
    {
      name: "a default that is not listed",
      fields: [key, text("a", { type: "enum", values: [{ value: "x", synonyms: [] }], default: "y" })],
      faults: ["default"],
    },
    {
      name: "an amount without currency as a default",
      fields: [key, text("a", { type: "money", default: "5" })],
      faults: ["default"],
    },
    { name: "no country", fields: [key, text("a", { type: "phone", country: "fr" })], faults: ["country"] },
    { name: "no currency", fields: [key, text("a", { type: "money", currency: "EURO" })], faults: ["currency"] },
    { name: "all at once", fields: [text(""), listed([])], faults: ["no-case-key", "no-name", "no-values"] },
  ];
  it("a default that is no phone number, when it is compiled", () => {
    const table = [key, text("a", { type: "phone", country: "FR", default: "01" })];
    assert.deepEqual(checkFields(table), []);
    assert.throws(() => compileFields(table), { key: "webhook.fields.default" });
  });

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
