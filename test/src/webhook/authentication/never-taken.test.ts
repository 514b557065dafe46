import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, it } from "mocha";
import {
  type AuthenticationInput,
  compileAuthentication,
  presets,
} from "../../../../src/webhook/authentication/index.ts";
import { long } from "../../../size.ts";
import { call, now } from "./call.ts";

const lasting = "a secret that nobody but us knows, and lasting";
const whsec = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
const proofs: AuthenticationInput["proofs"] = [
  ...Object.entries(presets).map(([id, preset]) => ({ id, ...preset })),
  { id: "tok", kind: "bearer" },
  { id: "key", kind: "api-key", header: "x-key", query: "key" },
  { id: "bas", kind: "basic", user: "crm" },
  { id: "jwt", kind: "jwt", algorithms: ["HS256", "HS512"], bodyHash: { claim: "sha" } },
];
const secrets = Object.fromEntries(
  proofs.map(({ id, kind }) => [
    `${id}.current`,
    kind === "standard-webhooks" ? whsec : kind === "bearer" ? lasting.replace(/[ ,]/g, "-") : lasting,
  ]),
);
const addresses = { allow: ["192.0.2.0/24"], proxies: 1 };
const names = [
  ...["webhook", "svix"].flatMap((prefix) => [`${prefix}-id`, `${prefix}-timestamp`, `${prefix}-signature`]),
  ...["x-hub-signature-256", "x-github-delivery", "stripe-signature", "x-shopify-hmac-sha256", "x-hookdeck-signature"],
  ...["authorization", "authorization", "x-key"],
];
const seconds = String(now / 1000);
const near = fc.constantFrom(
  ...[
    "v1,",
    "v1=",
    "t=",
    seconds,
    `t=${seconds},v1=`,
    "sha256=",
    " ",
    ",",
    "=",
    ".",
    ":",
    "Bearer ",
    "Basic ",
    "msg_1",
    "\u0000",
    "é",
  ],
  ...["eyJhbGciOiJub25lIn0", "eyJhbGciOiJIUzI1NiJ9", "e30", "eyJleHAiOjk5OTk5OTk5OTl9", "AAAA", "a".repeat(64), "crm:"],
);
const value = fc
  .array(fc.oneof(near, fc.string({ maxLength: 20 }), fc.string({ unit: "binary", maxLength: 8 })), { maxLength: 6 })
  .map((parts) => parts.join(""));
const headers = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 12 });

describe("what nobody proved", () => {
  it("is never taken and never throws, whatever its headers, address and body", async () => {
    const authentication = compileAuthentication({ proofs }, secrets);
    const sample = fc.record({ headers, query: value, body: fc.uint8Array({ maxLength: 40 }), path: value });
    await fc.assert(
      fc.asyncProperty(sample, async ({ headers: sent, ...rest }) => {
        const answer = await authentication.check(call(sent, rest));
        assert.equal(answer.ok, false);
        assert.ok(!answer.ok && answer.status === 401 && answer.challenge);
      }),
      { numRuns: long(1500, 150_000) },
    );
  });

  it("is never taken from an address that cannot be read", () => {
    const settings = { proofs: [{ id: "open", kind: "address-only" }], addresses };
    const byList = compileAuthentication(settings, {});
    const byForwarded = compileAuthentication({ ...settings, addresses: { ...addresses, header: "forwarded" } }, {});
    const part = fc.constantFrom(
      ...["for=", ";", ",", '"', "\\", "[", "]", ":", "::1", "203.0.113.1", " ", "unknown", "%", "/24", "::ffff:"],
    );
    const text = fc
      .array(fc.oneof(part, fc.string({ maxLength: 5 })), { maxLength: 12 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, (forwarded, remoteAddress) => {
        for (const one of [byList, byForwarded]) {
          const sent = call({ "x-forwarded-for": forwarded, forwarded }, { remoteAddress });
          assert.equal(one.checkAddress(sent)?.status, 403);
          assert.equal(one.checkAddress({ ...sent, remoteAddress: "10.0.0.1" })?.status, 403);
        }
      }),
      { numRuns: long(1500, 150_000) },
    );
  });
});

describe("the files of the authentication", () => {
  const folder = new URL("../../../../src/webhook/authentication/", import.meta.url);
  const source = new URL("../../../../src/", import.meta.url);
  const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")]));
  const importing = (pattern: RegExp) => [...files].filter(([, text]) => pattern.test(text)).map(([name]) => name);

  it("compare what is secret through one function alone", () => {
    const all = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    const comparing = all.filter((name) => readFileSync(new URL(name, source), "utf8").includes("timingSafeEqual"));
    assert.deepEqual(comparing, ["contract/same-bytes.ts"]);
    // Where a call meets a secret, apart from the JWT's signature, which jose checks in Web Crypto.
    assert.deepEqual(importing(/from "\.\/compare\.ts"|\bsameBytes\b/).sort(), [
      "api-key.ts",
      "basic.ts",
      "bearer.ts",
      "compare.ts",
      "hmac.ts",
      "jwt.ts",
    ]);
    assert.deepEqual(importing(/import \{[^}]*\bcreate(Hmac|Hash)\b/), []);
  });

  it("that the editor takes reach no `node:` module", () => {
    const reached = new Set<string>();
    const reach = (name: string) => {
      if (reached.has(name)) return;
      reached.add(name);
      const found = files.get(name)!.matchAll(/^(?:import|export) (?!type )[^;]*? from "([^"]+)"/gm);
      for (const [, from] of found) {
        assert.ok(!from!.startsWith("node:"), `${name} imports ${from}`);
        if (from!.startsWith("./")) reach(from!.slice(2));
      }
    };
    for (const name of ["settings.ts", "presets.ts", "read-settings.ts", "request-headers.ts", "sample.ts", "slots.ts"])
      reach(name);
    assert.ok(reached.has("sample-token.ts") && reached.has("check-secrets.ts"));
  });
});
