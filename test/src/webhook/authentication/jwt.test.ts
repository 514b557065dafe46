import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, type KeyObject } from "node:crypto";
import { type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { describe, it } from "mocha";
import { type AuthenticationInput, compileAuthentication } from "../../../../src/webhook/authentication/index.ts";
import { asker, body, now, reason } from "./call.ts";

type JwtInput = Extract<AuthenticationInput["proofs"][number], { kind: "jwt" }>;
const seconds = now / 1000;
const claims: JWTPayload = { iat: seconds, exp: seconds + 300 };
const shared = "a shared secret of thirty-two bytes, at the least";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const otherRsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const weakRsa = generateKeyPairSync("rsa", { modulusLength: 1024 });
const ec256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
const ec384 = generateKeyPairSync("ec", { namedCurve: "P-384" });
const ec521 = generateKeyPairSync("ec", { namedCurve: "P-521" });
const ed = generateKeyPairSync("ed25519");

const pem = (key: KeyObject) => String(key.export({ format: "pem", type: key.type === "public" ? "spki" : "pkcs8" }));
const jwk = (key: KeyObject, more: object = {}) => JSON.stringify({ ...key.export({ format: "jwk" }), ...more });
const token = (alg: string, key: KeyObject | Uint8Array, payload: JWTPayload = claims, header: object = {}) =>
  new SignJWT(payload).setProtectedHeader({ alg, ...header }).sign(key);
const bytes = (text: string) => new TextEncoder().encode(text);
const bearer = (jwt: string) => ({ Authorization: `Bearer ${jwt}` });
const settings = (more: Partial<JwtInput>): AuthenticationInput => ({
  proofs: [{ id: "idp", kind: "jwt", algorithms: ["HS256"], ...more }],
});
const hs = asker(settings({}), { "idp.current": shared });

describe("a JWT", () => {
  const pairs = [
    ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"].map((alg) => [alg, rsa] as const),
    ...([
      ["ES256", ec256],
      ["ES384", ec384],
      ["ES512", ec521],
      ["EdDSA", ed],
      ["Ed25519", ed],
    ] as const),
  ];
  for (const [alg, { publicKey, privateKey }] of pairs) {
    it(`of ${alg} is proven by a key as PEM, JWK and JWKS, and by no other algorithm of that key`, async () => {
      const jwt = await token(alg, privateKey);
      const jwks = `{"keys": [${jwk(otherRsa.publicKey)}, ${jwk(publicKey, { kid: "k1" })}]}`;
      const oneLine = pem(publicKey).trim().replaceAll("\n", "\\n");
      for (const key of [pem(publicKey), oneLine, jwk(publicKey), jwk(publicKey, { alg }), jwks]) {
        const ask = asker(settings({ algorithms: [alg as "RS256"] }), { "idp.current": key });
        assert.equal(reason(await ask(bearer(jwt))), "proven");
        assert.equal(reason(await ask(bearer(await token("HS256", bytes(shared))))), "jwt.algorithm");
      }
      if (alg.startsWith("RS")) {
        const ask = asker(settings({ algorithms: ["PS256"] }), { "idp.current": pem(publicKey) });
        assert.equal(reason(await ask(bearer(jwt))), "jwt.algorithm");
      }
    });
  }
  for (const alg of ["HS256", "HS384", "HS512"] as const) {
    it(`of ${alg} is proven by a shared secret as text, base64, hexadecimal and JWK`, async () => {
      const jwt = await token(alg, bytes(shared));
      const secret = Buffer.from(shared);
      const written = { utf8: shared, base64: secret.toString("base64"), hex: secret.toString("hex") };
      for (const secretEncoding of ["utf8", "base64", "hex"] as const) {
        const ask = asker(settings({ algorithms: [alg], secretEncoding }), { "idp.current": written[secretEncoding] });
        assert.equal(reason(await ask(bearer(jwt))), "proven");
      }
      const oct = JSON.stringify({ kty: "oct", k: secret.toString("base64url") });
      assert.equal(reason(await asker(settings({ algorithms: [alg] }), { "idp.current": oct })(bearer(jwt))), "proven");
    });
  }

  it("tells its subject, else its issuer, else the name of the proof as the sender", async () => {
    const ask = asker(settings({ name: "Identity" }), { "idp.current": shared });
    const senders = [{ sub: "crm", iss: "idp" }, { iss: "idp" }, {}, { sub: "a\nb" }];
    const told = [];
    for (const more of senders) {
      const answer = await ask(bearer(await token("HS256", bytes(shared), { ...claims, ...more })));
      told.push(answer.ok && answer.sender);
    }
    assert.deepEqual(told, ["crm", "idp", "Identity", "Identity"]);
  });

  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = (payload: JWTPayload, header?: object) => () => token("HS256", bytes(shared), payload, header);
  const { exp: _exp, ...withoutExp } = claims;
  const wrong: { name: string; jwt: () => string | Promise<string>; reason: string }[] = [
    { name: "unsecured", jwt: () => new UnsecuredJWT(claims).encode(), reason: "jwt.form" },
    {
      name: "alg none with a signature",
      jwt: () => `${encoded({ alg: "none" })}.${encoded(claims)}.AAAA`,
      reason: "jwt.algorithm",
    },
    { name: "alg nOnE", jwt: () => `${encoded({ alg: "nOnE" })}.${encoded(claims)}.AAAA`, reason: "jwt.algorithm" },
    { name: "no alg", jwt: () => `${encoded({})}.${encoded(claims)}.AAAA`, reason: "jwt.algorithm" },
    {
      name: "alg as a list",
      jwt: () => `${encoded({ alg: ["HS256"] })}.${encoded(claims)}.AAAA`,
      reason: "jwt.algorithm",
    },
    { name: "another HS", jwt: () => token("HS512", bytes(shared)), reason: "jwt.algorithm" },
    { name: "RS256 for HS256", jwt: () => token("RS256", rsa.privateKey), reason: "jwt.algorithm" },
    { name: "another secret", jwt: () => token("HS256", bytes(`${shared}!`)), reason: "jwt.mismatch" },
    {
      name: "its payload exchanged",
      jwt: async () =>
        (await token("HS256", bytes(shared))).replace(/\.[^.]+\./, `.${encoded({ ...claims, sub: "x" })}.`),
      reason: "jwt.mismatch",
    },
    {
      name: "its signature cut short",
      jwt: async () => (await token("HS256", bytes(shared))).slice(0, -4),
      reason: "jwt.mismatch",
    },
    {
      name: "an unknown critical header",
      jwt: () => `${encoded({ alg: "HS256", crit: ["x"], x: 1 })}.${encoded(claims)}.AAAA`,
      reason: "jwt.form",
    },
    { name: "an encrypted token's five parts", jwt: () => "a.b.c.d.e", reason: "jwt.form" },
    { name: "two parts", jwt: () => "a.b", reason: "jwt.form" },
    { name: "parts that are no JSON", jwt: () => "AAAA.AAAA.AAAA", reason: "jwt.form" },
    { name: "8193 characters", jwt: () => `${"a".repeat(8189)}.b.c`, reason: "jwt.form" },
    { name: "no exp", jwt: signed(withoutExp), reason: "jwt.claim-missing" },
    { name: "exp as text", jwt: signed({ ...claims, exp: "soon" as unknown as number }), reason: "jwt.claim-form" },
    { name: "expired 31 s ago", jwt: signed({ ...claims, exp: seconds - 31 }), reason: "jwt.expired" },
    { name: "not valid for 31 s", jwt: signed({ ...claims, nbf: seconds + 31 }), reason: "jwt.early" },
  ];
  for (const { name, jwt, reason: expected } of wrong) {
    it(`is refused: ${name}`, async () => {
      const answer = await hs(bearer(await jwt()));
      assert.equal(reason(answer), expected);
      assert.equal(!answer.ok && answer.challenge, 'Bearer realm="webhook", error="invalid_token"');
    });
  }

  it("has clocks 30 s apart forgiven, or as many as are set", async () => {
    const late = await token("HS256", bytes(shared), { ...claims, exp: seconds - 29 });
    assert.equal(reason(await hs(bearer(late))), "proven");
    const strict = asker(settings({ tolerance: 0 }), { "idp.current": shared });
    const answer = await strict(bearer(late));
    assert.equal(reason(answer), "jwt.expired");
    assert.equal(!answer.ok && answer.data.seconds, 29);
  });

  it("must name the audience and the issuer that are set", async () => {
    const ask = asker(settings({ audience: ["us", "we"], issuer: ["idp"] }), { "idp.current": shared });
    const cases: [JWTPayload, string][] = [
      [{ aud: "us", iss: "idp" }, "proven"],
      [{ aud: ["them", "we"], iss: "idp" }, "proven"],
      [{ aud: "them", iss: "idp" }, "jwt.audience"],
      [{ aud: "US", iss: "idp" }, "jwt.audience"],
      [{ iss: "idp" }, "jwt.claim-missing"],
      [{ aud: "us", iss: "other" }, "jwt.issuer"],
      [{ aud: "us" }, "jwt.claim-missing"],
    ];
    for (const [more, expected] of cases) {
      const jwt = await token("HS256", bytes(shared), { ...claims, ...more });
      assert.equal(reason(await ask(bearer(jwt))), expected, JSON.stringify(more));
    }
  });

  it("must not be older than is set, and then says when it was issued", async () => {
    const ask = asker(settings({ maxAge: 60, tolerance: 0 }), { "idp.current": shared });
    const cases: [JWTPayload, string][] = [
      [{ iat: seconds - 60 }, "proven"],
      [{ iat: seconds - 61 }, "jwt.age"],
      [{ iat: seconds + 61 }, "jwt.early"],
      [{}, "jwt.claim-missing"],
    ];
    for (const [more, expected] of cases) {
      const jwt = await token("HS256", bytes(shared), { exp: seconds + 300, ...more });
      assert.equal(reason(await ask(bearer(jwt))), expected, JSON.stringify(more));
    }
  });

  it("proves the body where a claim holds its hash", async () => {
    for (const encoding of ["hex", "base64", "base64url"] as const) {
      const eventId = { in: "field", field: "policy" } as const;
      const bodyHash = { claim: "body_sha256", encoding };
      const ask = asker(settings({ bodyHash, eventId }), { "idp.current": shared });
      const digest = createHash("sha256").update(body).digest(encoding);
      const jwt = await token("HS256", bytes(shared), { ...claims, body_sha256: digest });
      const answer = await ask(bearer(jwt));
      assert.deepEqual(
        [answer.ok, answer.ok && answer.eventIdField, answer.ok && answer.eventIdSigned],
        [true, "policy", true],
      );
      assert.equal(reason(await ask(bearer(jwt), { body: Buffer.from("{}") })), "jwt.body");
      for (const claim of [undefined, 1, "", digest.slice(1), null]) {
        const other = await token("HS256", bytes(shared), { ...claims, body_sha256: claim });
        assert.equal(reason(await ask(bearer(other))), "jwt.body");
      }
    }
  });

  it("is not taken when HS256 is made with the public key, whatever is pinned", async () => {
    const forged = await token("HS256", bytes(pem(rsa.publicKey)));
    const trimmed = await token("HS256", bytes(pem(rsa.publicKey).trim()));
    const ask = asker(settings({ algorithms: ["RS256", "PS256"] }), { "idp.current": pem(rsa.publicKey) });
    for (const jwt of [forged, trimmed]) assert.equal(reason(await ask(bearer(jwt))), "jwt.algorithm");
    assert.throws(() => compileAuthentication(settings({}), { "idp.current": pem(rsa.publicKey) }), /jwt-key-public/);
    assert.throws(() => compileAuthentication(settings({}), { "idp.current": jwk(rsa.publicKey) }), /jwt-key-public/);
    const mixed = settings({ algorithms: ["RS256", "HS256"] });
    assert.throws(() => compileAuthentication(mixed, { "idp.current": pem(rsa.publicKey) }), /jwt-algorithms-mixed/);
  });

  it("picks the key of its kid, and any where it has none", async () => {
    const jwks = `{"keys": [${jwk(rsa.publicKey, { kid: "a" })}, ${jwk(otherRsa.publicKey, { kid: "b" })}]}`;
    const ask = asker(settings({ algorithms: ["RS256"] }), { "idp.current": jwks });
    for (const header of [{ kid: "b" }, {}]) {
      assert.equal(reason(await ask(bearer(await token("RS256", otherRsa.privateKey, claims, header)))), "proven");
    }
    for (const kid of ["a", "c"]) {
      assert.equal(
        reason(await ask(bearer(await token("RS256", otherRsa.privateKey, claims, { kid })))),
        "jwt.mismatch",
      );
    }
  });

  const keys: { name: string; key: string; more?: Partial<JwtInput>; fault: RegExp }[] = [
    { name: "no key at all", key: "not a key", fault: /jwt-key-form/ },
    { name: "a broken PEM", key: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", fault: /jwt-key-form/ },
    { name: "an empty set", key: '{"keys": []}', fault: /jwt-key-form/ },
    { name: "a JWK that lacks a part", key: '{"kty": "RSA", "e": "AQAB"}', fault: /jwt-key-form/ },
    { name: "a private PEM", key: pem(rsa.privateKey), fault: /jwt-key-private/ },
    { name: "a private JWK", key: jwk(rsa.privateKey), fault: /jwt-key-private/ },
    { name: "an RSA key of 1024 bits", key: pem(weakRsa.publicKey), fault: /jwt-key-weak/ },
    { name: "a key of another algorithm", key: pem(ec256.publicKey), fault: /jwt-key-algorithm/ },
    { name: "a key whose JWK says another one", key: jwk(rsa.publicKey, { alg: "PS256" }), fault: /jwt-key-algorithm/ },
    { name: "a secret of 31 bytes", key: "s".repeat(31), more: { algorithms: ["HS256"] }, fault: /secret-short/ },
    {
      name: "a secret that is no base64",
      key: shared,
      more: { algorithms: ["HS256"], secretEncoding: "base64" },
      fault: /secret-encoding/,
    },
  ];
  for (const { name, key, more = { algorithms: ["RS256" as const] }, fault } of keys) {
    it(`is not set up with ${name}, and the fault does not show it`, () => {
      assert.throws(
        () => compileAuthentication(settings(more), { "idp.current": key }),
        (error: Error) =>
          fault.test(error.message) && !error.message.includes(key.slice(0, 12)) && error.cause === undefined,
      );
    });
  }
});
