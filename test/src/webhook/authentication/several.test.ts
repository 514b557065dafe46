import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { SignJWT } from "jose";
import { describe, it } from "mocha";
import { sentence } from "../../../../src/language/index.ts";
import {
  type AuthenticationInput,
  compileAuthentication,
  presets,
} from "../../../../src/webhook/authentication/index.ts";
import { asker, body, call, now, reason } from "./call.ts";

const token = "token-of-the-crm-0001";
const shared = "a shared secret of thirty-two bytes, at the least";
const proofs: AuthenticationInput["proofs"] = [
  { id: "std", ...presets["standard-webhooks"] },
  { id: "git", ...presets.github },
  { id: "tok", kind: "bearer" },
  { id: "key", kind: "api-key", header: "x-key" },
  { id: "bas", kind: "basic", user: "crm" },
  { id: "jwt", kind: "jwt", algorithms: ["HS256"] },
];
const secrets = {
  "std.current": `whsec_${Buffer.from(shared).subarray(0, 32).toString("base64")}`,
  "git.current": shared,
  "tok.current": token,
  "key.current": "key-of-the-shop-0001",
  "bas.current": "a pass word",
  "jwt.current": shared,
};
const ask = asker({ proofs }, secrets);
const basic = `Basic ${Buffer.from("crm:a pass word").toString("base64")}`;
const hub = `sha256=${createHmac("sha256", shared).update(body).digest("hex")}`;
const jwt = (exp: number, key = shared) =>
  new SignJWT({ exp }).setProtectedHeader({ alg: "HS256" }).sign(new TextEncoder().encode(key));
const attempt = { "webhook-id": "msg_1", "webhook-timestamp": String(now / 1000), "webhook-signature": "v1,AAAA" };

describe("several ways to prove a call", () => {
  it("suffice one by one, and the one that holds is told", async () => {
    const right: [string, Record<string, string>][] = [
      ["git", { "x-hub-signature-256": hub }],
      ["tok", { authorization: `Bearer ${token}` }],
      ["key", { "x-key": "key-of-the-shop-0001" }],
      ["bas", { authorization: basic }],
      ["jwt", { authorization: `Bearer ${await jwt(now / 1000 + 60)}` }],
      ["bas", { ...attempt, "x-key": "wrong", authorization: basic }],
    ];
    for (const [proof, headers] of right) {
      const answer = await ask(headers);
      assert.equal(answer.ok && answer.proof, proof);
    }
  });

  it("are all named where nothing was tried", async () => {
    const answer = await ask({});
    assert.equal(reason(answer), "none");
    assert.ok(!answer.ok);
    const said = sentence(answer.code, answer.data, "en");
    for (const part of [
      "webhook-id + webhook-timestamp + webhook-signature",
      "x-hub-signature-256",
      "Bearer",
      "x-key",
      "Basic",
    ]) {
      assert.ok(said.includes(part), part);
    }
    assert.equal(
      answer.challenge,
      'Standard-Webhooks, HMAC header="x-hub-signature-256", Bearer realm="webhook", API-Key header="x-key", Basic realm="webhook", charset="UTF-8"',
    );
  });

  it("tell the reason of the attempt that came furthest", async () => {
    const cases: [string, Record<string, string>, string][] = [
      ["a header of one only", { "webhook-id": "msg_1" }, "hmac.timestamp-missing"],
      ["a wrong signature", attempt, "hmac.signature-mismatch"],
      ["a wrong signature, and a part of another", { ...attempt, "x-github-delivery": "1" }, "hmac.signature-mismatch"],
      ["an old time", { ...attempt, "webhook-timestamp": "1" }, "hmac.timestamp-old"],
      ["a wrong key", { "x-key": "wrong", "webhook-id": "msg_1" }, "api-key.mismatch"],
      ["a wrong user", { authorization: "Basic YTpi" }, "basic.mismatch"],
      ["a JWT that ended", { authorization: `Bearer ${await jwt(now / 1000 - 60)}` }, "jwt.expired"],
      ["a token that is neither", { authorization: "Bearer neither" }, "bearer.mismatch"],
      ["a scheme not asked for", { authorization: "Digest x" }, "none"],
    ];
    for (const [name, headers, expected] of cases) assert.equal(reason(await ask(headers)), expected, name);
  });

  it("say the claimed event id with the refusal", async () => {
    const answer = await ask(attempt);
    assert.equal(!answer.ok && answer.eventId, "msg_1");
  });

  it("refuse a call whose security header came twice, although another proof holds", async () => {
    const twice = [
      ["x-key", "a"],
      ["webhook-id", "b"],
      ["x-hub-signature-256", hub],
      ["x-github-delivery", "1"],
    ];
    for (const [name, value] of twice) {
      assert.equal(reason(await ask({ Authorization: basic, [name!]: [value!, value!] })), "header-twice", name);
    }
    assert.equal(reason(await ask({ Authorization: basic, accept: ["a", "b"] })), "proven");
    const mixed = call({ Authorization: basic, "X-Key": "a" });
    const answer = await compileAuthentication({ proofs }, secrets).check({
      ...mixed,
      rawHeaders: [...mixed.rawHeaders, "x-KEY", "b"],
    });
    assert.equal(reason(answer), "header-twice");
  });

  it("are judged at once, unless a JWT is among them", async () => {
    const quick = compileAuthentication({ proofs: proofs.slice(0, 5) }, secrets);
    assert.ok(!(quick.check(call({})) instanceof Promise));
    const all = compileAuthentication({ proofs }, secrets);
    assert.ok(!(all.check(call({ authorization: basic })) instanceof Promise));
    assert.ok(all.check(call({})) instanceof Promise);
  });

  it("have a sentence for every refusal, in both languages", async () => {
    const headers: Record<string, string>[] = [
      {},
      attempt,
      { "webhook-id": "a.b" },
      { ...attempt, "webhook-timestamp": "1" },
      { ...attempt, "webhook-timestamp": "x" },
      { ...attempt, "webhook-timestamp": "9999999999" },
      { ...attempt, "webhook-signature": "v2,A" },
      { authorization: "Basic é" },
      { authorization: "Bearer a b" },
      { authorization: "Bearer a.b.c" },
      { authorization: `Bearer ${await jwt(1)}` },
      { "x-key": "x" },
      { "x-hub-signature-256": "sha1=0" },
    ];
    for (const sent of headers) {
      const answer = await ask(sent);
      assert.ok(!answer.ok);
      for (const language of ["en", "fr"]) {
        const said = sentence(answer.code, answer.data, language);
        assert.ok(!said.startsWith("webhook.authentication") && !/\{\w+\}/.test(said), said);
      }
    }
  });
});
