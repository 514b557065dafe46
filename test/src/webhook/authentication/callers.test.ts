import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { sign as signAsGitHub } from "@octokit/webhooks-methods";
import { describe, it } from "mocha";
import { Webhook as StandardSender } from "standardwebhooks";
import Stripe from "stripe";
import { Webhook as SvixSender } from "svix";
import { type PresetId, presets } from "../../../../src/webhook/authentication/index.ts";
import { asker, body, now, reason } from "./call.ts";

type Headers = Record<string, string>;
interface Sender {
  preset: PresetId;
  secret: string;
  otherSecret: string;
  sign(body: Buffer, secret: string, at: number): Headers | Promise<Headers>;
  /** Header of the signature, of the time where it has one of its own, and of the event id. */
  signature: string;
  time?: string;
  id?: string;
  timed: boolean;
  eventId?: string;
  /** Where it is in the body, instead. */
  eventIdField?: string;
  eventIdSigned: boolean;
}

const whsec = (byte: number) => `whsec_${Buffer.alloc(32, byte).toString("base64")}`;
const standard = (names: "webhook" | "svix", make: (secret: string) => StandardSender | SvixSender) => ({
  secret: whsec(1),
  otherSecret: whsec(2),
  sign: (bytes: Buffer, secret: string, at: number) => ({
    [`${names}-id`]: "msg_1",
    [`${names}-timestamp`]: String(Math.floor(at / 1000)),
    [`${names}-signature`]: make(secret).sign("msg_1", new Date(at), bytes),
  }),
  signature: `${names}-signature`,
  time: `${names}-timestamp`,
  id: `${names}-id`,
  timed: true,
  eventId: "msg_1",
  eventIdSigned: true,
});
const base64 = (secret: string, bytes: Buffer) => createHmac("sha256", secret).update(bytes).digest("base64");
const texts = { secret: "a secret of some length", otherSecret: "another secret, as long" };
const stripe = new Stripe("sk_test_nothing");

/** Signatures are made by the senders' own libraries; Shopify's and Hookdeck's, who have none for it, by Node's HMAC. */
const senders: Sender[] = [
  { preset: "standard-webhooks", ...standard("webhook", (secret) => new StandardSender(secret)) },
  { preset: "svix", ...standard("svix", (secret) => new SvixSender(secret)) },
  {
    preset: "github",
    ...texts,
    sign: async (bytes, secret) => ({
      "X-GitHub-Delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
      "X-Hub-Signature-256": await signAsGitHub(secret, bytes.toString("utf8")),
    }),
    signature: "X-Hub-Signature-256",
    id: "X-GitHub-Delivery",
    timed: false,
    eventId: "72d3162e-cc78-11e3-81ab-4c9367dc0958",
    eventIdSigned: false,
  },
  {
    preset: "stripe",
    secret: whsec(3),
    otherSecret: whsec(4),
    sign: (bytes, secret, at) => ({
      "Stripe-Signature": stripe.webhooks.generateTestHeaderString({
        payload: bytes.toString("utf8"),
        secret,
        timestamp: Math.floor(at / 1000),
      }),
    }),
    signature: "Stripe-Signature",
    timed: true,
    eventIdField: "id",
    eventIdSigned: true,
  },
  {
    preset: "shopify",
    ...texts,
    sign: (bytes, secret) => ({ "X-Shopify-Hmac-Sha256": base64(secret, bytes), "X-Shopify-Webhook-Id": "w-1" }),
    signature: "X-Shopify-Hmac-Sha256",
    id: "X-Shopify-Webhook-Id",
    timed: false,
    eventId: "w-1",
    eventIdSigned: false,
  },
  {
    preset: "hookdeck",
    ...texts,
    sign: (bytes, secret) => ({ "X-Hookdeck-Signature": base64(secret, bytes), "X-Hookdeck-Eventid": "evt_1" }),
    signature: "X-Hookdeck-Signature",
    id: "X-Hookdeck-Eventid",
    timed: false,
    eventId: "evt_1",
    eventIdSigned: false,
  },
];

