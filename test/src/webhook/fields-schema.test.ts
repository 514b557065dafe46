import assert from "node:assert/strict";
import { build } from "esbuild";
import fc from "fast-check";
import { describe, it } from "mocha";
import * as z from "zod";
import type { Json, JsonObject } from "../../../src/contract/index.ts";
import { sentence } from "../../../src/language/index.ts";
import {
  checkFields,
  compileFields,
  type Field,
  fieldsFromJsonSchema,
  fieldsFromSample,
  type ImportedFields,
  toJsonSchema,
} from "../../../src/webhook/fields/index.ts";
import { fuzz } from "../../size.ts";

const key: Field = { name: "caseKey", type: "text", required: true, target: "case-key" };
const everything: Field[] = [
  { ...key, meaning: "The application's number." },
  {
    name: "decision",
    type: "enum",
    required: true,
    target: "event",
    values: [
      { value: "accepted", synonyms: ["accepté"] },
      { value: "refused", synonyms: [] },
    ],
  },
  { name: "amount", type: "money", required: true, target: "event", currency: "EUR", meaning: "What is lent." },
  { name: "fee", type: "money", required: false, target: "event" },
  { name: "costs", type: "money", required: false, target: "event", currency: "CHF", unit: "major" },
  { name: "rate", type: "number", required: false, target: "event", default: 1.5 },
  { name: "until", type: "date", required: false, target: "event", as: "validUntil" },
  { name: "vip", type: "boolean", required: false, target: "event", default: false },
  { name: "customer.firstName", type: "text", required: true, target: "recipient" },
  { name: "customer.mail", type: "email", required: false, target: "recipient", as: "email" },
  { name: "customer.contact.phone", type: "phone", required: false, target: "recipient", country: "FR" },
  { name: "customer.address", type: "address", required: false, target: "recipient", as: "postalAddress" },
];

const keysOf = ({ notices }: ImportedFields) =>
  notices.map(({ key, data }) => `${key.replace("webhook.import.", "")} ${data.name ?? ""}`.trim());
/** Whether the sentences of a table's notices have all their words. */
function assertSentences({ notices }: ImportedFields): void {
  for (const tag of ["en", "fr"])
    for (const { key, data } of notices) {
      // What a name holds is its own affair: a property may be called `{0}`.
      const plain = Object.fromEntries(Object.keys(data).map((name) => [name, "–"]));
      assert.doesNotMatch(sentence(key, plain, tag), /webhook\.|\{\w+\}/);
    }
}

