import type { IncomingHttpHeaders } from "node:http";
import type { Which } from "./slots.ts";

/** What a call is judged by. */
export interface Call {
  headers: IncomingHttpHeaders;
  /** Names and values by turns, as Node has them: the only place where a header that came twice still shows. */
  rawHeaders: readonly string[];
  method: string;
  /** As received, without the query. */
  path: string;
  /** As received, without the question mark; empty where there is none. */
  query: string;
  remoteAddress: string | undefined;
  /** The bytes as they came. */
  body: Uint8Array;
  /** Milliseconds since the epoch. */
  now: number;
}

export interface Refused {
  ok: false;
  /** 403: not from this address; 401: not proven. */
  status: 401 | 403;
  /** Catalogue key of the reason. */
  code: string;
  data: Record<string, string | number>;
  /** As claimed, not proven. */
  eventId?: string;
  /** Value of `WWW-Authenticate` (RFC 9110 §11.6.1); with 401 only. */
  challenge?: string;
}

export interface Accepted {
  ok: true;
  /** Id of the proof that holds. */
  proof: string;
  which: Which;
  /** Proven by a test secret. */
  test: boolean;
  /** Absent where the scheme has none, or the sender left it out. */
  eventId?: string;
  /** Path in the body where the sender has the event id, dots between names; to be read when the body is. */
  eventIdField?: string;
  /** Whether the event id itself is proven; otherwise someone who replays a call can give it another one. */
  eventIdSigned: boolean;
  /** Whether the proof is a signature, which could be sent again by someone who has seen it. */
  signs: boolean;
  /** Whether the signature is over the body. */
  signsBody: boolean;
  /** Name to show: the user, the token's subject, or the name of the proof. */
  sender?: string;
}

export type Authenticated = Accepted | Refused;

/** The value of a header without the blanks around it; undefined where it is absent or blank. */
export function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  const text = (Array.isArray(value) ? value.join(",") : value)?.trim();
  return text === "" ? undefined : text;
}

/** The first of `names` that came more than once. Node drops the second of some headers and joins others with a comma. */
export function cameTwice(rawHeaders: readonly string[], names: ReadonlySet<string>): string | undefined {
  let seen: Set<string> | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!.toLowerCase();
    if (!names.has(name)) continue;
    seen ??= new Set();
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}
