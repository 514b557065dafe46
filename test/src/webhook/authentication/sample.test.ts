import assert from "node:assert/strict";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, it } from "mocha";
import {
  type AuthenticationInput,
  AuthenticationSettings,
  presets,
  type Secrets,
  sampleHeaders,
} from "../../../../src/webhook/authentication/index.ts";
import { asker, body, now } from "./call.ts";

type ProofInput = AuthenticationInput["proofs"][number];
const whsec = (byte: number) => `whsec_${Buffer.alloc(32, byte).toString("base64")}`;
const shared = "0123456789-abcdefghijklmnop-qrstuvwxyz";
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const otherRsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-384" });
const otherEc = generateKeyPairSync("ec", { namedCurve: "P-384" });
const pem = (key: KeyObject) => String(key.export({ format: "pem", type: key.type === "public" ? "spki" : "pkcs8" }));
const jwk = (key: KeyObject) => JSON.stringify(key.export({ format: "jwk" }));
const event = new Uint8Array(body);
const eventId = { in: "header", header: "x-event" } as const;
const bodyHash = { claim: "sha", algorithm: "sha512", encoding: "base64url" } as const;

const everything: ProofInput = {
  id: "p",
  kind: "hmac",
  scheme: {
    algorithm: "sha512",
    encoding: "base64url",
    signature: { headers: ["x-sig", "x-sig-2"], prefix: "s:", separator: ";" },
    timestamp: { in: "signature", prefix: "at:", unit: "ms" },
    signed: [
      { part: "method" },
      { part: "target" },
      { part: "id" },
      { part: "text", text: "|é|" },
      { part: "body" },
      { part: "timestamp" },
    ],
    secret: { encoding: "hex", prefix: "hex-" },
    eventId,
  },
};
const proofs: { name: string; proof: ProofInput; secrets: Secrets; id?: string }[] = [
  ...Object.entries(presets).map(([name, preset]) => ({
    name,
    proof: { id: "p", ...preset },
    secrets: { "p.current": whsec(1), "p.test": whsec(2) },
    id: name === "stripe" ? undefined : "ev-1",
  })),
  {
    name: "a scheme of everything",
    proof: everything,
    secrets: { "p.current": `hex-${"0a".repeat(70)}`, "p.test": `hex-${"0b".repeat(140)}` },
    id: "ev-1",
  },
  { name: "a bearer token", proof: { id: "p", kind: "bearer", eventId }, secrets: { "p.current": shared }, id: "ev-1" },
  {
    name: "a key in a header",
    proof: { id: "p", kind: "api-key", header: "x-key" },
    secrets: { "p.current": "a key with & = + %" },
  },
  {
    name: "a key in the address",
    proof: { id: "p", kind: "api-key", query: "k y" },
    secrets: { "p.current": "a key with & = + %" },
  },
  {
    name: "user and password",
    proof: { id: "p", kind: "basic", user: "crm é" },
    secrets: { "p.current": "mot de passe é€" },
  },
  {
    name: "a JWT by shared secret",
    proof: { id: "p", kind: "jwt", algorithms: ["HS512"], audience: ["us"], issuer: ["idp"], maxAge: 60, bodyHash },
    secrets: { "p.current": shared },
  },
  {
    name: "a JWT by RSA",
    proof: { id: "p", kind: "jwt", algorithms: ["ES256", "PS384"], bodyHash },
    secrets: { "p.current": `{"keys": [${jwk(otherRsa.publicKey)}]}`, "p.test": pem(rsa.privateKey) },
  },
  {
    name: "a JWT by elliptic curve",
    proof: { id: "p", kind: "jwt", algorithms: ["ES384"] },
    secrets: { "p.current": pem(otherEc.publicKey), "p.test": jwk(ec.privateKey) },
  },
  { name: "the address alone", proof: { id: "p", kind: "address-only", eventId }, secrets: {}, id: "ev-1" },
];

describe("a sample", () => {
  for (const { name, proof, secrets, id } of proofs) {
    it(`of ${name} proves its call, by the test secret where there is one`, async () => {
      const settings = AuthenticationSettings.parse({ proofs: [proof] });
      const at = { path: "/journey/abc", query: "a=1", eventId: "ev-1", now };
      const { headers, query } = await sampleHeaders(settings, secrets, { ...at, body: event });
      const address = { query: ["a=1", String(new URLSearchParams(query))].filter(Boolean).join("&") };
      const answer = await asker({ proofs: [proof] }, secrets)(headers, address);
      assert.ok(answer.ok, JSON.stringify(answer));
      assert.equal(answer.eventId, id);
      assert.equal(answer.test, secrets["p.test"] !== undefined);
      const signsBody =
        proof.kind === "hmac" || proof.kind === "standard-webhooks" || (proof.kind === "jwt" && proof.bodyHash);
      const other = await asker({ proofs: [proof] }, secrets)(headers, { ...address, body: Buffer.from("{}") });
      assert.equal(other.ok, !signsBody);
    });
  }

  it("is not made without a proof, a secret, or the sender's private key", async () => {
    const call = { path: "/", eventId: "ev-1", now, body: event };
    const make = (proof: ProofInput, secrets: Secrets, more: object = {}) =>
      sampleHeaders(AuthenticationSettings.parse({ proofs: [proof] }), secrets, { ...call, ...more });
    const bearer: ProofInput = { id: "p", kind: "bearer" };
    const jwt: ProofInput = { id: "p", kind: "jwt", algorithms: ["RS256"] };
    await assert.rejects(make(bearer, { "p.current": shared }, { proof: "q" }), /sample-proof/);
    await assert.rejects(make(bearer, {}), /sample-secret.*p\.current/);
    await assert.rejects(make(bearer, { "p.current": shared }, { which: "previous" }), /sample-secret.*p\.previous/);
    for (const key of [pem(rsa.publicKey), jwk(rsa.publicKey), pem(ec.privateKey), shared]) {
      await assert.rejects(make(jwt, { "p.current": key }), /sample-key/);
    }
  });
});
