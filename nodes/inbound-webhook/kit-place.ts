import type { IncomingMessage, ServerResponse } from "node:http";
import type { NodeAPI } from "node-red";
import { systemClock } from "../../src/clock.ts";
import { sameBytes, sha256 } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import {
  hiddenPart,
  hold,
  ignore,
  json,
  type KitFacts,
  kitPage,
  openApi,
  parseForm,
  type Reply,
  rates,
  readBody,
  readSettings,
  refusal,
  refusalReply,
  type Secrets,
  slotOf,
  sourceOf,
  spokenTo,
  type Tried,
  tryLimit,
  writeReply,
} from "../../src/webhook/index.ts";
import { publicUrl } from "../shared/public-endpoint.ts";
import { endpointPath, type InboundWebhookConfig } from "./config.ts";
import { limitsOf } from "./open-endpoint.ts";
import { originOf } from "./origin.ts";
import { receiptPath } from "./receipt-place.ts";
import { callAsSender } from "./try-call.ts";

/** Looks at the kit, and test calls, that are let through in a minute. */
const looks = { webhook: 600, source: 120 } as const;
const tries = { webhook: 60, source: 20 } as const;

type Language = "en" | "fr";
type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Serves the advertiser's kit: the page at its own path, `openapi.json` and test calls one level below. What is served
 * names no secret; who has the address of the kit can do with it what a sender without a secret can.
 * @param baseUrl public address of the campaign; empty: where the caller came to
 * @param failed hears why an answer could not be made; the caller is told to come again
 * @throws {Fault} what is wrong with the configuration
 */
export function kitServer(
  RED: NodeAPI,
  config: InboundWebhookConfig,
  secrets: Secrets,
  baseUrl: string,
  failed: (error: unknown) => void,
): Serve {
  const { window, proofs } = readSettings(config.authentication, secrets);
  const told = factsOf(config, secrets);
  const addresses = config.authentication.addresses;
  const { kit } = config;
  const looking = rates(`kit ${kit}`, looks, systemClock.now);
  const trying = rates(`kit try ${kit}`, tries, systemClock.now);
  const testKeys = proofs.flatMap((proof) => {
    const text = bare(secrets[slotOf(proof.id, "test")] ?? "");
    return text === "" ? [] : [{ proof: proof.id, digest: digestOf(text) }];
  });

  const answer = async (request: IncomingMessage, language: Language): Promise<Reply> => {
    const url = (request.url ?? "").split("?", 1)[0] ?? "";
    const last = url.replace(/\/+$/, "").split("/").at(-1) ?? "";
    const atPage = last.toLowerCase() === kit;
    if (!atPage && last !== "openapi.json" && last !== "try") return nothing(language);
    const { method = "" } = request;
    const isTry = last === "try" && method === "POST";
    if (method !== "GET" && method !== "HEAD" && !isTry) return wrongMethod(last === "try", language);
    const proxies = { proxies: 0, header: "x-forwarded-for", ...addresses } as const;
    const caller = { headers: request.headers, remoteAddress: request.socket.remoteAddress };
    const over = await (isTry ? trying : looking)(sourceOf(caller, proxies) ?? "unknown");
    if (over !== undefined && !isTry) return tooMany(over, language);
    const base = publicUrl(RED, baseUrl || originOf(request), "").replace(/\/$/, "");
    const facts: KitFacts = { ...told, base, proofs, window };
    // Below its page a link is relative to the folder; at the page, to the folder above.
    const folder = atPage && !url.endsWith("/") ? `${kit}/` : "";
    if (last === "openapi.json") return document(facts, language);
    if (!isTry) return kitPage(facts, { language, folder });
    const form = over === undefined ? await readForm(request) : undefined;
    const outcome: Tried =
      over === undefined
        ? await tryKey(form, language)
        : { problem: sentence("kit.try.again", { seconds: over.retryAfter }, language) };
    const reply = /\bapplication\/json\b/.test(request.headers.accept ?? "")
      ? json("problem" in outcome ? 422 : 200, "application/json", outcome, language)
      : await kitPage(facts, { language, folder, tried: { body: form?.body ?? "", outcome } });
    return over === undefined
      ? reply
      : { ...reply, status: 429, headers: { ...reply.headers, ...retry(over.retryAfter) } };

    async function tryKey(given: { secret: string; body: string } | undefined, spoken: Language): Promise<Tried> {
      const problem = (key: string, data = {}) => ({ problem: sentence(`kit.try.${key}`, data, spoken) });
      if (given === undefined) return problem("form", { kib: tryLimit / 1024 });
      const digest = digestOf(bare(given.secret));
      // All are compared, so that the time tells nothing; a real secret is answered as a wrong one is.
      const [found] = testKeys.filter((key) => sameBytes(key.digest, digest));
      if (found === undefined) return problem("wrong");
      const { status, body } = await callAsSender(RED, config, secrets, request, {
        bytes: Buffer.from(given.body),
        proof: found.proof,
        which: "test",
        language: spoken,
      });
      return { status, body: pretty(body) };
    }
  };

  return async (request, response) => {
    request.on("error", ignore);
    response.on("error", ignore);
    const language = languageOf(request);
    const reply = await answer(request, language).catch((error: unknown) => {
      failed(error);
      return refusalReply(refusal("unavailable", "kit.try.failed", language, { retryAfter: 5 }), language);
    });
    await writeReply(request, response, reply, systemClock);
  };
}

