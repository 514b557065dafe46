import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { describe, it } from "mocha";
import { defaults } from "../../nodes/inbound-webhook/config.ts";
import { mintFor, type ProofInput, proofOf } from "../../nodes/shared/editor-webhook-senders.ts";
import { compileAuthentication } from "../../src/webhook/authentication/index.ts";
import { checkFields, compileFields } from "../../src/webhook/fields/index.ts";
import {
  type Field,
  mintSecret,
  type SampleLanguage,
  sampleBody,
  sampleIn,
  sampleLanguages,
  shellCall,
} from "../../src/webhook/index.ts";
import { commandOf, notHere, runsHere } from "../sample-programs.ts";
import { verify } from "../src/webhook/authentication/verify.ts";

const field = (change: Partial<Field>): Field => ({
  name: "decision",
  type: "text",
  required: true,
  values: [],
  target: "event",
  as: "",
  ...change,
});

/** Runs a sample and answers what a server got of it. */
async function sentBy(
  lines: (origin: string) => string | undefined,
  environment: Record<string, string> = {},
  language: SampleLanguage = "curl",
): Promise<{ request: IncomingMessage; body: Buffer<ArrayBuffer> }> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const received = once(server, "request");
  const script = lines(`http://127.0.0.1:${port}`);
  assert.ok(script !== undefined);
  const [program, parameters] = commandOf(language, script);
  const call = promisify(execFile)(program, [...parameters], { env: { ...process.env, ...environment } });
  // A script that fails sends nothing.
  const [request, response] = await Promise.race([received, call.then(() => received)]);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  response.end("{}");
  await call;
  server.close();
  return { request, body: Buffer.from(Buffer.concat(chunks)) };
}

const scheme = (change: object): ProofInput => {
  const proof = proofOf("hmac", { id: "sender" });
  assert.ok(proof.kind === "hmac");
  return { ...proof, scheme: { ...proof.scheme, ...change } };
};
const part = (name: "id" | "timestamp" | "body" | "method" | "path" | "target") => ({ part: name });
const text = (words: string) => ({ part: "text" as const, text: words });

/** Ways to prove a call, and whether the webhook finds the event's id in it. */
const proofs: Record<string, { proof: ProofInput; secret?: string; id: boolean }> = {
  "Standard Webhooks": { proof: proofOf("standard-webhooks", { id: "sender" }), id: true },
  Svix: { proof: proofOf("svix", { id: "sender" }), secret: mintSecret(), id: true },
  GitHub: { proof: proofOf("github", { id: "sender" }), id: true },
  Stripe: { proof: proofOf("stripe", { id: "sender" }), secret: "whsec_0123456789abcdefghij", id: true },
  Shopify: { proof: proofOf("shopify", { id: "sender" }), secret: "shpss_0123456789abcdef", id: true },
  Hookdeck: { proof: proofOf("hookdeck", { id: "sender" }), secret: "0123456789abcdefghij", id: true },
  "a description, path and time in milliseconds": {
    proof: scheme({
      algorithm: "sha512",
      encoding: "base64url",
      timestamp: { in: "header", header: "x-time", unit: "ms" },
      signed: [part("method"), text("x"), part("path"), part("timestamp"), text('_$"`\\'), part("body"), text("end")],
      secret: { encoding: "hex", prefix: "key_" },
    }),
    id: false,
  },
  "a description, base64 without its padding": {
    proof: scheme({
      algorithm: "sha1",
      signature: { headers: ["x-sign"], prefix: "v0=", separator: " " },
      signed: [part("target"), text(":"), part("body")],
      secret: { encoding: "base64", prefix: "" },
    }),
    secret: "-_8AAQIDBAUGBwgJCgsMDQ4PEBESEw",
    id: false,
  },
  "JSON Web Token": {
    proof: {
      ...(proofOf("jwt", { id: "sender" }) as Extract<ProofInput, { kind: "jwt" }>),
      audience: ["l'ouïe"],
      issuer: ["https://id.example.org"],
      maxAge: 60,
      bodyHash: { claim: "hash", algorithm: "sha512", encoding: "base64url" },
    },
    id: false,
  },
  "JSON Web Token, HS512": { proof: { kind: "jwt", id: "sender", algorithms: ["HS512"] }, id: false },
  Bearer: { proof: { kind: "bearer", id: "sender", eventId: { in: "field", field: "meta.id" } }, id: true },
  "API key": { proof: proofOf("api-key", { id: "sender" }), id: false },
  "API key in the address": { proof: { kind: "api-key", id: "sender", query: "key" }, id: false },
  Basic: { proof: { kind: "basic", id: "sender", user: "l'assureur" }, secret: "mot de passe", id: false },
  "secret address": {
    proof: { kind: "address-only", id: "sender", eventId: { in: "header", header: "x-event" } },
    id: true,
  },
};

const runnable = sampleLanguages.filter(runsHere);

