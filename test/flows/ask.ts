import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { request as httpsRequest } from "node:https";

export interface Question {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** The certificate that an HTTPS server must show, PEM, and the host that it must be for. */
  trusted?: { cert: string; host: string };
}

export interface Told {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** Of JSON; empty where the answer is none. */
  body: Record<string, unknown>;
}

/** One call over HTTP or HTTPS, on a connection of its own. */
export function ask(url: string, { method = "POST", headers = {}, body, trusted }: Question = {}): Promise<Told> {
  return new Promise((resolve, reject) => {
    const tls = trusted && { ca: trusted.cert, servername: trusted.host };
    const send = url.startsWith("https:") ? httpsRequest : httpRequest;
    const length = { "content-length": String(body === undefined ? 0 : Buffer.byteLength(body)) };
    const asking = send(url, { method, agent: false, headers: { ...length, ...headers }, ...tls }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        text += chunk;
      });
      answer.on("error", reject);
      answer.on("end", () => {
        const json = (answer.headers["content-type"] ?? "").includes("json");
        const told = json ? (JSON.parse(text) as Record<string, unknown>) : {};
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, body: told });
      });
    });
    asking.on("error", reject);
    asking.end(body);
  });
}
