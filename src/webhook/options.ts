import type { IncomingHttpHeaders } from "node:http";
import { cloudEventsHandshake } from "./body/index.ts";
import type { Reply } from "./problem.ts";

const methods = "POST, OPTIONS";

/**
 * The reply to an OPTIONS request: the handshake of CloudEvents senders, or the preflight of a web page whose origin is
 * among `origins` (Fetch standard, CORS protocol); undefined where it is neither, and 405 is right.
 * @param perMinute calls let through in a minute; 0: no limit
 */
export function optionsReply(
  headers: IncomingHttpHeaders,
  origins: readonly string[],
  perMinute: number,
): Reply | undefined {
  const handshake = cloudEventsHandshake(headers, perMinute === 0 ? undefined : perMinute);
  if (handshake !== undefined) return empty(200, handshake);
  const allowed = corsHeaders(headers, origins);
  if (allowed === undefined || headers["access-control-request-method"] === undefined) return undefined;
  const asked = headers["access-control-request-headers"];
  return empty(204, {
    ...allowed,
    allow: methods,
    "access-control-allow-methods": "POST",
    "access-control-max-age": "600",
    ...(asked !== undefined && { "access-control-allow-headers": asked }),
  });
}

/** The headers that let a page of an allowed origin read a reply; undefined for all others. */
export function corsHeaders(
  { origin }: IncomingHttpHeaders,
  origins: readonly string[],
): Record<string, string> | undefined {
  if (origin === undefined || !(origins.includes("*") || origins.includes(origin))) return undefined;
  return {
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "retry-after, ratelimit, ratelimit-policy",
    vary: "origin",
  };
}

function empty(status: number, headers: Record<string, string>): Reply {
  return { status, headers: { ...headers, "content-length": "0" }, body: "" };
}