describe("a table of fields as JSON Schema", () => {
  it("has names, types, words and what is required", () => {
    const fields: Field[] = [
      key,
      {
        name: "a.decision",
        type: "enum",
        required: true,
        target: "event",
        values: [{ value: "yes", synonyms: ["oui"] }],
        meaning: "The word.",
      },
      { name: "a.rate", type: "number", required: true, default: "2", target: "event" },
      { name: "b.until", type: "date", required: false, target: "event" },
    ];
    assert.deepEqual(toJsonSchema(fields, { title: "Decision", unknown: "refuse" }), {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: "Decision",
      type: "object",
      properties: {
        caseKey: { type: "string", minLength: 1, maxLength: 200 },
        a: {
          type: "object",
          properties: {
            decision: { type: "string", enum: ["yes"], description: "The word." },
            rate: { type: "number", default: 2 },
          },
          required: ["decision"],
          additionalProperties: false,
        },
        b: {
          type: "object",
          properties: {
            until: {
              anyOf: [
                { type: "string", format: "date" },
                { type: "string", format: "date-time" },
              ],
            },
          },
          additionalProperties: false,
        },
      },
      required: ["caseKey", "a"],
      additionalProperties: false,
    });
  });

  it("comes back as the same table", () => {
    const back = fieldsFromJsonSchema(toJsonSchema(everything, { notes: true }));
    assert.deepEqual(back, { fields: everything, notices: [] });
  });

  it("comes back the same but for what only a note can say", () => {
    const published = toJsonSchema(everything);
    assert.doesNotMatch(JSON.stringify(published), /x-field|accepté/);
    const back = fieldsFromJsonSchema(published);
    assert.deepEqual(back.notices, []);
    const plain = (fields: readonly Field[]) =>
      fields.map(({ name, type, required, meaning, default: fallback, values }) => ({
        ...{ name, type, required, meaning, fallback },
        values: values?.map(({ value }) => value),
      }));
    assert.deepEqual(plain(back.fields), plain(everything));
    assert.deepEqual(
      toJsonSchema(back.fields, { currency: "EUR" }),
      toJsonSchema(fieldsFromJsonSchema(toJsonSchema(back.fields, { currency: "EUR" })).fields, { currency: "EUR" }),
    );
  });

  it("is stable for any table", () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/);
    const field = fc.record(
      {
        type: fc.constantFrom<Field["type"]>("text", "number", "date", "money", "email", "phone", "boolean", "address"),
        required: fc.boolean(),
        target: fc.constantFrom<Field["target"]>("event", "recipient"),
        as: fc.stringMatching(/^[A-Z]{3}$/),
        meaning: fc.stringMatching(/^[a-z é]{1,20}[a-z]$/).map((text) => text.trim()),
      },
      { requiredKeys: ["type", "required", "target"] },
    );
    fc.assert(
      fc.property(fc.dictionary(name, field, { maxKeys: 6 }), fc.constantFrom("", "outer."), (rows, outer) => {
        const fields: Field[] = [key, ...Object.entries(rows).map(([own, row]) => ({ name: outer + own, ...row }))];
        fc.pre(checkFields(fields).length === 0);
        assert.deepEqual(fieldsFromJsonSchema(toJsonSchema(fields, { notes: true })), { fields, notices: [] });
      }),
      fuzz,
    );
  });

  const right: JsonObject = {
    caseKey: "D-1",
    decision: "accepted",
    amount: 12.5,
    customer: { firstName: "Zoé" },
  };
  const bodies: [string, JsonObject][] = [
    ["the least", {}],
    ["an amount as text", { amount: "12.50 EUR" }],
    ["an amount as an object", { amount: { amount: 1250 }, fee: { amount: 1, currency: "CHF" } }],
    ["everything", { rate: 1, vip: true, until: "2026-03-31" }],
    ["an instant", { until: "2026-03-31T09:30:00+02:00" }],
    [
      "an address",
      {
        customer: {
          firstName: "Z",
          address: { country: "FR", postalCode: "75001", locality: "Paris", thoroughfare: [] },
        },
      },
    ],
    ["a phone number", { customer: { firstName: "Z", contact: { phone: "01 42 68 53 00" } } }],
  ];
  const published = z.fromJSONSchema(toJsonSchema(everything) as never);
  const compiled = compileFields(everything);
  for (const [name, change] of bodies) {
    it(`takes what the endpoint takes: ${name}`, () => {
      const body = { ...right, ...change };
      assert.deepEqual(compiled.read(body, "en").ok && published.safeParse(body).success, true);
    });
  }
  const wrong: [string, JsonObject][] = [
    ["no case key", { caseKey: null }],
    ["another word", { decision: "perhaps" }],
    ["an amount that is a list", { amount: [1] }],
    ["a date as people write it", { until: "31/03/2026" }],
    ["a text for an object", { customer: "Zoé" }],
    ["no e-mail address", { customer: { firstName: "Z", mail: "zoe" } }],
  ];
  for (const [name, change] of wrong) {
    it(`refuses what the endpoint refuses: ${name}`, () => {
      const body = { ...right, ...change };
      assert.deepEqual([compiled.read(body, "en").ok, published.safeParse(body).success], [false, false]);
    });
  }
});

