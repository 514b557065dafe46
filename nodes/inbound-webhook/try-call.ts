import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "node:net";
import type { NodeAPI } from "node-red";
import { systemClock } from "../../src/clock.ts";
import { postSigned } from "../../src/http.ts";
import { readSettings, type Secrets, sampleHeaders } from "../../src/webhook/index.ts";
import { ownUrl } from "../shared/public-endpoint.ts";
import { endpointPath, type InboundWebhookConfig } from "./config.ts";
import type { TryAnswer, TryRequest } from "./desk.ts";

/** What one's own proxies have written of a caller stands for the call that is made in its name. */
const forwarded = ["x-forwarded-for", "forwarded"] as const;

/**
 * Calls the deployed webhook over HTTP, as a sender would.
 * @throws {Fault} `webhook.authentication.sample-…`, `webhook.no-server`, `http.…`
 */
export async function callAsSender(
  RED: NodeAPI,
  config: InboundWebhookConfig,
  secrets: Secrets,
  request: { headers: IncomingHttpHeaders; socket: Socket },
  call: { bytes: Buffer<ArrayBuffer>; language: string } & Partial<Pick<TryRequest, "proof" | "which">>,
): Promise<TryAnswer> {
  const { bytes, proof, which, language } = call;
  const url = new URL(ownUrl(RED, endpointPath(config.endpoint, config.slug), request.socket));
  const { headers, query } = await sampleHeaders(readSettings(config.authentication, secrets), secrets, {
    body: bytes,
    path: url.pathname,
    eventId: `try_${randomUUID()}`,
    now: systemClock.now(),
    ...(proof !== undefined && { proof }),
    ...(which !== undefined && { which }),
  });
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const from = forwarded.map((name) => [name, request.headers[name]] as const);
  const origin = Object.fromEntries(
    from.filter((one): one is [(typeof forwarded)[number], string] => typeof one[1] === "string"),
  );
  const all = { ...origin, ...headers, "accept-language": language };
  const answer = await postSigned(String(url), bytes, all, { own: true });
  return { status: answer.status, headers: answer.headers, body: answer.text ?? "" };
}
