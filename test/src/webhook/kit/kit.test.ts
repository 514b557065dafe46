import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { describe, it } from "mocha";
import { Webhook } from "standardwebhooks";
import type { JsonObject } from "../../../../src/contract/index.ts";
import {
  AuthenticationSettings,
  compileAuthentication,
  type Proof,
  presets,
} from "../../../../src/webhook/authentication/index.ts";
import { compileFields, type Field } from "../../../../src/webhook/fields/index.ts";
import type { KitFacts } from "../../../../src/webhook/kit/facts.ts";
import { kitPage, openApi } from "../../../../src/webhook/kit/index.ts";
import { workedExample } from "../../../../src/webhook/kit/worked-example.ts";
import { openApiFaults } from "./openapi-check.ts";

const field = (name: string, type: Field["type"], more: Partial<Field> = {}): Field => ({
  ...{ name, type, required: true, values: [], target: "event", as: "", ...more },
});
const everyType: Field[] = [
  field("file.number", "text", { target: "case-key", meaning: "Number of the file" }),
  field("decision", "enum", {
    values: [
      { value: "accepted", synonyms: ["yes", "ACCORD"] },
      { value: "declined", synonyms: [] },
    ],
  }),
  field("premium", "money", { required: false }),
  field("since", "date"),
  field("person.email", "email", { target: "recipient" }),
  field("person.phone", "phone", { target: "recipient", required: false }),
  field("person.home", "address", { target: "recipient", required: false }),
  field("members", "number", { default: 1 }),
  field("renewal", "boolean", { required: false }),
  field("note", "text", { required: false, default: "none" }),
];
const proofsOf = (...proofs: object[]): Proof[] => AuthenticationSettings.parse({ proofs }).proofs;
const every: Record<string, object> = {
  "standard-webhooks": { kind: "standard-webhooks", id: "a", headers: "webhook" },
  svix: { kind: "standard-webhooks", id: "b", headers: "svix" },
  github: { ...presets.github, id: "c" },
  stripe: { ...presets.stripe, id: "d" },
  hmac: {
    kind: "hmac",
    id: "e",
    scheme: {
      algorithm: "sha512",
      encoding: "base64url",
      signature: { headers: ["x-sign"] },
      timestamp: { in: "header", header: "x-time", unit: "ms" },
      signed: [{ part: "timestamp" }, { part: "path" }, { part: "body" }],
      secret: { encoding: "hex", prefix: "k_" },
    },
  },
  jwt: { kind: "jwt", id: "f", algorithms: ["HS512"], audience: ["us"], bodyHash: { claim: "hash" } },
  "public key": { kind: "jwt", id: "g", algorithms: ["ES256"] },
  bearer: { kind: "bearer", id: "h" },
  basic: { kind: "basic", id: "i", user: "Camille Dupont" },
  "API key": { kind: "api-key", id: "j", header: "x-api-key", query: "key" },
};
const facts = (change: Partial<KitFacts> = {}): KitFacts => ({
  ...{ base: "https://campaign.example/red", path: "/webhook/insurer/0123456789", receipts: "/receipt/abc" },
  ...{ eventType: "decision", mode: "release", fields: everyType, unknown: "refuse", country: "FR", currency: "EUR" },
  ...{ proofs: proofsOf(every["standard-webhooks"]!), window: 300, networks: false, identityField: "" },
  ...{ identity: ["proof", "idempotency-key", "cloud-event", "body"], limit: 262_144, batch: 100 },
  ...{ rate: { webhook: 6000, source: 600 }, retention: 30, testable: true },
  ...change,
});
const page = async (change: Partial<KitFacts> = {}, language: "en" | "fr" = "en") =>
  (await kitPage(facts(change), { language, folder: "" })).body;