const event = Buffer.from(`{"id": "evt_1", ${body.toString("utf8").slice(1)}`);

for (const sender of senders) {
  describe(`a call from ${sender.preset}`, () => {
    const ask = asker({ proofs: [{ id: "sender", ...presets[sender.preset] }] }, { "sender.current": sender.secret });
    const sign = (bytes = event, secret = sender.secret, at = now) => sender.sign(bytes, secret, at);
    const shift = (change: (signature: string) => string) => async () => {
      const headers = await sign();
      return { ...headers, [sender.signature]: change(headers[sender.signature]!) };
    };
    const answer = async (headers: Headers | Promise<Headers>, bytes: Buffer = event) =>
      ask(await headers, { body: bytes });

    it("is proven, with its event id", async () => {
      const { eventId, eventIdField, eventIdSigned } = sender;
      const where = eventIdField === undefined ? { eventId } : { eventIdField };
      const right = { ok: true, proof: "sender", which: "current", test: false, sender: undefined };
      assert.deepEqual(await answer(sign()), { ...right, ...where, eventIdSigned, signs: true, signsBody: true });
    });

    it("is proven with its headers in capitals, as raw bytes that are no UTF-8, and signed twice", async () => {
      const headers = Object.entries(await sign()).map(([name, value]) => [name.toUpperCase(), value]);
      assert.equal(reason(await answer(Object.fromEntries(headers) as Headers)), "proven");
      if (sender.preset === "shopify" || sender.preset === "hookdeck") {
        const latin1 = Buffer.from('{"name": "Andr\xe9"}', "latin1");
        assert.equal(reason(await answer(sign(latin1), latin1)), "proven");
      }
      if (sender.timed) {
        const separator = sender.preset === "stripe" ? "," : " ";
        const other = (await sign(event, sender.otherSecret))[sender.signature]!.replace(/^t=\d+,/, "");
        const both = await shift((signature) => `${signature}${separator}${other}`)();
        assert.equal(reason(await answer(both)), "proven");
        // Behind a time of its own, the wrong signature first.
        const turned = await shift((own) => own.replace(/^(t=\d+,)?(.*)$/, `$1${other}${separator}$2`))();
        assert.equal(reason(await answer(turned)), "proven");
      }
    });

    const mismatch = "hmac.signature-mismatch";
    const flip = (text: string) => text.slice(0, -3) + (text.at(-3) === "0" ? "1" : "0") + text.slice(-2);
    const tampered: { name: string; headers: () => Headers | Promise<Headers>; body?: Buffer; reason: string }[] = [
      {
        name: "one byte changed",
        headers: sign,
        body: Buffer.from(String(event).replace("1001", "1002")),
        reason: mismatch,
      },
      {
        name: "its JSON written anew",
        headers: sign,
        body: Buffer.from(JSON.stringify(JSON.parse(String(event)))),
        reason: mismatch,
      },
      { name: "a line end added", headers: sign, body: Buffer.concat([event, Buffer.from("\n")]), reason: mismatch },
      { name: "no body", headers: sign, body: Buffer.alloc(0), reason: mismatch },
      { name: "the key of another webhook", headers: () => sign(event, sender.otherSecret), reason: mismatch },
      { name: "a digit of the signature changed", headers: shift(flip), reason: mismatch },
      { name: "its signature cut short", headers: shift((signature) => signature.slice(0, -6)), reason: mismatch },
      { name: "more behind its signature", headers: shift((signature) => `${signature}AAAA`), reason: mismatch },
      { name: "no signature", headers: shift(() => ""), reason: "hmac.signature-missing" },
    ];
    const prefixed = { github: "sha256=", stripe: "v1=", "standard-webhooks": "v1,", svix: "v1," };
    const prefix = sender.preset in prefixed ? prefixed[sender.preset as keyof typeof prefixed] : undefined;
    if (prefix !== undefined) {
      const without = shift((signature) => signature.replace(prefix, ""));
      const another = shift((signature) =>
        signature.replace(prefix, prefix.startsWith("sha") ? "sha1=" : `v0${prefix[2]}`),
      );
      tampered.push({ name: "another version", headers: another, reason: "hmac.signature-version" });
      tampered.push({ name: "no version", headers: without, reason: "hmac.signature-version" });
    }
    if (sender.timed) {
      const old = () => sign(event, sender.secret, now - 301_000);
      const early = () => sign(event, sender.secret, now + 301_000);
      tampered.push({ name: "a time 301 s behind", headers: old, reason: "hmac.timestamp-old" });
      tampered.push({ name: "a time 301 s ahead", headers: early, reason: "hmac.timestamp-new" });
      const renewed = async () => {
        const headers = await old();
        const seconds = String(now / 1000);
        if (sender.time !== undefined) return { ...headers, [sender.time]: seconds };
        return { ...headers, [sender.signature]: headers[sender.signature]!.replace(/t=\d+/, `t=${seconds}`) };
      };
      tampered.push({ name: "an old call given a new time", headers: renewed, reason: mismatch });
    }
    if (sender.eventIdSigned && sender.id !== undefined) {
      const renamed = async () => ({ ...(await sign()), [sender.id!]: "msg_2" });
      tampered.push({ name: "another event id", headers: renamed, reason: mismatch });
    }
    for (const { name, headers, body: bytes, reason: expected } of tampered) {
      it(`is refused with ${name}`, async () => {
        const refused = await answer(headers(), bytes);
        assert.equal(reason(refused), expected);
        assert.equal(!refused.ok && refused.status, 401);
        assert.ok(!refused.ok && refused.challenge);
      });
    }

    it("is refused when a header of its proof came twice, even the same", async () => {
      const headers = await sign();
      for (const name of [sender.signature, sender.time, sender.id].filter((one) => one !== undefined)) {
        const twice = { ...headers, [name]: [headers[name]!, headers[name]!] };
        assert.equal(reason(await ask(twice, { body: event })), "header-twice");
      }
    });
  });
}

