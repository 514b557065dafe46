import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/** A call as the service saw it. */
export interface Seen {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export type Answering = (seen: Seen, response: ServerResponse, count: number) => void | Promise<void>;

/** A real service on this machine. */
export interface TestService {
  origin: string;
  seen: Seen[];
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

const usedPorts = new Set<number>();

/** Listens at a port that no service of this process had before: what is remembered of a host must be that of one service. */
async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  if (!usedPorts.has(port)) {
    usedPorts.add(port);
    return port;
  }
  server.close();
  await once(server, "close");
  return listen(server);
}

/** Starts a service that answers as it is told; `count` is that of the calls so far, from 1. */
export async function startService(answer: Answering): Promise<TestService> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const work = async () => {
      const body = await bodyOf(request);
      const one = { method: request.method ?? "", url: request.url ?? "", headers: request.headers, body };
      seen.push(one);
      await answer(one, response, seen.length);
    };
    work().catch(() => response.destroy());
  });
  const port = await listen(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    seen,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export function answerJson(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}
