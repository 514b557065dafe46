import assert from "node:assert/strict";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { readAddress } from "../../../../src/print/ipp/http/address.ts";
import { readChallenges } from "../../../../src/print/ipp/http/challenge.ts";
import { bestDigest, digestAuthorization } from "../../../../src/print/ipp/http/digest.ts";
import { loginOf } from "../../../../src/print/ipp/http/login.ts";
import { fuzz } from "../../../size.ts";

const addresses: [written: string, uri: string, host: string, port: number, path: string, encrypted: boolean][] = [
  ["ipp://printer/ipp/print", "ipp://printer:631/ipp/print", "printer", 631, "/ipp/print", false],
  [
    "ipps://printer.example/ipp/print",
    "ipps://printer.example:631/ipp/print",
    "printer.example",
    631,
    "/ipp/print",
    true,
  ],
  [
    "ipp://CUPS.example:8631/printers/A%20b",
    "ipp://cups.example:8631/printers/A%20b",
    "cups.example",
    8631,
    "/printers/A%20b",
    false,
  ],
  ["http://printer:631/ipp", "ipp://printer:631/ipp", "printer", 631, "/ipp", false],
  ["https://printer/ipp", "ipps://printer:443/ipp", "printer", 443, "/ipp", true],
  ["http://printer/ipp", "ipp://printer:80/ipp", "printer", 80, "/ipp", false],
  ["ipp://[::1]/ipp/print", "ipp://[::1]:631/ipp/print", "::1", 631, "/ipp/print", false],
  ["ipp://printer:80/", "ipp://printer:80/", "printer", 80, "/", false],
  [" ipps://printer ", "ipps://printer:631/", "printer", 631, "/", true],
];

const noAddresses = [
  ...["", "printer", "lpd://printer/q", "socket://printer:9100", "ipp:///ipp/print", "file:///dev/lp0"],
  ...[
    "ipp://user:word@printer/ipp",
    "ipp://printer/ipp?x=1",
    "ipp://printer/ipp#x",
    "javascript:alert(1)",
    "ipp://%zz/ipp",
  ],
];

const challenges: [field: string, ...read: [scheme: string, parameters: Record<string, string>][]][] = [
  ["Basic", ["basic", {}]],
  ['Basic realm="a"', ["basic", { realm: "a" }]],
  [
    'Digest realm="a, b", qop="auth,auth-int", nonce="x=", stale=TRUE, Basic realm="c"',
    ["digest", { realm: "a, b", qop: "auth,auth-int", nonce: "x=", stale: "TRUE" }],
    ["basic", { realm: "c" }],
  ],
  ['Negotiate, Basic realm="a\\"b"', ["negotiate", {}], ["basic", { realm: 'a"b' }]],
  ['Basic realm = "a" , charset="UTF-8"', ["basic", { realm: "a", charset: "UTF-8" }]],
  ["", ...[]],
  ["@@@", ...[]],
];

/** RFC 7616 §3.9.1 and §3.9.2. */
const mufasa = { user: "Mufasa", password: "Circle of Life" };
const vector = (algorithm: string) =>
  readChallenges(
    `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`,
  )[0];
const cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
const vectors: [algorithm: string, response: string][] = [
  ["MD5", "8ca523f5e9506fed4657c9700eebdbec"],
  ["SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"],
];

const digest = (more: string) => `Digest realm="r", qop="auth", nonce="n1", ${more}`;
const ada = { user: "ada", password: "secret" };

