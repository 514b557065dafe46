import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { hasWayOut, tokensOf } from "../../../src/links/index.ts";

const secret = "ab".repeat(32);
const tokens = tokensOf(secret, "c1");
const asset = { hash: "f".repeat(64), type: "image/png", bytes: 12 };
const lea = { recipient: "lea@example.org", channel: "email", test: false } as const;

describe("the tokens of links", () => {
  it("open what they were made of, and are the same for the same", () => {
    const token = tokens.unsubscribe(lea);
    assert.deepEqual(tokens.unsubscribed(token), lea);
    assert.equal(tokensOf(secret, "c1").unsubscribe(lea), token);
    assert.deepEqual(tokens.assetOf(tokens.asset(asset)), asset);
    assert.match(token, /^[A-Za-z0-9_-]{60,120}$/);
  });

  it("tell those of tests, which are others", () => {
    const tried = tokens.unsubscribe({ ...lea, test: true });
    assert.deepEqual(tokens.unsubscribed(tried), { ...lea, test: true });
    assert.notEqual(tried, tokens.unsubscribe(lea));
  });

  it("show nothing of the person, and differ in every part where one letter does", () => {
    const token = tokens.unsubscribe(lea);
    assert.doesNotMatch(Buffer.from(token, "base64url").toString("latin1"), /lea|example|email/);
    const other = tokens.unsubscribe({ ...lea, recipient: "leb@example.org" });
    assert.notEqual(token.slice(0, 16), other.slice(0, 16));
    assert.notEqual(token.slice(-10), other.slice(-10));
  });

  const token = tokens.unsubscribe(lea);
  const foreign: [string, string][] = [
    ["nothing", ""],
    ["no token", "hello"],
    ["another campaign's", tokensOf(secret, "c2").unsubscribe(lea)],
    ["another store's", tokensOf("cd".repeat(32), "c1").unsubscribe(lea)],
    ["that of a picture", tokens.asset(asset)],
    ["cut short", token.slice(0, -4)],
    ["longer", `${token}AAAA`],
    ["with padding", `${token}==`],
    ["with a sign that decoders pass over", `${token.slice(0, 5)}.${token.slice(5)}`],
    ["in capitals", token.toUpperCase()],
    [
      "of another channel than there is",
      tokens.unsubscribe({ recipient: "R-1", channel: "fax" as never, test: false }),
    ],
    ["of nobody", tokens.unsubscribe({ recipient: "", channel: "email", test: false })],
    ["endless", "A".repeat(100_000)],
  ];
  for (const [name, one] of foreign)
    it(`are not opened: ${name}`, () => assert.equal(tokens.unsubscribed(one), undefined));

  it("are not opened with any one bit changed", () => {
    const bytes = Buffer.from(token, "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      assert.equal(tokens.unsubscribed(changed.toString("base64url")), undefined, `bit ${bit}`);
    }
  });

  it("are made of any id, and of what is no token nothing comes", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "binary" }), (recipient) => {
        const opened = tokens.unsubscribed(tokens.unsubscribe({ recipient, channel: "sms", test: false }));
        assert.equal(opened?.recipient, recipient.toWellFormed());
      }),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.string(), (text) => assert.equal(tokens.unsubscribed(text), undefined)),
      { numRuns: 300 },
    );
  });
});

const ways: [string, { html?: string; text?: string }, boolean][] = [
  ["a link that says so", { html: '<p><a href="https://x.example/u/1">Unsubscribe</a></p>' }, true],
  ["a link in French, marked up", { html: "<a class=x href='https://x.example/u'>Se <b>désabonner</b></a>" }, true],
  ["an address that says so", { html: '<a href="https://x.example/unsubscribe/1">here</a>' }, true],
  ["a mail to write", { html: '<a href="mailto:stop@x.example?subject=unsubscribe">stop</a>' }, true],
  ["words without a link", { html: "<p>Unsubscribe</p>", text: "Unsubscribe" }, false],
  ["a link to nowhere", { html: '<a href="#">Unsubscribe</a>' }, false],
  ["a link to something else", { html: '<a href="https://x.example/">Shop</a>' }, false],
  ["text with an address beside the words", { text: "Ne plus recevoir ces messages :\nhttps://x.example/u/1" }, true],
  ["text with an address elsewhere", { text: "https://x.example/\n\nYou cannot unsubscribe." }, false],
  ["nothing", {}, false],
];

describe("the way out of a message", () => {
  for (const [name, content, found] of ways)
    it(`is ${found ? "" : "not "}found in ${name}`, () => assert.equal(hasWayOut(content), found));

  it("is looked for in a time that grows with the message, not faster", () => {
    const start = performance.now();
    hasWayOut({ html: "<a href=".repeat(100_000), text: `unsubscribe ${"http".repeat(50_000)}` });
    assert.ok(performance.now() - start < 2_000);
  });
});
