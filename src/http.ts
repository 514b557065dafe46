import { Agent } from "node:https";
import { Fault } from "./contract/index.ts";

/** Milliseconds, and bytes of an answer. */
const limits = { time: 15_000, answer: 1_000_000 };

export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/**
 * POSTs JSON bytes as they are. Any status is an answer; redirects are not followed.
 * @param own the call is for this very process: its certificate may be one that names the public host only
 * @throws Fault `http.unreachable`
 */
export async function postSigned(
  url: string,
  body: Uint8Array,
  headers: Record<string, string>,
  { own = false }: { own?: boolean } = {},
): Promise<HttpAnswer> {
  const { default: axios } = await import("axios");
  try {
    const answer = await axios.post<string>(url, body, {
      headers: { "content-type": "application/json", ...headers },
      timeout: limits.time,
      maxRedirects: 0,
      maxContentLength: limits.answer,
      responseType: "text",
      validateStatus: () => true,
      ...(own && { proxy: false, httpsAgent: new Agent({ rejectUnauthorized: false }) }),
    });
    const told = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
    return { status: answer.status, headers: Object.fromEntries(told), text: String(answer.data) };
  } catch (error) {
    const code = (error as { code?: string }).code ?? "";
    throw new Fault("http.unreachable", { host: new URL(url).host, code });
  }
}
