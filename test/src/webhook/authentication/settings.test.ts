import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { inspect } from "node:util";
import { describe, it } from "mocha";
import { sentence } from "../../../../src/language/index.ts";
import {
  AuthenticationSettings,
  checkAuthentication,
  compileAuthentication,
  presets,
  requestHeaders,
  slotsOf,
} from "../../../../src/webhook/authentication/index.ts";

const whsec = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
const bearer = { id: "crm", kind: "bearer" };
const one = (proof: object) => ({ proofs: [proof] });
const id = { eventId: { in: "header", header: "x-id" } };

describe("settings", () => {
  it("survive being saved as JSON, presets and defaults included", () => {
    const proofs = Object.entries(presets).map(([name, preset]) => ({ id: name, ...preset }));
    const parsed = AuthenticationSettings.parse({ proofs });
    assert.deepEqual(AuthenticationSettings.parse(JSON.parse(JSON.stringify(parsed))), parsed);
    assert.equal(parsed.window, 300);
    const secrets = Object.fromEntries(proofs.map((proof) => [`${proof.id}.current`, whsec]));
    assert.deepEqual(checkAuthentication({ proofs }, secrets), []);
  });

  it("name the slots of their secrets, and the headers that browsers must be allowed to send", () => {
    const proofs = [
      ...Object.entries(presets).map(([name, preset]) => ({ id: name, ...preset })),
      { id: "key", kind: "api-key", header: "X-Key", query: "key", ...id },
      { ...bearer },
      { id: "jwt", kind: "jwt", algorithms: ["EdDSA"] },
    ];
    const parsed = AuthenticationSettings.parse({ proofs });
    assert.deepEqual(requestHeaders(parsed), [
      ...["webhook-id", "webhook-timestamp", "webhook-signature", "svix-id", "svix-timestamp", "svix-signature"],
      ...["x-github-delivery", "x-hub-signature-256", "stripe-signature", "x-shopify-webhook-id"],
      ...["x-shopify-hmac-sha256", "x-hookdeck-eventid", "x-hookdeck-signature", "x-hookdeck-signature-2"],
      ...["x-key", "x-id", "authorization"],
    ]);
    const open = AuthenticationSettings.parse(one({ id: "open", kind: "address-only" }));
    assert.deepEqual([slotsOf(open), requestHeaders(open)], [[], []]);
    const slots = slotsOf(AuthenticationSettings.parse(one(bearer))).map(({ slot }) => slot);
    assert.deepEqual(slots, ["crm.current", "crm.previous", "crm.test"]);
  });

  it("once ready, show no secret however they are written out", () => {
    const proofs = [
      { id: "std", ...presets["standard-webhooks"] },
      { id: "git", ...presets.github },
      { id: "tok", kind: "bearer" },
      { id: "key", kind: "api-key", header: "x-key" },
      { id: "bas", kind: "basic", user: "u" },
      { id: "jwt", kind: "jwt", algorithms: ["HS256"] },
    ];
    const long = "0123456789-abcdefghijklmnop-qrstuvwxyz";
    const secrets = Object.fromEntries(
      proofs.map(({ id: name }) => [`${name}.current`, name === "std" ? whsec : long]),
    );
    const ready = compileAuthentication({ proofs }, secrets);
    const shown = `${inspect(ready, { depth: 20, showHidden: true, getters: true })}${JSON.stringify(ready)}${String(ready)}`;
    for (const text of [long, whsec, whsec.slice(6), Buffer.from(long).toString("hex").slice(0, 20)]) {
      assert.ok(!shown.includes(text));
    }
  });
});

describe("the sentences of the authentication", () => {
  const folder = new URL("../../../../src/webhook/authentication/", import.meta.url);
  const source = readdirSync(folder)
    .map((name) => readFileSync(new URL(name, folder), "utf8"))
    .join("\n");
  const catalogue = readFileSync(
    new URL("../../../../src/language/webhook-authentication.ts", import.meta.url),
    "utf8",
  );
  const keys = new Set([...catalogue.matchAll(/"webhook\.authentication\.([a-z.-]+)":/g)].map(([, key]) => key!));

  it("are all used, and have the same values to fill in in both languages", () => {
    for (const key of keys) {
      const last = key.replace(/^hmac\./, "");
      assert.ok(source.includes(`"${last}"`) || source.includes(`"webhook.authentication.${key}"`), key);
      const holes = (language: string) =>
        [...sentence(`webhook.authentication.${key}`, {}, language).matchAll(/\{\w+\}/g)].map(String).sort();
      assert.deepEqual(holes("fr"), holes("en"), key);
    }
    assert.ok(keys.size > 60);
  });
});