/** What the kit tells of a webhook, but for where it is reached and how calls are proven. */
function factsOf(config: InboundWebhookConfig, secrets: Secrets): Omit<KitFacts, "base" | "proofs" | "window"> {
  const { authentication, endpoint, slug, eventType, mode, fields, unknown, country, currency } = config;
  const { identity, identityField, limit, batch, retention } = config;
  const secretAddress = authentication.proofs.some(({ kind }) => kind === "address-only");
  return {
    path: secretAddress ? endpointPath(hiddenPart, slug) : endpointPath(endpoint, slug),
    receipts: receiptPath(endpoint),
    ...{ eventType, mode, fields, unknown, country, currency, identity, identityField },
    networks: authentication.addresses?.allow !== undefined,
    limit: Number(limit) * 1024,
    batch: Number(batch),
    rate: limitsOf(config),
    retention: Number(retention),
    testable: authentication.proofs.some(({ id }) => bare(secrets[slotOf(id, "test")] ?? "") !== ""),
  };
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** A key that was pasted into one line has lost its line ends. */
const bare = (secret: string) => secret.replace(/\s+/g, "");
const digestOf = (text: string) => Buffer.from(sha256(text), "hex");

/** Chosen on the page, else what the browser says. */
function languageOf({ url = "", headers }: IncomingMessage): Language {
  const chosen = /[?&]lang=(en|fr)\b/.exec(url)?.[1];
  return (chosen as Language | undefined) ?? spokenTo(headers["accept-language"]);
}

/** Two texts of the form, each as it was written. */
async function readForm(request: IncomingMessage): Promise<{ secret: string; body: string } | undefined> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? "")) return undefined;
  const held = hold();
  try {
    // Percent signs make a text up to three times as long.
    const read = await readBody(request, 4 * tryLimit, 10_000, systemClock, held);
    if (read.state !== "read") return undefined;
    const parsed = parseForm(read.bytes);
    const { secret, body } = parsed.ok ? parsed.body : {};
    if (typeof secret !== "string" || typeof body !== "string") return undefined;
    return secret.trim() === "" || Buffer.byteLength(body) > tryLimit ? undefined : { secret, body };
  } finally {
    held.release();
  }
}

function document(facts: KitFacts, language: Language): Reply {
  return json(200, "application/json", openApi(facts, language), language, {
    "x-robots-tag": "noindex, nofollow",
    // Tools read it from pages of their own; there is no cookie that could say who asks.
    "access-control-allow-origin": "*",
    vary: "accept-language",
  });
}

function nothing(language: Language): Reply {
  const title = sentence("kit.unknown", {}, language);
  const body = { type: "about:blank", title, status: 404 };
  return json(404, "application/problem+json", body, language);
}

function wrongMethod(isTry: boolean, language: Language): Reply {
  const reply = refusalReply(refusal("unsupported", "kit.method", language, { status: 405 }), language);
  return { ...reply, headers: { ...reply.headers, allow: isTry ? "GET, HEAD, POST" : "GET, HEAD" } };
}

const retry = (seconds: number) => ({ "retry-after": String(seconds) });

function tooMany(over: { headers: Record<string, string>; retryAfter: number }, language: Language): Reply {
  return refusalReply(refusal("too-many", "webhook.answer.too-many", language, over), language);
}