describe("the advertiser's kit", () => {
  for (const language of ["en", "fr"] as const)
    for (const [name, proof] of Object.entries({ ...every, all: undefined, "secret address": undefined }))
      it(`OpenAPI, ${name}, ${language}: is by the rules, with examples that fit`, () => {
        const proofs =
          name === "secret address"
            ? proofsOf({ kind: "address-only", id: "x" })
            : proof === undefined
              ? proofsOf(...Object.values(every))
              : proofsOf(proof);
        const path = name === "secret address" ? "/webhook/{address}" : "/webhook/insurer/0123456789";
        for (const mode of ["continue", "release", "update", "start", "exit"] as const)
          assert.deepEqual(
            openApiFaults(openApi(facts({ proofs, path, mode, batch: mode === "exit" ? 0 : 100 }), language)),
            [],
          );
      });

  it("OpenAPI: a document that breaks a rule is found out", () => {
    const broken = (change: (document: JsonObject) => void) => {
      const document = openApi(facts(), "en");
      change(document);
      return openApiFaults(document).length > 0;
    };
    const post = (document: JsonObject) =>
      (document.paths as Record<string, Record<string, JsonObject>>)["/webhook/insurer/0123456789"]!.post!;
    const breaks: ((document: JsonObject) => void)[] = [
      (document) => delete document.info,
      (document) => (document.openapi = "3.0.3"),
      (document) => delete (document.components as JsonObject).securitySchemes,
      (document) => delete ((document.components as JsonObject).schemas as JsonObject).Event,
      (document) => (post(document).responses = {}),
      (document) => (post(document).colour = "red"),
      (document) => {
        const { content } = post(document).requestBody as JsonObject;
        const media = (content as JsonObject)["application/json"] as { examples: { event: { value: JsonObject } } };
        media.examples.event.value.decision = "perhaps";
      },
    ];
    for (const change of breaks) assert.ok(broken(change), String(change));
  });

  it("OpenAPI: the body has types, values, synonyms, what is required, and an example that is read", () => {
    const document = openApi(facts(), "en");
    const { Event } = (document.components as { schemas: { Event: Record<string, unknown> } }).schemas;
    const { properties, required, additionalProperties, examples } = Event as {
      properties: Record<string, JsonObject>;
      required: string[];
      additionalProperties: boolean;
      examples: JsonObject[];
    };
    assert.deepEqual(required, ["file", "decision", "since", "person"]);
    assert.equal(additionalProperties, false);
    assert.deepEqual(properties.decision?.enum, ["accepted", "declined"]);
    assert.equal(properties.decision?.description, "Also understood: yes, ACCORD for accepted.");
    assert.equal(properties.members?.default, 1);
    const read = compileFields(everyType, { unknown: "refuse", country: "FR", currency: "EUR" }).read(
      examples[0]!,
      "en",
    );
    assert.deepEqual(read.ok ? [] : read.problems, []);
  });

  it("OpenAPI: any one proof suffices; a secret address needs none and stays hidden", () => {
    const securityIn = (document: JsonObject) =>
      Object.values(document.paths as Record<string, { post?: { security: object[] } }>)[0]!.post!.security;
    const all = securityIn(openApi(facts({ proofs: proofsOf(...Object.values(every)) }), "en"));
    const names = ["standardWebhooks", "standardWebhooks2", "hmac", "hmac2", "hmac3", "jwt", "jwt2", "bearer", "basic"];
    assert.deepEqual(
      all.map((one) => Object.keys(one).join()),
      [...names, "apiKey", "apiKey2"],
    );
    const hidden = openApi(
      facts({ proofs: proofsOf({ kind: "address-only", id: "x" }), path: "/webhook/{address}" }),
      "en",
    );
    assert.deepEqual(securityIn(hidden), [{}]);
  });

  it("OpenAPI: the same table is the same version, another one is another", () => {
    const version = (change: Partial<KitFacts> = {}) => (openApi(facts(change), "en").info as JsonObject).version;
    assert.equal(version(), version());
    assert.notEqual(version(), version({ unknown: "drop" }));
  });

  for (const [name, proof] of Object.entries(every))
    it(`the worked example of ${name} is one that the webhook takes`, async () => {
      const [read] = proofsOf(proof);
      const worked = await workedExample(read!, facts());
      if (name === "public key") return assert.equal(worked, undefined);
      assert.ok(worked !== undefined);
      const named = read!.kind === "basic" ? { ...read, user: "YOUR-USER" } : read!;
      const { headers, query, body, secret, at } = worked;
      const answer = await compileAuthentication({ proofs: [named] }, { [`${read!.id}.current`]: secret }).check({
        ...{ headers, rawHeaders: [], method: "POST", path: "/red/webhook/insurer/0123456789" },
        ...{ query: new URLSearchParams(query).toString(), remoteAddress: "192.0.2.1", body: Buffer.from(body) },
        now: at?.ms ?? Date.now(),
      });
      assert.ok(answer.ok, JSON.stringify(answer));
      const html = await page({ proofs: [read!] });
      for (const shown of Object.values(headers)) assert.ok(html.includes(shown), shown);
    });

  it("the worked example of Standard Webhooks verifies with the reference library and by hand", async () => {
    const worked = (await workedExample(facts().proofs[0]!, facts()))!;
    const { secret, signed = "", headers } = worked;
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    assert.equal(headers["webhook-signature"], `v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
    assert.equal(signed, `${worked.eventId}.${worked.at!.ms / 1000}.${worked.body}`);
    const made = new Webhook(secret).sign(worked.eventId, new Date(worked.at!.ms), worked.body);
    assert.equal(headers["webhook-signature"], made);
  });

  it("the page names no sender, no user and no id of a proof", async () => {
    const proofs = proofsOf(
      { ...every.basic, id: "kept-apart", name: "Madame Martin" },
      { ...every.bearer, id: "inner-id", name: "Jean Valjean" },
    );
    const told = (await page({ proofs })) + JSON.stringify(openApi(facts({ proofs }), "fr"));
    for (const secret of ["Camille", "Dupont", "kept-apart", "inner-id", "Martin", "Valjean"])
      assert.ok(!told.includes(secret), secret);
  });

  it("what people wrote is text on the page, never HTML", async () => {
    const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>'&`;
    const fields = [
      field("caseKey", "text", { target: "case-key", meaning: evil }),
      field(`a${evil}`, "text"),
      field("b", "enum", { values: [{ value: evil, synonyms: [evil] }], default: evil }),
    ];
    const proofs = proofsOf(
      { kind: "api-key", id: "x", query: evil },
      { kind: "jwt", id: "y", algorithms: ["HS256"], audience: [evil], issuer: [evil] },
    );
    const html = await page({ fields, proofs, eventType: evil, identity: ["field"], identityField: evil });
    assert.equal(html.split("<script").length, 2, "the page's own script alone");
    assert.ok(!/<img/i.test(html));
    assert.ok(!/\son\w+=(?!alert\(1\)&gt;)/i.test(html.replace(/<(script|pre)[\s\S]*?<\/\1>/g, "")));
  });

  for (const language of ["en", "fr"] as const)
    it(`the page says everything in ${language}, and every sentence is filled in`, async () => {
      const html = await page({ proofs: proofsOf(...Object.values(every)) }, language);
      const text = html.replace(/<(script|style|pre|code)[\s\S]*?<\/\1>/g, "");
      assert.doesNotMatch(text, /kit\.[a-z]|\{\w+\}|undefined|\[object/);
      assert.match(html, new RegExp(`<html lang="${language}">`));
    });
});
