import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { inspect } from "node:util";
import fc from "fast-check";
import { describe, it } from "mocha";
import { Fault } from "../../../../src/contract/index.ts";
import { isEndpoint, isSecret, mintEndpoint, mintSecret, readSecret, sign } from "../../../../src/webhook/index.ts";
import { fuzz } from "../../../size.ts";
import { verify } from "./verify.ts";

/** The worked example that the Standard Webhooks libraries are tested with. */
const example = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  timestamp: "1614265330",
  body: '{"test": 2432232314}',
  signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};
const now = 1614265330_000;
const other = mintSecret();

/** Signs with Node's own HMAC, so that ours is not its own judge. */
function independent(id: string, timestamp: string, body: Uint8Array, key = example.secret): string {
  const mac = createHmac("sha256", Buffer.from(key.slice(6), "base64"));
  return `v1,${mac.update(`${id}.${timestamp}.`).update(body).digest("base64")}`;
}

interface Call {
  id?: string;
  timestamp?: string;
  signature?: string;
  body?: string | Uint8Array;
  now?: number;
}

function check(change: Call, secrets = [example.secret]) {
  const call: Call = { ...example, now, ...change };
  const headers = {
    "webhook-id": call.id,
    "webhook-timestamp": call.timestamp,
    "webhook-signature": call.signature,
  };
  return verify(secrets, headers, Buffer.from(call.body ?? ""), call.now ?? now);
}

const signed = (id: string, timestamp: string): Call => ({
  id,
  timestamp,
  signature: independent(id, timestamp, Buffer.from(example.body)),
});

