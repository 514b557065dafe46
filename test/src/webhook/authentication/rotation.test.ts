import assert from "node:assert/strict";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, it } from "mocha";
import {
  type AuthenticationInput,
  AuthenticationSettings,
  presets,
  type Secrets,
  sampleHeaders,
  type Which,
} from "../../../../src/webhook/authentication/index.ts";
import { asker, body, now, reason } from "./call.ts";

type ProofInput = AuthenticationInput["proofs"][number];
const until = "2026-01-31T10:30:00+01:00";
const lastInstant = Date.parse(until);
const whsec = (byte: number) => `whsec_${Buffer.alloc(32, byte).toString("base64")}`;
const secrets: Secrets = {
  "crm.current": "the secret that is current now, 1",
  "crm.previous": "the secret that was there before, 2",
  "crm.test": "the secret that is for tests only, 3",
};
const pair = () => generateKeyPairSync("ed25519");
const pairs = { current: pair(), previous: pair(), test: pair() };
const pem = (key: KeyObject, type: "spki" | "pkcs8") => String(key.export({ format: "pem", type }));

/** `signing`: what the senders hold, where it is not what is checked with. */
const kinds: { name: string; proof: ProofInput; secrets: Secrets; signing?: Secrets }[] = [
  {
    name: "Standard Webhooks",
    proof: { id: "crm", ...presets.svix },
    secrets: { "crm.current": whsec(1), "crm.previous": whsec(2), "crm.test": whsec(3) },
  },
  { name: "a signature", proof: { id: "crm", ...presets.stripe }, secrets },
  { name: "a signature without time", proof: { id: "crm", ...presets.github }, secrets },
  { name: "a bearer token", proof: { id: "crm", kind: "bearer" }, secrets: withoutBlanks(secrets) },
  { name: "an API key", proof: { id: "crm", kind: "api-key", header: "x-key" }, secrets },
  { name: "an API key in the address", proof: { id: "crm", kind: "api-key", query: "key" }, secrets },
  { name: "a password", proof: { id: "crm", kind: "basic", user: "crm" }, secrets },
  { name: "a JWT by shared secret", proof: { id: "crm", kind: "jwt", algorithms: ["HS256"] }, secrets },
  {
    name: "a JWT by public key",
    proof: { id: "crm", kind: "jwt", algorithms: ["EdDSA"] },
    secrets: {
      "crm.current": pem(pairs.current.publicKey, "spki"),
      "crm.previous": pem(pairs.previous.publicKey, "spki"),
      "crm.test": pem(pairs.test.privateKey, "pkcs8"),
    },
    signing: {
      "crm.current": pem(pairs.current.privateKey, "pkcs8"),
      "crm.previous": pem(pairs.previous.privateKey, "pkcs8"),
      "crm.test": pem(pairs.test.privateKey, "pkcs8"),
    },
  },
];

function withoutBlanks(all: Secrets): Secrets {
  return Object.fromEntries(Object.entries(all).map(([slot, text]) => [slot, text?.replace(/[ ,]/g, "-")]));
}

for (const { name, proof, secrets: held, signing = held } of kinds) {
  describe(`the secrets of ${name}`, () => {
    const settings = (more: object = {}) => ({ proofs: [{ ...proof, ...more }] });
    const signed = async (which: Which, at = now, by = signing) => {
      const parsed = AuthenticationSettings.parse(settings());
      return sampleHeaders(parsed, by, {
        body: new Uint8Array(body),
        path: "/journey/abc",
        eventId: "ev-1",
        now: at,
        which,
      });
    };
    const answer = async (which: Which, set: object, all: Secrets = held, at = now) => {
      const { headers, query } = await signed(which, at);
      return asker(settings(set), all)(headers, { now: at, query: String(new URLSearchParams(query)) });
    };

    it("tell which one proved a call, and a test from the rest", async () => {
      for (const which of ["current", "previous", "test"] as const) {
        const told = await answer(which, {});
        assert.deepEqual([told.ok, told.ok && told.which, told.ok && told.test], [true, which, which === "test"]);
      }
    });

    it("end with the previous one's last instant, which is told", async () => {
      assert.equal(reason(await answer("previous", { previousUntil: until }, held, lastInstant)), "proven");
      for (const at of [lastInstant + 1, lastInstant + 86_400_000]) {
        const told = await answer("previous", { previousUntil: until }, held, at);
        assert.equal(reason(told), "secret-ended");
        assert.equal(!told.ok && told.data.until, "2026-01-31T09:30:00.000Z");
        assert.equal(reason(await answer("current", { previousUntil: until }, held, at)), "proven");
        assert.equal(reason(await answer("test", { previousUntil: until }, held, at)), "proven");
      }
    });

    it("prove nothing once their slots are empty", async () => {
      for (const which of ["previous", "test"] as const) {
        for (const empty of [undefined, "", "  "]) {
          const told = await answer(which, {}, { ...held, [`crm.${which}`]: empty });
          assert.match(reason(told), /mismatch$/);
        }
      }
    });

    it("prove nothing for another webhook", async () => {
      const current = held["crm.previous"];
      assert.match(reason(await answer("current", {}, { "crm.current": current })), /mismatch$/);
      assert.match(
        reason(await answer("current", {}, { "crm.current": current, "other.current": held["crm.current"] })),
        /mismatch$/,
      );
    });
  });
}
