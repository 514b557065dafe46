import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { asker, reason } from "./call.ts";

const token = "token-of-the-crm-0001";
const key = "Key of the CRM, no. 1";
const user = "crm";
const password = "motdepasse:é€";
const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;

describe("a bearer token", () => {
  const ask = asker({ proofs: [{ id: "crm", kind: "bearer" }] }, { "crm.current": token });
  const cases: [string, string | string[], string][] = [
    ["as it is", `Bearer ${token}`, "proven"],
    ["with its scheme in small letters and blanks", `  bearer   ${token} `, "proven"],
    ["of another letter case", `Bearer ${token.toUpperCase()}`, "bearer.mismatch"],
    ["cut short", `Bearer ${token.slice(0, -1)}`, "bearer.mismatch"],
    ["with more behind it", `Bearer ${token}0`, "bearer.mismatch"],
    ["twice in one header", `Bearer ${token}, Bearer ${token}`, "bearer.form"],
    ["in two headers", [`Bearer ${token}`, `Bearer ${token}`], "header-twice"],
    ["behind a wrong one", ["Bearer nothing", `Bearer ${token}`], "header-twice"],
    ["that is empty", "Bearer ", "bearer.form"],
    ["without blank", `Bearer${token}`, "bearer.missing"],
    ["without scheme", token, "bearer.missing"],
    ["of another scheme", `Basic ${token}`, "bearer.missing"],
    ["that is blank", "", "bearer.missing"],
  ];
  for (const [name, authorization, expected] of cases) {
    it(`${name} is answered ${expected}`, async () => {
      assert.equal(reason(await ask({ Authorization: authorization })), expected);
    });
  }

  it("asks for it as RFC 6750 wants: an error only for those who sent one", async () => {
    const asked = async (headers: Record<string, string>) => {
      const answer = await ask(headers);
      return !answer.ok && answer.challenge;
    };
    assert.equal(await asked({}), 'Bearer realm="webhook"');
    assert.equal(await asked({ authorization: "Bearer x" }), 'Bearer realm="webhook", error="invalid_token"');
  });
});

describe("an API key", () => {
  const inHeader = asker({ proofs: [{ id: "crm", kind: "api-key", header: "X-Api-Key" }] }, { "crm.current": key });
  const inQuery = asker({ proofs: [{ id: "crm", kind: "api-key", query: "key" }] }, { "crm.current": key });
  const either = asker(
    { proofs: [{ id: "crm", kind: "api-key", header: "X-Api-Key", query: "key" }] },
    { "crm.current": key },
  );
  const right = `key=${encodeURIComponent(key)}`;
  const cases: [string, typeof either, Record<string, string | string[]>, string, string][] = [
    ["in its header", inHeader, { "x-api-key": key }, "", "proven"],
    ["in its header, blanks around it", inHeader, { "X-API-KEY": ` ${key}\t` }, "", "proven"],
    ["in its header, wrong", inHeader, { "x-api-key": `${key}x` }, "", "api-key.mismatch"],
    ["in its header twice", inHeader, { "x-api-key": [key, key] }, "", "header-twice"],
    ["in another header", inHeader, { "x-key": key }, "", "api-key.missing"],
    ["in the address, not asked there", inHeader, {}, right, "api-key.missing"],
    ["in the address", inQuery, {}, `a=1&${right}&b`, "proven"],
    ["in the address, plus for blank", inQuery, {}, right.replaceAll("%20", "+"), "proven"],
    ["in the address, wrong", inQuery, {}, "key=nothing", "api-key.mismatch"],
    ["in the address twice", inQuery, {}, `${right}&${right}`, "query-twice"],
    ["in the address, empty", inQuery, {}, "key=", "api-key.missing"],
    ["in the address, broken", inQuery, {}, "%&=%ff&key=%E0%A4%A", "api-key.mismatch"],
    ["in the address as another name", inQuery, {}, right.toUpperCase(), "api-key.missing"],
    ["in either, by header", either, { "x-api-key": key }, "", "proven"],
    ["in either, by address", either, {}, right, "proven"],
    ["in either, a wrong header before a right address", either, { "x-api-key": "nothing" }, right, "api-key.mismatch"],
  ];
  for (const [name, ask, headers, query, expected] of cases) {
    it(`${name} is answered ${expected}`, async () => {
      assert.equal(reason(await ask(headers, { query })), expected);
    });
  }

  it("may be a whole Authorization header", async () => {
    const settings = { proofs: [{ id: "crm", kind: "api-key", header: "Authorization" } as const] };
    const ask = asker(settings, { "crm.current": "Token 0123456789abcdef" });
    assert.equal(reason(await ask({ authorization: "Token 0123456789abcdef" })), "proven");
    assert.equal(reason(await ask({ authorization: "0123456789abcdef" })), "api-key.mismatch");
  });
});

describe("user and password", () => {
  const ask = asker({ proofs: [{ id: "crm", kind: "basic", user }] }, { "crm.current": password });
  const cases: [string, string | string[], string][] = [
    ["as they are", basic(`${user}:${password}`), "proven"],
    ["with its scheme in capitals", basic(`${user}:${password}`).replace("Basic", "BASIC"), "proven"],
    ["without padding", basic(`${user}:${password}`).replace(/=+$/, ""), "proven"],
    ["of another user", basic(`crn:${password}`), "basic.mismatch"],
    ["without user", basic(`:${password}`), "basic.mismatch"],
    ["of another password", basic(`${user}:motdepasse`), "basic.mismatch"],
    ["in Latin-1", `Basic ${Buffer.from(`${user}:${password}`, "latin1").toString("base64")}`, "basic.mismatch"],
    ["the colon moved", basic(`${user}m:${password.slice(1)}`), "basic.mismatch"],
    ["in two headers", [basic(`${user}:${password}`), basic("a:b")], "header-twice"],
    ["without colon", basic("crm"), "basic.form"],
    ["not in base64", `Basic ${user}:${password}`, "basic.form"],
    ["empty", "Basic", "basic.form"],
    ["as another scheme", `Bearer ${token}`, "basic.missing"],
  ];
  for (const [name, authorization, expected] of cases) {
    it(`${name} are answered ${expected}`, async () => {
      const answer = await ask({ authorization });
      assert.equal(reason(answer), expected);
      if (answer.ok) assert.equal(answer.sender, user);
      else assert.equal(answer.challenge, 'Basic realm="webhook", charset="UTF-8"');
    });
  }
});

describe("the secret address alone", () => {
  it("takes every call, and its event id unsigned", async () => {
    const eventId = { in: "header", header: "Idempotency-Key" } as const;
    const ask = asker({ proofs: [{ id: "open", kind: "address-only", name: "Forms", eventId }] }, {});
    const unsigned = { eventIdSigned: false, signs: false, signsBody: false };
    const right = { ok: true, proof: "open", which: "current", test: false, ...unsigned, sender: "Forms" };
    assert.deepEqual(await ask({}), { ...right, eventId: undefined });
    assert.deepEqual(await ask({ "idempotency-key": "k-1", authorization: "what ever" }), { ...right, eventId: "k-1" });
    assert.equal(reason(await ask({ "idempotency-key": ["k-1", "k-2"] })), "header-twice");
  });
});