describe("verifying a call", () => {
  const attacks: { name: string; call: Call; reason: string; seconds?: number }[] = [
    { name: "no id", call: { id: undefined }, reason: "id-missing" },
    { name: "a blank id", call: { id: "  " }, reason: "id-missing" },
    { name: "an id with a full stop, rightly signed", call: signed("a.b", "1614265330"), reason: "id-form" },
    { name: "two ids, joined by Node", call: { id: "msg_a, msg_b" }, reason: "id-form" },
    { name: "an id of 201 characters", call: { id: "x".repeat(201) }, reason: "id-form" },
    { name: "an id outside of ASCII", call: { id: "é" }, reason: "id-form" },
    { name: "another id", call: { id: "msg_other" }, reason: "signature-mismatch" },
    { name: "no timestamp", call: { timestamp: undefined }, reason: "timestamp-missing" },
    { name: "letters after the digits", call: signed(example.id, "1614265330abc"), reason: "timestamp-form" },
    { name: "a fraction", call: signed(example.id, "1614265330.0"), reason: "timestamp-form" },
    { name: "a sign", call: signed(example.id, "+1614265330"), reason: "timestamp-form" },
    { name: "hexadecimal", call: signed(example.id, "0x60379432"), reason: "timestamp-form" },
    { name: "a leading zero", call: signed(example.id, "01614265330"), reason: "timestamp-form" },
    { name: "milliseconds", call: signed(example.id, "1614265330000"), reason: "timestamp-form" },
    { name: "an ISO date", call: signed(example.id, "2021-02-25T15:02:10Z"), reason: "timestamp-form" },
    { name: "301 s old", call: { now: now + 301_000 }, reason: "timestamp-old", seconds: 301 },
    { name: "301 s early", call: { now: now - 301_000 }, reason: "timestamp-new", seconds: 301 },
    { name: "a younger time than signed", call: { timestamp: "1614265331" }, reason: "signature-mismatch" },
    { name: "no signature", call: { signature: undefined }, reason: "signature-missing" },
    {
      name: "a version not known",
      call: { signature: example.signature.replace("v1", "v2") },
      reason: "signature-version",
    },
    {
      name: "a signature by asymmetric key",
      call: { signature: example.signature.replace("v1", "v1a") },
      reason: "signature-version",
    },
    { name: "no version", call: { signature: example.signature.slice(3) }, reason: "signature-version" },
    { name: "an empty signature", call: { signature: "v1," }, reason: "signature-mismatch" },
    { name: "half a signature", call: { signature: example.signature.slice(0, 20) }, reason: "signature-mismatch" },
    { name: "a signature and more", call: { signature: `${example.signature}AA` }, reason: "signature-mismatch" },
    {
      name: "base64 with other spare bits",
      call: { signature: example.signature.replace("E=", "F=") },
      reason: "signature-mismatch",
    },
    {
      name: "URL-safe base64",
      call: { signature: example.signature.replace("+", "-").replace("/", "_") },
      reason: "signature-mismatch",
    },
    { name: "hexadecimal signature", call: { signature: `v1,${"ab".repeat(32)}` }, reason: "signature-mismatch" },
    { name: "one byte of the body changed", call: { body: '{"test": 2432232315}' }, reason: "signature-mismatch" },
    { name: "the same JSON written anew", call: { body: '{"test":2432232314}' }, reason: "signature-mismatch" },
    { name: "a line end after the body", call: { body: `${example.body}\n` }, reason: "signature-mismatch" },
    { name: "no body", call: { body: "" }, reason: "signature-mismatch" },
  ];
  for (const { name, call, reason, seconds } of attacks) {
    it(`refuses ${name}`, () => {
      const verified = check(call);
      assert.equal(verified.verified, false);
      assert.equal("reason" in verified && verified.reason, reason);
      if (seconds !== undefined) assert.equal("seconds" in verified && verified.seconds, seconds);
    });
  }

  const right: { name: string; call: Call; secrets?: string[] }[] = [
    { name: "the published example", call: {} },
    { name: "a call 300 s old", call: { now: now + 300_000 } },
    { name: "a call 300 s early", call: { now: now - 300_000 } },
    {
      name: "several signatures, the right one last",
      call: { signature: `v1,bm9ldHU= v1a,eA== v2,x ${example.signature}` },
    },
    { name: "the older of two secrets", call: {}, secrets: [other, example.secret] },
  ];
  for (const { name, call, secrets } of right) {
    it(`takes ${name}`, () => assert.deepEqual(check(call, secrets), { verified: true, id: example.id }));
  }

  it("covers the bytes, not a text made of them", () => {
    const body = Buffer.from('{"name": "Andr\xe9"}', "latin1");
    const signature = independent(example.id, example.timestamp, body);
    assert.equal(check({ body, signature }).verified, true);
    assert.equal(check({ body: body.toString("utf8"), signature }).verified, false);
  });

  it("takes nothing by another key, and is not made without a key", () => {
    assert.equal(check({}, [other]).verified, false);
    assert.throws(() => check({}, []), Fault);
  });

  it("signs as Node's own HMAC does, for keys of every length", () => {
    for (let length = 24; length <= 64; length += 1) {
      const key = `whsec_${Buffer.alloc(length, length).toString("base64")}`;
      const body = Buffer.from("{}");
      const headers = sign(readSecret(key), "msg_1", body, now);
      assert.equal(headers["webhook-signature"], independent("msg_1", "1614265330", body, key));
      assert.equal(verify([key], headers, body, now).verified, true);
    }
  });

  it("never throws and never takes what nobody signed", () => {
    const text = fc.oneof(fc.string(), fc.constantFrom("v1,", "v1", " ", ",", example.signature, example.timestamp));
    const joined = fc.array(text, { maxLength: 6 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(joined, joined, joined, fc.uint8Array(), (id, timestamp, signature, body) => {
        assert.equal(check({ id, timestamp, signature, body }).verified, false);
      }),
      fuzz,
    );
  });
});

describe("a secret", () => {
  const wrong: { name: string; text: string; key: string }[] = [
    { name: "blank", text: "", key: "webhook.secret-form" },
    { name: "without its prefix", text: example.secret.slice(6), key: "webhook.secret-form" },
    { name: "of another kind", text: example.secret.replace("whsec_", "whpk_"), key: "webhook.secret-form" },
    { name: "that is not base64", text: "whsec_not base64 at all, not at all", key: "webhook.secret-form" },
    { name: "cut short by one character", text: example.secret.slice(0, -1), key: "webhook.secret-form" },
    { name: "of 23 bytes", text: `whsec_${Buffer.alloc(23).toString("base64")}`, key: "webhook.secret-length" },
    { name: "of 65 bytes", text: `whsec_${Buffer.alloc(65).toString("base64")}`, key: "webhook.secret-length" },
  ];
  for (const { name, text, key } of wrong) {
    it(`is refused ${name}, and not told`, () => {
      assert.equal(isSecret(text), false);
      assert.throws(
        () => readSecret(text),
        (error) => error instanceof Fault && error.key === key && (text === "" || !error.message.includes(text)),
      );
    });
  }

  it("is read with blanks around it and shows itself nowhere", () => {
    const secret = readSecret(` ${example.secret}\n`);
    const shown = inspect(secret, { depth: 9, showHidden: true }) + JSON.stringify(secret);
    assert.ok(!shown.includes("MfKQ") && !shown.includes("31 f2 90"));
  });

  it("is minted from 32 bytes, an address from 130 bits, never twice", () => {
    const secrets = Array.from({ length: 200 }, mintSecret);
    const endpoints = Array.from({ length: 200 }, mintEndpoint);
    assert.ok(secrets.every(isSecret) && endpoints.every(isEndpoint));
    assert.equal(Buffer.from(secrets[0]!.slice(6), "base64").length, 32);
    assert.ok(endpoints.every((endpoint) => /^[a-z0-9]{26}$/.test(endpoint)));
    assert.equal(new Set(secrets).size + new Set(endpoints).size, 400);
  });

  it("knows what is no address", () => {
    for (const text of ["", "short", "A".repeat(26), `${mintEndpoint()}/`, "../".repeat(10)]) {
      assert.equal(isEndpoint(text), false);
    }
  });
});