describe("a table of fields from a JSON Schema", () => {
  const properties = (more: JsonObject, rest: JsonObject = {}): JsonObject => ({
    type: "object",
    properties: { caseKey: { type: "string" }, ...more },
    ...rest,
  });
  const enumOf = (...values: string[]) => values.map((value) => ({ value, synonyms: [] }));
  const cases: { name: string; schema: JsonObject; gives: Partial<Field>[]; notices?: string[] }[] = [
    {
      name: "references inside, through each other",
      schema: properties(
        { customer: { $ref: "#/$defs/Person" }, mail: { $ref: "#/definitions/a~1b%20c" } },
        {
          $defs: {
            Person: { type: "object", required: ["age"], properties: { age: { $ref: "#/$defs/Age" } } },
            Age: { type: "integer" },
          },
          definitions: { "a/b c": { type: "string", format: "email" } },
        },
      ),
      gives: [
        { name: "customer.age", type: "number" },
        { name: "mail", type: "email", target: "recipient", as: "email" },
      ],
    },
    {
      name: "allOf drawn together",
      schema: {
        allOf: [
          { properties: { caseKey: { type: "string" } }, required: ["caseKey"] },
          { properties: { n: { type: "number" } }, required: ["n"] },
        ],
      },
      gives: [{ name: "n", type: "number", required: true }],
    },
    {
      name: "an inner field of an object that may be absent is not required",
      schema: properties({ a: { properties: { b: { type: "string" } }, required: ["b"] } }),
      gives: [{ name: "a.b", required: false }],
    },
    {
      name: "words of every kind",
      schema: properties({
        a: { enum: ["x", "y", null] },
        b: { const: 1 },
        c: { oneOf: [{ const: "x", title: "X" }, { const: "y" }] },
        d: { enum: [true, false] },
      }),
      gives: [
        { name: "a", type: "enum", values: enumOf("x", "y") },
        { name: "b", type: "enum", values: enumOf("1") },
        { name: "c", type: "enum", values: enumOf("x", "y") },
        { name: "d", type: "enum", values: enumOf("true", "false") },
      ],
    },
    {
      name: "null beside a type",
      schema: properties({
        a: { type: ["string", "null"], format: "date" },
        b: { anyOf: [{ type: "boolean" }, { type: "null" }] },
      }),
      gives: [
        { name: "a", type: "date" },
        { name: "b", type: "boolean" },
      ],
    },
    {
      name: "keywords that are left out",
      schema: properties(
        {
          a: { type: "string", pattern: "^x", maxLength: 5, format: "uuid" },
          b: { type: "number", minimum: 0, multipleOf: 5 },
        },
        { patternProperties: {} },
      ),
      gives: [
        { name: "a", type: "text" },
        { name: "b", type: "number" },
      ],
      notices: ["keywords /", "keywords a", "keywords b"],
    },
    {
      name: "what is no field",
      schema: properties({
        l: { type: "array" },
        f: {},
        o: { type: "object" },
        u: { type: ["string", "number"] },
        v: { anyOf: [{ type: "string" }, { type: "number" }] },
        "a.b": { type: "string" },
        constructor: { type: "string" },
        r: { $ref: "https://example.org/x.json" },
        m: { $ref: "#/nowhere" },
      }),
      gives: [],
      notices: [
        "list l",
        "free f",
        "free o",
        "free u",
        "alternatives v",
        "name a.b",
        "name constructor",
        "reference r",
        "free r",
        "reference m",
        "free m",
      ],
    },
    {
      name: "a circle",
      schema: { ...properties({ next: { $ref: "#" } }), $defs: { x: { $ref: "#/$defs/x" } } },
      gives: Array.from({ length: 6 }, (_, index) => ({ name: `${"next.".repeat(index + 1)}caseKey` })),
      notices: ["deep next.next.next.next.next.next.next.next"],
    },
    {
      name: "a reference to itself",
      schema: properties({ a: { $ref: "#/properties/a" } }),
      gives: [],
      notices: ["circle a", "free a"],
    },
    {
      name: "a note of somebody else",
      schema: properties({ n: { type: "number", "x-field": { target: 7 } } }),
      gives: [{ name: "n", target: "event" }],
    },
  ];
  for (const { name, schema, gives, notices = [] } of cases) {
    it(name, () => {
      const taken = fieldsFromJsonSchema(schema);
      assertSentences(taken);
      assert.deepEqual(keysOf(taken), notices);
      assert.ok(taken.fields.some((field) => field.target === "case-key"));
      const others = taken.fields.filter((field) => field.target !== "case-key");
      for (const [index, expected] of gives.entries())
        assert.deepEqual(others[index], { ...others[index], ...expected });
      if (name !== "a circle") assert.equal(others.length, gives.length);
      assert.deepEqual(checkFields(taken.fields), []);
    });
  }

  it("no object at all", () => {
    assert.deepEqual(keysOf(fieldsFromJsonSchema({ type: "string" })), ["no-properties"]);
    assert.deepEqual(keysOf(fieldsFromJsonSchema(properties({}, { properties: { a: { type: "date" } } }))), [
      "free a",
      "no-properties",
    ]);
  });

  it("at most 100 fields, told once", () => {
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`f${index}`, { type: "string" }]));
    const taken = fieldsFromJsonSchema(properties(many));
    assert.equal(taken.fields.length, 100);
    assert.deepEqual(keysOf(taken), ["many /"]);
  });

  it("comes to an end where a schema refers to itself many times over", () => {
    const itself = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`r${index}`, { $ref: "#" }]));
    assert.equal(fieldsFromJsonSchema({ type: "object", properties: itself }).notices.length, 101);
  });

  it("never throws, and gives a table that can be checked", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom("type", "properties", "$ref", "allOf", "anyOf", "enum", "required", "x-field", "default"),
          fc.jsonValue(),
        ),
        fc.jsonValue(),
        (schema, inner) => {
          const taken = fieldsFromJsonSchema({ ...schema, properties: { a: inner, b: schema } } as JsonObject);
          assert.ok(Array.isArray(checkFields(taken.fields)));
          assertSentences(taken);
        },
      ),
      fuzz,
    );
  });
});