describe("Stripe's header", () => {
  const ask = asker({ proofs: [{ id: "stripe", ...presets.stripe }] }, { "stripe.current": whsec(3) });
  const signed = () => senders.find(({ preset }) => preset === "stripe")!.sign(event, whsec(3), now) as Headers;

  it("is refused with two times, with none, and with a time that is no number", async () => {
    const [time, signature] = signed()["Stripe-Signature"]!.split(",") as [string, string];
    const cases = [
      [`${time},t=1,${signature}`, "hmac.timestamp-missing"],
      [signature, "hmac.timestamp-missing"],
      [`${time}abc,${signature}`, "hmac.timestamp-form"],
      ["t=,v1=", "hmac.timestamp-form"],
    ] as const;
    for (const [header, expected] of cases) {
      assert.equal(reason(await ask({ "stripe-signature": header }, { body: event })), expected, header);
    }
  });

  it("has blanks behind its commas forgiven, and the old version passed over", async () => {
    const header = `${signed()["Stripe-Signature"]!.replace(",", ", ")}, v0=${"ab".repeat(32)}`;
    assert.equal(reason(await ask({ "stripe-signature": header }, { body: event })), "proven");
  });
});

describe("Hookdeck's second header", () => {
  it("proves a call as well as the first", async () => {
    const ask = asker({ proofs: [{ id: "hook", ...presets.hookdeck }] }, { "hook.current": texts.secret });
    const headers = {
      "x-hookdeck-signature": base64(texts.otherSecret, event),
      "x-hookdeck-signature-2": base64(texts.secret, event),
    };
    assert.equal(reason(await ask(headers, { body: event })), "proven");
  });
});
