import type { IncomingHttpHeaders } from "node:http";

/** A DNS expression, as senders write it: a host, perhaps with a scheme, a port or an asterisk. */
const origin = /^(?:https?:\/\/)?[\w.*:-]{1,253}\/?$/;

/**
 * Headers of the answer (status 200) to an OPTIONS request that asks for leave to send events (CloudEvents HTTP
 * webhook §4); undefined where it is no such request, and 405 is right. Leave is not trust: every call is proven by
 * its own signature. `WebHook-Request-Callback` is not followed, for a stranger wrote that address.
 * @param perMinute calls that are let through in a minute; absent: no limit of our own
 */
export function cloudEventsHandshake(
  headers: IncomingHttpHeaders,
  perMinute?: number,
): Record<string, string> | undefined {
  const asked = headers["webhook-request-origin"];
  if (typeof asked !== "string" || !origin.test(asked)) return undefined;
  return {
    allow: "POST, OPTIONS",
    "webhook-allowed-origin": asked,
    "webhook-allowed-rate": perMinute === undefined ? "*" : String(Math.max(1, Math.floor(perMinute))),
  };
}