describe("a table of fields from a sample", () => {
  it("keeps fields of one last name apart, in whatever order they come", () => {
    const { fields } = fieldsFromSample({ ref: 1, a: { s: true }, s: false, b: { s: null, S2: 0 }, bS: "x" });
    assert.deepEqual(checkFields(fields), []);
    assert.deepEqual(
      fields.filter(({ target }) => target === "event").map(({ name, as = "" }) => [name, as]),
      [
        ["a.s", ""],
        ["s", "s2"],
        ["b.s", "bS"],
        ["b.S2", ""],
        ["bS", "bS2"],
      ],
    );
  });

  it("guesses types and where they go", () => {
    const sample: JsonObject = {
      eventId: "e-9",
      applicationNumber: "D-1001",
      decision: "accepted",
      amount: 1250,
      limit: "12.50 EUR",
      price: { amount: 1, currency: "EUR" },
      validUntil: "2026-03-31",
      at: "2026-03-31T09:30:00Z",
      vip: true,
      note: null,
      customer: {
        id: "C-1",
        first_name: "Zoé",
        nom_de_famille: "Müller",
        mail: "zoe@example.org",
        mobile: "01 42 68 53 00",
        address: { country: "FR", postalCode: "75001", locality: "Paris", thoroughfare: [] },
      },
      code: "0142685300",
      tags: ["a"],
    };
    const taken = fieldsFromSample(sample);
    assertSentences(taken);
    assert.deepEqual(
      taken.fields.map(({ name, type, required, target, as }) =>
        [name, type, required, target, as ?? ""].join(" ").trim(),
      ),
      [
        "eventId text false event",
        "applicationNumber text true case-key",
        "decision text true event",
        "amount number false event",
        "limit money false event",
        "price money false event",
        "validUntil date false event",
        "at date false event",
        "vip boolean false event",
        "note text false event",
        "customer.id text false event",
        "customer.first_name text false recipient firstName",
        "customer.nom_de_famille text false recipient lastName",
        "customer.mail email false recipient email",
        "customer.mobile phone false recipient phone",
        "customer.address address false recipient postalAddress",
        "code text false event",
      ],
    );
    assert.deepEqual(keysOf(taken), ["list tags"]);
    assert.equal(compileFields(taken.fields, { country: "FR" }).read(sample, "en").ok, true);
  });

  it("tells names apart that would be kept as one", () => {
    const { fields } = fieldsFromSample({
      orderNo: 1,
      shipping: { city: "A", email: "a@example.org" },
      billing: { city: "B", email: "b@example.org" },
    });
    assert.deepEqual(
      fields.map(({ target, as }) => `${target} ${as ?? ""}`),
      ["case-key ", "event ", "recipient ", "event billingCity", "event "],
    );
    assert.deepEqual(checkFields(fields), []);
  });

  it("says when no name is that of a case", () => {
    assert.deepEqual(keysOf(fieldsFromSample({ colour: "red", customerId: "C-1" })), ["no-case-key"]);
  });

  it("gives a table that takes its sample, or says what is left to do", () => {
    const value: fc.Arbitrary<Json> = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
      fc.constantFrom("a@b.example", "2026-01-01", "5 EUR", "+33142685300"),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,9}$/), value, { maxKeys: 8 }), (sample) => {
        const taken = fieldsFromSample({ caseKey: "D-1", ...sample } as JsonObject);
        assert.deepEqual(checkFields(taken.fields), []);
      }),
      fuzz,
    );
  });
});

describe("the editor's half of the fields", () => {
  it("runs without Node.js and leaves the tables of phone numbers out", async () => {
    const bundle = await build({
      stdin: {
        contents: `export { checkFields } from "./check-fields.ts"; export { fieldsFromJsonSchema } from "./from-json-schema.ts"; export { fieldsFromSample } from "./from-sample.ts";`,
        resolveDir: new URL("../../../src/webhook/fields/", import.meta.url).pathname,
      },
      bundle: true,
      write: false,
      metafile: true,
      format: "esm",
      platform: "browser",
      external: ["node:*"],
    });
    const files = Object.keys(bundle.metafile.inputs);
    assert.deepEqual(
      files.filter((file) => /libphonenumber|read-phone|webhook\/body\//.test(file)),
      [],
    );
  });
});
