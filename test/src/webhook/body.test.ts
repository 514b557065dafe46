import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { parseBody } from "../../../src/webhook/body/index.ts";
import { firstFault } from "../../../src/webhook/body/syntax.ts";
import { fuzz } from "../../size.ts";

const bytes = (text: string) => Buffer.from(text, "utf8");
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

describe("parsing a body", () => {
  const refused: { name: string; body: Uint8Array; code: string; pointer?: string; says?: RegExp }[] = [
    { name: "nothing", body: bytes(""), code: "empty" },
    { name: "blanks", body: bytes(" \r\n"), code: "empty" },
    { name: "a list", body: bytes("[1]"), code: "not-object" },
    { name: "null", body: bytes("null"), code: "not-object" },
    { name: "a text", body: bytes('"a"'), code: "not-object" },
    { name: "a byte of latin-1", body: Buffer.from('{"a":"\xe9"}', "latin1"), code: "utf8", says: /offset 6 / },
    {
      name: "a bad byte after a replacement character",
      body: Buffer.concat([bytes('{"\ufffd'), Buffer.from([0xff])]),
      code: "utf8",
      says: /offset 5 /,
    },
    { name: "UTF-16", body: Buffer.from('\ufeff{"a":1}', "utf16le"), code: "utf8", says: /offset 0 / },
    { name: "half of an object", body: bytes('{"a":'), code: "syntax", says: /line 1, column 6/ },
    {
      name: "a slip in the third line",
      body: bytes('{\n "a": 1,\n "b": nope\n}'),
      code: "syntax",
      says: /line 3, column 7/,
    },
    { name: "two objects", body: bytes("{}{}"), code: "syntax", says: /column 3/ },
    { name: "a comma at the end", body: bytes('{"a":1,}'), code: "syntax", says: /column 8/ },
    { name: "a comment", body: bytes("{} // end"), code: "syntax", says: /column 4/ },
    { name: "NaN", body: bytes('{"a":NaN}'), code: "syntax", says: /column 6/ },
    { name: "a form", body: bytes("caseKey=1&decision=accepted"), code: "syntax", says: /column 1/ },
    { name: "a prototype", body: bytes('{"__proto__":{"admin":true}}'), code: "name", pointer: "/__proto__" },
    {
      name: "an escaped prototype",
      body: bytes('{"a":[{"\\u005f_proto__":1}]}'),
      code: "name",
      pointer: "/a/0/__proto__",
    },
    { name: "a constructor", body: bytes('{"a":{"constructor":{}}}'), code: "name", pointer: "/a/constructor" },
    { name: "a name with a quotation mark", body: bytes('{"a\\"":1}'), code: "name-sign", pointer: "" },
    { name: "a name with a backslash", body: bytes('{"x":{"a\\\\b" :1}}'), code: "name-sign", pointer: "" },
    { name: "a name with a line break", body: bytes('{"a\\n":1}'), code: "name-sign", pointer: "" },
    { name: "a name with half of a character", body: bytes('{"\\ud800":1}'), code: "name-sign", pointer: "" },
    { name: "a reserved name in escapes", body: bytes('{"\\u005f_proto__":1}'), code: "name", pointer: "/__proto__" },
    { name: "a name written twice", body: bytes('{"a":1,"a":2}'), code: "twice", pointer: "/a" },
    {
      name: "a name written twice, deep down",
      body: bytes('{"x":[1,{"y":{"a/b":1,"c":"}","a\\/b":2}}]}'),
      code: "twice",
      pointer: "/x/1/y/a~1b",
    },
    {
      name: "a name written twice, an escaped colon making up for it",
      body: bytes('{"a":1,"\\u0061":2,"b":"\\u003a"}'),
      code: "twice",
      pointer: "/a",
    },
    {
      name: "a name written twice behind escaped quotes",
      body: bytes('{"q":"\\\\\\"","w":"\\\\","a":1,"a":1}'),
      code: "twice",
      pointer: "/a",
    },
    {
      name: "a deep value that the same name hides",
      body: bytes(`{"a":${nested(5000)},"a":1}`),
      code: "twice",
      pointer: "/a",
    },
    { name: "a number that overflows", body: bytes('{"a":[1,1e999]}'), code: "infinite", pointer: "/a/1" },
    { name: "a negative number that overflows", body: bytes('{"a":-1e999}'), code: "infinite", pointer: "/a" },
    {
      name: "a whole number that loses a digit",
      body: bytes('{"id":9007199254740993}'),
      code: "digits",
      pointer: "/id",
    },
    {
      name: "a whole number of 30 digits",
      body: bytes('{"id":-123456789012345678901234567890}'),
      code: "digits",
      pointer: "/id",
    },
    {
      name: "a fraction that loses whole digits",
      body: bytes('{"id":12345678901234567.5}'),
      code: "digits",
      pointer: "/id",
    },
    { name: "two byte order marks", body: bytes("\ufeff\ufeff{}"), code: "syntax" },
    { name: "33 levels", body: bytes(nested(33)), code: "depth" },
    { name: "100,000 open brackets", body: bytes("[".repeat(100_000)), code: "syntax" },
    { name: "100,000 levels", body: bytes(`{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`), code: "depth" },
    { name: "10,001 values", body: bytes(`{"a":[${Array(10_000).fill(1)}]}`), code: "values" },
  ];
  for (const { name, body, code, pointer, says } of refused) {
    it(`refuses ${name}`, () => {
      const parsed = parseBody(body, "en");
      assert.ok(!parsed.ok);
      assert.equal(parsed.problem.code, `webhook.body.${code}`);
      if (pointer !== undefined) assert.equal(parsed.problem.pointer, pointer);
      if (says !== undefined) assert.match(parsed.problem.detail, says);
      assert.doesNotMatch(parsed.problem.detail, /\{\w+\}/);
    });
  }

  const taken: { name: string; body: string; gives: unknown }[] = [
    { name: "an object", body: '{"a":{"b":[1,"é",null]}}', gives: { a: { b: [1, "é", null] } } },
    { name: "a byte order mark before it", body: '\ufeff{"a":1}', gives: { a: 1 } },
    {
      name: "colons in texts",
      body: '{"at":"10:30:00","a:b":{"c":":"}}',
      gives: { at: "10:30:00", "a:b": { c: ":" } },
    },
    { name: "an escaped colon", body: '{"a\\u003ab":1}', gives: { "a:b": 1 } },
    {
      name: "the same name in two objects",
      body: '{"a":{"a":1},"b":[{"a":1},{"a":2}]}',
      gives: { a: { a: 1 }, b: [{ a: 1 }, { a: 2 }] },
    },
    {
      name: "the largest safe number, and zeros behind the point",
      body: '{"a":9007199254740991,"b":1e20,"c":100000000000000000000.0}',
      gives: { a: 9007199254740991, b: 1e20, c: 1e20 },
    },
    {
      name: "a whole number that JavaScript prints the same",
      body: '{"a":1152921504606847000}',
      gives: { a: 2 ** 60 },
    },
    { name: "a long fraction", body: '{"a":0.30000000000000004441}', gives: { a: 0.1 + 0.2 } },
    { name: "32 levels", body: nested(32), gives: JSON.parse(nested(32)) },
  ];
  for (const { name, body, gives } of taken) {
    it(`takes ${name}`, () => assert.deepEqual(parseBody(bytes(body), "en"), { ok: true, body: gives }));
  }

  it("speaks French, and never quotes the body", () => {
    const parsed = parseBody(bytes('{"name": "Camille Moreau", oops}'), "fr");
    assert.ok(!parsed.ok);
    assert.match(parsed.problem.detail, /ligne 1, colonne 28/);
    assert.ok(!JSON.stringify(parsed).includes("Camille"));
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (body) => typeof parseBody(body, "en").ok === "boolean"),
      fuzz,
    );
  });

  it("finds a slip where it is made, or at the beginning of the word or escape that it is in", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, where) => {
        const at = where % (json.length + 1);
        const broken = `${json.slice(0, at)}\u0001${json.slice(at)}`;
        const { line, column } = firstFault(broken);
        assert.equal(line, 1);
        assert.ok(column <= at + 1);
        assert.match(JSON.stringify(broken.slice(column - 1)), /^"[\\\w.+-]{0,7}\\u0001/);
      }),
      fuzz,
    );
  });

  it("reads names in escapes as they are meant, whatever names other bodies had", () => {
    // Node 24 takes an escaped name for one of the same length that it has read after the same names before.
    const poison = [JSON.parse('{"policy":1,"d\\\\u00e9c":2}'), JSON.parse('{"contract":{},"\\\\":2}')];
    const escaped = parseBody(bytes('{"policy":1,"d\\u00e9cision" : "\\u00e9\\"\\\\"}'), "en");
    assert.deepEqual(escaped, { ok: true, body: { policy: 1, décision: 'é"\\' } });
    const short = parseBody(bytes('{"contract":{},"\\u0041":3}'), "en");
    assert.deepEqual(short, { ok: true, body: { contract: {}, A: 3 } });
    assert.equal(poison.length, 2);
  });

  it("refuses a name written twice wherever it stands, and takes the same body without it", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.string(), fc.json({ maxDepth: 2 }), (value, name, lost) => {
        const once = JSON.stringify({ before: value, deep: [{ [name]: value }] });
        const twice = once.replace('"deep":[{', () => `"deep":[{${JSON.stringify(name)}:${lost},`);
        const [taken, refused] = [once, twice].map((text) => parseBody(bytes(text), "en"));
        // What generated JSON may have wrong of itself.
        fc.pre(taken?.ok === true && parseBody(bytes(`{"lost":${lost}}`), "en").ok);
        assert.equal(refused?.ok === false && refused.problem.code, "webhook.body.twice");
      }),
      fuzz,
    );
  });

  it("finds no place in what is JSON", () => {
    fc.assert(
      fc.property(fc.json(), (json) => firstFault(json).column === json.length + 1),
      fuzz,
    );
  });
});