describe("signed call of the webhook's form", () => {
  it("makes a body that fits the fields", () => {
    const fields = [
      field({ name: "file.number", target: "case-key" }),
      field({ name: "file.decision", type: "enum", values: [{ value: "accepted", synonyms: [] }] }),
      field({ name: "amount", type: "number" }),
      field({ name: "since", type: "date" }),
    ];
    assert.deepEqual(sampleBody(fields), {
      file: { number: "CASE-1001", decision: "accepted" },
      amount: 1,
      since: "2026-01-31",
    });
  });

  it("a body of every type is one that the webhook accepts", () => {
    const types = ["text", "number", "date", "enum", "money", "email", "phone", "boolean", "address"] as const;
    const fields = types.map((type) => field({ name: type, type, values: [{ value: "yes", synonyms: [] }] }));
    fields.push(field({ name: "key", target: "case-key" }));
    assert.deepEqual(checkFields(fields), []);
    const read = compileFields(fields).read(JSON.parse(JSON.stringify(sampleBody(fields))), "en");
    assert.deepEqual(read.ok ? [] : read.problems, []);
  });

  it("is signed by the shell as the webhook verifies it", async () => {
    const secret = mintSecret();
    // A quote in the body must not end the shell's string.
    const fields = [
      ...defaults.fields,
      field({ name: "word", type: "enum", values: [{ value: "l'accord", synonyms: [] }] }),
    ];
    const proof = proofOf("standard-webhooks", { id: "sender" });
    const { request, body } = await sentBy((origin) =>
      shellCall({ url: `${origin}/webhook/x`, proof, secret, body: sampleBody(fields) }),
    );
    assert.equal(JSON.parse(String(body)).word, "l'accord");
    assert.equal(request.headers["content-type"], "application/json");
    assert.equal(verify([secret], request.headers, body, Date.now()).verified, true);
    assert.equal(verify([mintSecret()], request.headers, body, Date.now()).verified, false);
  });

  for (const [name, { proof, secret = mintFor(proof) ?? "", id }] of Object.entries(proofs)) {
    for (const language of runnable)
      it(`${name}: is proven by ${language} as the webhook checks it`, async () => {
        const { request, body } = await sentBy(
          (origin) =>
            sampleIn(language, {
              url: `${origin}/webhook/assurance/x`,
              proof,
              secret: `\${SECRET_WORD}`,
              body: { caseKey: 'l\'é "$x" \\ {y}', n: 1, deep: { yes: true, none: null, list: ["a", "`b`"] } },
            }),
          { SECRET_WORD: secret + (language === "curl" && name.includes("padding") ? "==" : "") },
          language,
        );
        assert.equal(JSON.parse(String(body)).caseKey, 'l\'é "$x" \\ {y}');
        const { check } = compileAuthentication({ proofs: [proof] }, { "sender.current": secret });
        const [path = "", query = ""] = (request.url ?? "").split("?");
        const answer = await check({
          method: "POST",
          path,
          query,
          headers: request.headers,
          rawHeaders: request.rawHeaders,
          body,
          remoteAddress: "127.0.0.1",
          now: Date.now(),
        });
        assert.ok("ok" in answer && answer.ok, JSON.stringify(answer));
        const { eventId, eventIdField } = answer;
        const inBody = (value: unknown, name: string) => (value as Record<string, unknown> | undefined)?.[name];
        const found =
          eventIdField === undefined ? eventId : eventIdField.split(".").reduce(inBody, JSON.parse(String(body)));
        assert.equal(found !== undefined && found !== "", id, String(found));
      });
  }

  for (const language of runnable)
    it(`${language}: has the event's id from the environment, as Idempotency-Key where the proof has none`, async () => {
      const proof: ProofInput = { kind: "bearer", id: "sender" };
      const call = { proof, secret: `\${WORD}`, body: {}, idempotencyKey: true };
      const { request } = await sentBy(
        (url) => sampleIn(language, { ...call, url }),
        { WORD: "x".repeat(20), EVENT_ID: "D-1001/accepted" },
        language,
      );
      assert.equal(request.headers["idempotency-key"], "D-1001/accepted");
    });

  it("takes a variable from the environment", async () => {
    const secret = mintSecret();
    const proof = proofOf("standard-webhooks", { id: "sender" });
    const { request, body } = await sentBy(
      (origin) => shellCall({ url: `${origin}/webhook/x`, proof, secret: `\${INSURER_SECRET}`, body: {} }),
      { INSURER_SECRET: secret },
    );
    assert.equal(verify([secret], request.headers, body, Date.now()).verified, true);
  });

  for (const language of sampleLanguages.filter((one) => !runnable.includes(one))) it.skip(notHere(language));

  it("is not made where only the sender has the key", () => {
    const proof: ProofInput = { kind: "jwt", id: "sender", algorithms: ["ES256"] };
    assert.equal(shellCall({ url: "http://127.0.0.1/", proof, secret: "", body: {} }), undefined);
  });
});
