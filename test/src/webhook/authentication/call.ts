import {
  type AuthenticationInput,
  type Call,
  compileAuthentication,
  type Secrets,
} from "../../../../src/webhook/authentication/index.ts";

/** 2026-01-31T09:30:00Z */
export const now = 1_769_851_800_000;
export const body = Buffer.from('{"policy": "A-1001", "decision": "accepté"}');

/** A call as Node hands it over: names in lower case, `Authorization` kept once, all others joined by commas. */
export function call(sent: Record<string, string | string[]>, change: Partial<Call> = {}): Call {
  const headers: Record<string, string> = {};
  const rawHeaders: string[] = ["Host", "localhost"];
  for (const [name, values] of Object.entries(sent)) {
    for (const value of [values].flat()) {
      rawHeaders.push(name, value);
      const key = name.toLowerCase();
      if (headers[key] === undefined) headers[key] = value;
      else if (key !== "authorization") headers[key] += `, ${value}`;
    }
  }
  const where = { method: "POST", path: "/journey/abc", query: "", remoteAddress: "192.0.2.7" };
  return { headers, rawHeaders, ...where, body, now, ...change };
}

/** What a call with these headers is answered. */
export function asker(settings: AuthenticationInput, secrets: Secrets) {
  const authentication = compileAuthentication(settings, secrets);
  return async (sent: Record<string, string | string[]>, change: Partial<Call> = {}) =>
    authentication.check(call(sent, change));
}

/** The catalogue key after `webhook.authentication.` of a refusal; `proven` when it was none. */
export function reason(answer: { ok: true } | { ok: false; code: string }): string {
  return answer.ok ? "proven" : answer.code.replace("webhook.authentication.", "");
}
