import { Fault } from "./contract/index.ts";

/** Milliseconds, and bytes of an answer. */
const limits = { time: 15_000, answer: 1_000_000 };

export interface HttpAnswer {
  status: number;
  body: unknown;
}

/**
 * POSTs JSON bytes as they are. Any status is an answer; redirects are not followed.
 * @throws Fault `http.unreachable`
 */
export async function postSigned(url: string, body: Uint8Array, headers: Record<string, string>): Promise<HttpAnswer> {
  const { default: axios } = await import("axios");
  try {
    const { status, data } = await axios.post<unknown>(url, body, {
      headers: { ...headers, "content-type": "application/json" },
      timeout: limits.time,
      maxRedirects: 0,
      maxContentLength: limits.answer,
      validateStatus: () => true,
    });
    return { status, body: data };
  } catch (error) {
    const code = (error as { code?: string }).code ?? "";
    throw new Fault("http.unreachable", { host: new URL(url).host, code });
  }
}
