import { createHash } from "node:crypto";
import { sign as signAsGitHub } from "@octokit/webhooks-methods";
import { CloudEvent, HTTP } from "cloudevents";
import { exportSPKI, generateKeyPair, SignJWT } from "jose";
import { Webhook as StandardSender } from "standardwebhooks";
import Stripe from "stripe";
import { Webhook as SvixSender } from "svix";
import { presets } from "../../src/webhook/authentication/index.ts";
import { mintEndpoint, mintSecret } from "../../src/webhook/index.ts";
import type { FlowWebhook } from "./webhook-flow.ts";

/** What a sender sends: everything that it may do wrong with it is done to this. */
export interface Sent {
  headers: Record<string, string>;
  body: string;
  /** Added to the address. */
  query?: string;
}

/** A sender with the library that its own people would use, and the webhook that knows it. */
export interface Caller {
  name: string;
  webhook: Omit<FlowWebhook, "id" | "endpoint">;
  /** `id`: of the event, where the sender gives it one. */
  send(caseKey: string, id: string): Sent | Promise<Sent>;
  /** Id under which the event goes on; absent: `id`. */
  known?(id: string, sent: Sent): string;
  /** Whether the proof is over the body; where it is not, only the proof itself can be wrong. */
  signs: boolean;
  /** Turns what is sent into what someone would send who has no right to. */
  forge(sent: Sent): Sent;
}

const json = { "content-type": "application/json" };
const dataOf = (caseKey: string) => ({ caseKey, decision: "accepted" });
const plain = (caseKey: string) => JSON.stringify(dataOf(caseKey));
const bodyHash = (body: string) => createHash("sha256").update(body).digest("hex");
const byBody = (_: string, { body }: Sent) => `body-${bodyHash(body).slice(0, 32)}`;
const source = "https://insurer.example/files";
const text = "it is a secret to everybody but us two";

/** As long as the right one, and printable. */
const otherLetters = (word: string) =>
  word.replace(/[a-y]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 1));
const header = (name: string, change: (value: string) => string) => (sent: Sent) => ({
  ...sent,
  headers: { ...sent.headers, [name]: change(sent.headers[name]!) },
});
const wrongToken = header("authorization", (value) => value.replace(/(?<= ).*/, otherLetters));
const otherCase = (sent: Sent) => ({ ...sent, body: sent.body.replace("D-", "E-") });

const standardSecret = mintSecret();
const standardly = (body: string, id: string) => ({
  "webhook-id": id,
  "webhook-timestamp": String(Math.floor(Date.now() / 1000)),
  "webhook-signature": new StandardSender(standardSecret).sign(id, new Date(), body),
});
const standard: FlowWebhook["authentication"] = {
  proofs: [{ kind: "standard-webhooks", id: "s", headers: "webhook" }],
};
const stripe = new Stripe("sk_test_nothing");
const keys = await generateKeyPair("ES256");
const eventOf = (caseKey: string, id: string) =>
  new CloudEvent({ id, source, type: "example.decision", data: dataOf(caseKey) });
const messageOf = (event: CloudEvent<unknown>, mode: "structured" | "binary") => {
  const { headers, body } = HTTP[mode](event);
  return { headers: headers as Record<string, string>, body: String(body) };
};

