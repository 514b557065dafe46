import type { LookupFunction } from "node:net";
import { Fault } from "./contract/index.ts";

/** Milliseconds, and bytes of an answer, of our own calls. */
const limits = { time: 15_000, answer: 1_000_000 };

export interface HttpAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** The answer as it came, unpacked. */
  bytes: Uint8Array;
  /** Undefined: it is not in the character set that it claims, UTF-8 where it claims none. */
  readonly text: string | undefined;
}

export interface HttpCall {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: Uint8Array;
  /** Milliseconds for the whole call. */
  time: number;
  /** Largest answer in bytes, unpacked. */
  answer: number;
  /** Finds the addresses of a host, and may refuse them. */
  lookup?: LookupFunction;
  /** The call is for this very process: its certificate may be one that names the public host only. */
  own?: boolean;
  /** Ends the call before its time. */
  signal?: AbortSignal;
}

/**
 * Makes one call. Any status is an answer; redirects are not followed, and no connection is kept, so that a call never
 * breaks off because the other side had given up an old one.
 * @throws Fault `http.unreachable` with the system's code, `http.slow`, `http.too-large`
 */
export async function callHttp(call: HttpCall): Promise<HttpAnswer> {
  const { method, url, headers, body, time, answer: limit, lookup, own = false, signal } = call;
  const [{ default: axios }, http, https] = await Promise.all([
    import("axios"),
    import("node:http"),
    import("node:https"),
  ]);
  const agent = { keepAlive: false, ...(lookup !== undefined && { lookup }) };
  const deadline = AbortSignal.timeout(time);
  const { host } = new URL(url);
  let answer: { status: number; headers: object; data: Uint8Array };
  try {
    answer = await axios.request<Uint8Array>({
      method,
      url,
      headers: { "user-agent": "belle-histoire", ...headers },
      data: body,
      signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]),
      maxRedirects: 0,
      maxContentLength: limit,
      maxBodyLength: Number.POSITIVE_INFINITY,
      responseType: "arraybuffer",
      // The bytes as they are.
      transformRequest: [(data: unknown) => data],
      validateStatus: () => true,
      httpAgent: new http.Agent(agent),
      httpsAgent: new https.Agent({ ...agent, ...(own && { rejectUnauthorized: false }) }),
      ...(own && { proxy: false }),
    });
  } catch (error) {
    // Never as its cause: an error of axios holds the whole call with its secrets.
    const { code = "", message = "" } = error as { code?: string; message?: string };
    if (deadline.aborted) throw new Fault("http.slow", { host, time: time / 1000 });
    if (message.startsWith("maxContentLength")) throw new Fault("http.too-large", { host, limit });
    throw new Fault("http.unreachable", { host, code });
  }
  const told = Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const answered = Object.fromEntries(told) as Record<string, string>;
  const { status, data: bytes } = answer;
  return {
    status,
    headers: answered,
    bytes,
    get text() {
      return textOf(bytes, answered["content-type"]);
    },
  };
}

function textOf(bytes: Uint8Array, type = ""): string | undefined {
  const charset = /;\s*charset="?([^\s";]+)/i.exec(type)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * POSTs JSON bytes as they are. Any status is an answer; redirects are not followed.
 * @param own the call is for this very process
 * @throws Fault as `callHttp`
 */
export function postSigned(
  url: string,
  body: Uint8Array,
  headers: Record<string, string>,
  { own = false }: { own?: boolean } = {},
): Promise<HttpAnswer> {
  const json = { "content-type": "application/json", ...headers };
  return callHttp({ method: "POST", url, headers: json, body, ...limits, own });
}
