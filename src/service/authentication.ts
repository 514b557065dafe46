import { Fault } from "../contract/index.ts";
import { readSecret, sign } from "../webhook/index.ts";
import type { ServiceSettings } from "./settings.ts";
import type { TokenSource } from "./token.ts";

/** What a call is proven by. */
export interface Proof {
  /** The headers that prove a call under `id` (its key) at `now`, milliseconds since the epoch. */
  headers(id: string, body: Uint8Array, now: number): Promise<Record<string, string>>;
  /** The service turned this proof down (401). True: another one may be taken, once. */
  refused(headers: Readonly<Record<string, string>>): boolean;
}

const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");

/** A value that may stand in a header: visible ASCII and blanks between. */
function headerText(secret: string): string {
  const text = secret.trim();
  if (text === "") throw new Fault("service.no-secret");
  if (!/^[\x20-\x7e]+$/.test(text)) throw new Fault("service.secret-form");
  return text;
}

const always = (headers: Record<string, string>): Proof => ({ headers: async () => headers, refused: () => false });

/**
 * Makes the proof of calls.
 * @throws Fault `service.no-secret`, `service.secret-form`, `webhook.secret-form`, `webhook.secret-length`
 */
export function proofOf(settings: ServiceSettings, secret: string, tokens: TokenSource | undefined): Proof {
  switch (settings.authentication) {
    case "none":
      return always({});
    case "bearer":
      return always({ authorization: `Bearer ${headerText(secret)}` });
    case "basic": {
      if (secret === "") throw new Fault("service.no-secret");
      return always({ authorization: `Basic ${base64(`${settings.user}:${secret}`)}` });
    }
    case "api-key":
      return always({ [settings.header.toLowerCase()]: headerText(secret) });
    case "standard-webhooks": {
      if (secret.trim() === "") throw new Fault("service.no-secret");
      const key = readSecret(secret);
      return { headers: async (id, body, now) => sign(key, id, body, now), refused: () => false };
    }
    case "oauth2": {
      if (tokens === undefined) throw new Fault("service.no-secret");
      return {
        headers: async () => ({ authorization: `Bearer ${await tokens.take()}` }),
        refused({ authorization = "" }) {
          tokens.drop(authorization.replace("Bearer ", ""));
          return true;
        },
      };
    }
  }
}