describe("how a printer is reached and logged in to", () => {
  for (const [written, uri, host, port, path, encrypted] of addresses)
    it(`reads the address ${written.trim()}`, () => {
      assert.deepEqual(readAddress(written), { uri, host, port, path, encrypted });
    });

  for (const written of noAddresses)
    it(`takes ${JSON.stringify(written)} for no address of a printer`, () => {
      assert.throws(() => readAddress(written), { key: "ipp.address", certainlyNot: true, again: false });
    });

  for (const [field, ...read] of challenges)
    it(`reads the challenge ${JSON.stringify(field)}`, () => {
      assert.deepEqual(
        readChallenges(field),
        read.map(([scheme, parameters]) => ({ scheme, parameters })),
      );
    });

  it("reads any challenge to an end", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (any) => Array.isArray(readChallenges(any))),
      fuzz,
    );
  });

  for (const [algorithm, response] of vectors)
    it(`answers the challenge of RFC 7616 with ${algorithm}`, () => {
      const asked = vector(algorithm);
      assert.ok(asked !== undefined);
      const request = { method: "GET", path: "/dir/index.html", count: 1 };
      const said = digestAuthorization(asked, mufasa, request, cnonce);
      assert.match(said, new RegExp(`response="${response}"`));
      assert.match(said, /^Digest username="Mufasa", realm="http-auth@example.org", .*nc=00000001/);
    });

  it("hashes the user where the server wants it, RFC 7616 §3.9.2", () => {
    const [asked] = readChallenges(
      'Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="5", userhash=true',
    );
    assert.ok(asked !== undefined);
    const said = digestAuthorization(
      asked,
      { user: "Jäsøn Doe", password: "x" },
      { method: "GET", path: "/", count: 1 },
    );
    assert.match(said, /username="[0-9a-f]{64}".*userhash=true/);
    assert.doesNotMatch(said, /Doe/);
  });

  const best: [what: string, field: string, algorithm: string | undefined | null][] = [
    ["the stronger of two", `${digest("algorithm=MD5")}, ${digest("algorithm=SHA-256")}`, "SHA-256"],
    ["MD5 where none is named", digest('opaque="o"'), undefined],
    ["none of an unknown algorithm", digest("algorithm=WHIRLPOOL"), null],
    ["none that signs the body", 'Digest realm="r", qop="auth-int", nonce="n"', null],
    ["none without a nonce", 'Digest realm="r", qop="auth"', null],
  ];
  for (const [what, field, algorithm] of best)
    it(`takes ${what}`, () => {
      const found = bestDigest(readChallenges(field));
      assert.equal(found === undefined ? null : found.parameters.algorithm, algorithm);
    });

  it("counts the requests of a nonce, and begins again with a new one", () => {
    const login = loginOf(ada);
    const next = () => login.authorization("POST", "/ipp");
    assert.equal(next(), undefined);
    assert.equal(login.challenged(digest("algorithm=SHA-256"), undefined), "try");
    assert.match(next() ?? "", /nonce="n1".*nc=00000001/);
    const used = next();
    assert.match(used ?? "", /nc=00000002/);
    assert.equal(login.challenged(digest("stale=true").replace("n1", "n2"), used), "try");
    assert.match(next() ?? "", /nonce="n2".*nc=00000001/);
  });

  const refusals: [what: string, credentials: typeof ada | undefined, first: string, second: string, result: string][] =
    [
      ["a wrong password with Basic", ada, 'Basic realm="r"', 'Basic realm="r"', "refused"],
      ["a wrong password with Digest", ada, digest(""), digest(""), "refused"],
      ["a stale nonce", ada, digest(""), digest("stale=true"), "try"],
    ];
  for (const [what, credentials, first, second, result] of refusals)
    it(`knows ${what}`, () => {
      const login = loginOf(credentials);
      assert.equal(login.challenged(first, undefined), "try");
      assert.equal(login.challenged(second, login.authorization("POST", "/")), result);
    });

  it("has nothing to say without a user, and to a scheme that it does not know", () => {
    assert.equal(loginOf(undefined).challenged('Basic realm="r"', undefined), "refused");
    assert.equal(loginOf(ada).challenged("Negotiate", undefined), "unknown-scheme");
  });

  it("says Basic in UTF-8, RFC 7617", () => {
    const login = loginOf({ user: "zoé", password: "clé:1" });
    login.challenged('Basic realm="r"', undefined);
    const [, base64 = ""] = login.authorization("POST", "/")?.split(" ") ?? [];
    assert.equal(Buffer.from(base64, "base64").toString(), "zoé:clé:1");
  });
});
