import * as z from "zod";
import type { Clock } from "../clock.ts";
import { Fault } from "../contract/index.ts";
import type { HttpAnswer } from "../http.ts";
import type { ServiceSettings } from "./settings.ts";

/** Access tokens of an OAuth 2 client, RFC 6749 §4.4. */
export interface TokenSource {
  /** A token that holds for a while; the same one for all who ask while one is fetched. */
  take(): Promise<string>;
  /** This one was turned down: the next to ask gets another. */
  drop(token: string): void;
}

/** RFC 6749 §5.1; some write `expires_in` as text. */
const TokenAnswer = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.coerce.number().positive().optional(),
});

/** Milliseconds: how long before its end a token is changed, and how long one without an end is used. */
const margin = 30_000;
const usualLife = 300_000;

/** POSTs a form to the token endpoint. */
export type AskForToken = (headers: Record<string, string>, form: string) => Promise<HttpAnswer>;

/** As RFC 6749 §2.3.1 has id and secret in a Basic header: form-encoded first. */
const encoded = (text: string) => new URLSearchParams({ t: text }).toString().slice(2);

/**
 * A cache of one token. @throws of `take`: Fault `service.token-unavailable` (may pass), `service.token-refused`,
 * `service.token-answer`, and those of `ask`
 */
export function tokenSource(settings: ServiceSettings, secret: string, ask: AskForToken, clock: Clock): TokenSource {
  const { clientId, clientIn, scope } = settings;
  const { host } = new URL(settings.tokenAddress.trim());
  let held: { token: string; until: number } | undefined;
  let fetching: Promise<string> | undefined;

  async function fetchToken(): Promise<string> {
    const form = new URLSearchParams({ grant_type: "client_credentials" });
    if (scope.trim() !== "") form.set("scope", scope.trim());
    const headers: Record<string, string> = {
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded",
    };
    if (clientIn === "header") {
      const pair = `${encoded(clientId.trim())}:${encoded(secret)}`;
      headers.authorization = `Basic ${Buffer.from(pair).toString("base64")}`;
    } else {
      form.set("client_id", clientId.trim());
      form.set("client_secret", secret);
    }
    const asked = clock.now();
    const { status, text } = await ask(headers, form.toString());
    if (status === 408 || status === 425 || status === 429 || status >= 500)
      throw new Fault("service.token-unavailable", { host, status });
    if (status !== 200) throw new Fault("service.token-refused", { host, status });
    const answer = TokenAnswer.safeParse(parsed(text));
    if (!answer.success) throw new Fault("service.token-answer", { host });
    const { access_token: token, expires_in: seconds } = answer.data;
    const life = seconds === undefined ? usualLife : seconds * 1000;
    // Of a token that lives shorter than the margin, at least half of its life is used.
    held = { token, until: asked + Math.max(life - margin, life / 2) };
    return token;
  }

  return {
    async take() {
      if (held !== undefined && clock.now() < held.until) return held.token;
      fetching ??= fetchToken().finally(() => {
        fetching = undefined;
      });
      return fetching;
    },
    drop(token) {
      if (held?.token === token) held = undefined;
    },
  };
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