export const callers: Caller[] = [
  {
    name: "standardwebhooks",
    webhook: { secrets: { "s.current": standardSecret }, authentication: standard },
    send(caseKey, id) {
      const body = plain(caseKey);
      return { headers: { ...json, ...standardly(body, id) }, body };
    },
    signs: true,
    forge: otherCase,
  },
  (() => {
    const secret = mintSecret();
    return {
      name: "svix",
      webhook: { secrets: { "s.current": secret }, authentication: { proofs: [{ ...presets.svix, id: "s" }] } },
      send(caseKey, id) {
        const body = plain(caseKey);
        const at = new Date();
        const signature = new SvixSender(secret).sign(id, at, body);
        const time = String(Math.floor(at.getTime() / 1000));
        return { headers: { ...json, "svix-id": id, "svix-timestamp": time, "svix-signature": signature }, body };
      },
      signs: true,
      forge: otherCase,
    } satisfies Caller;
  })(),
  {
    name: "@octokit/webhooks-methods",
    webhook: { secrets: { "g.current": text }, authentication: { proofs: [{ ...presets.github, id: "g" }] } },
    async send(caseKey, id) {
      const body = plain(caseKey);
      const signature = await signAsGitHub(text, body);
      return { headers: { ...json, "x-github-delivery": id, "x-hub-signature-256": signature }, body };
    },
    signs: true,
    forge: otherCase,
  },
  (() => {
    const secret = mintSecret();
    return {
      name: "stripe",
      webhook: { secrets: { "s.current": secret }, authentication: { proofs: [{ ...presets.stripe, id: "s" }] } },
      send(caseKey, id) {
        const payload = JSON.stringify({ id, ...dataOf(caseKey) });
        const signature = stripe.webhooks.generateTestHeaderString({ payload, secret });
        return { headers: { ...json, "stripe-signature": signature }, body: payload };
      },
      signs: true,
      forge: otherCase,
    } satisfies Caller;
  })(),
  ...(["structured", "binary"] as const).map(
    (mode): Caller => ({
      name: `cloudevents, ${mode}, signed by standardwebhooks`,
      webhook: { secrets: { "s.current": standardSecret }, authentication: standard },
      send(caseKey, id) {
        const { headers, body } = messageOf(eventOf(caseKey, "ce-1"), mode);
        return { headers: { ...headers, ...standardly(body, id) }, body };
      },
      signs: true,
      forge: otherCase,
    }),
  ),
  ...(["structured", "binary"] as const).map(
    (mode): Caller => ({
      name: `cloudevents, ${mode}, with a bearer token`,
      webhook: {
        secrets: { "b.current": text.replaceAll(" ", "-") },
        authentication: { proofs: [{ kind: "bearer", id: "b" }] },
      },
      send(caseKey, id) {
        const { headers, body } = messageOf(eventOf(caseKey, id), mode);
        return { headers: { ...headers, authorization: `Bearer ${text.replaceAll(" ", "-")}` }, body };
      },
      known: (id) => `${source}#${id}`,
      signs: false,
      forge: wrongToken,
    }),
  ),
  {
    name: "jose",
    webhook: {
      secrets: { "j.current": await exportSPKI(keys.publicKey) },
      authentication: {
        proofs: [
          {
            ...{ kind: "jwt", id: "j", algorithms: ["ES256"], audience: ["belle-histoire"], issuer: ["insurer"] },
            bodyHash: { claim: "body_sha256" },
            eventId: { in: "header", header: "x-event-id" },
          },
        ],
      },
    },
    async send(caseKey, id) {
      const body = plain(caseKey);
      const token = await new SignJWT({ body_sha256: bodyHash(body) })
        .setProtectedHeader({ alg: "ES256" })
        .setAudience("belle-histoire")
        .setIssuer("insurer")
        .setIssuedAt()
        .setExpirationTime("1m")
        .sign(keys.privateKey);
      return { headers: { ...json, authorization: `Bearer ${token}`, "x-event-id": id }, body };
    },
    signs: true,
    forge: otherCase,
  },
  {
    name: "a bearer token",
    webhook: { secrets: { "b.current": "t".repeat(40) }, authentication: { proofs: [{ kind: "bearer", id: "b" }] } },
    send: (caseKey, id) => ({
      headers: { ...json, authorization: `Bearer ${"t".repeat(40)}`, "idempotency-key": `"${id}"` },
      body: plain(caseKey),
    }),
    signs: false,
    forge: wrongToken,
  },
  {
    name: "a key in a header",
    webhook: {
      secrets: { "k.current": text },
      authentication: { proofs: [{ kind: "api-key", id: "k", header: "x-api-key" }] },
    },
    send: (caseKey) => ({ headers: { ...json, "x-api-key": text }, body: plain(caseKey) }),
    known: byBody,
    signs: false,
    forge: header("x-api-key", otherLetters),
  },
  {
    name: "a key in the address",
    webhook: {
      secrets: { "k.current": "k".repeat(40) },
      authentication: { proofs: [{ kind: "api-key", id: "k", query: "access_token" }] },
    },
    send: (caseKey) => ({ headers: json, body: plain(caseKey), query: `?access_token=${"k".repeat(40)}` }),
    known: byBody,
    signs: false,
    forge: (sent) => ({ ...sent, query: `?access_token=${"l".repeat(40)}` }),
  },
  {
    name: "user and password",
    webhook: {
      secrets: { "u.current": "naïve: a pass word" },
      authentication: { proofs: [{ kind: "basic", id: "u", user: "insurer" }] },
    },
    send: (caseKey) => ({
      headers: { ...json, authorization: `Basic ${Buffer.from("insurer:naïve: a pass word").toString("base64")}` },
      body: plain(caseKey),
    }),
    known: byBody,
    signs: false,
    forge: header("authorization", () => `Basic ${Buffer.from("insurer:naive: a pass word").toString("base64")}`),
  },
];

export const endpoints = callers.map(() => mintEndpoint());
