import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { parseBody } from "../../../src/webhook/body.ts";
import { firstFault } from "../../../src/webhook/syntax.ts";

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
    { name: "a name written twice, the last one", body: '{"a":1,"a":2}', gives: { a: 2 } },
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
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (body) => typeof parseBody(body, "en").ok === "boolean"));
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
    );
  });

  it("finds no place in what is JSON", () => {
    fc.assert(fc.property(fc.json(), (json) => firstFault(json).column === json.length + 1));
  });
});
