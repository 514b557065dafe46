import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Fault } from "../../contract/index.ts";
import { runInPool, usePool } from "../../pool.ts";
import type { Reason } from "../map-picture.ts";
import type { OsrmTask } from "./worker.ts";

const worker = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);

export interface OsrmServerOptions {
  /** 0: any that is free. */
  port: number;
  /** Loopback where nothing is said: whoever opens it to others puts a proxy in front of it. */
  host?: string;
  /** Lets pages of this origin ask ("*": of any). */
  allowOrigin?: string;
  /** Questions answered at once; those beyond are turned away. */
  mostAtOnce?: number;
  /** Milliseconds for an answer. */
  patience?: number;
  /** Hears of what should not happen; whoever asked is told that it did. */
  onError?(error: unknown): void;
}

export interface OsrmServer {
  url: string;
  close(): Promise<void>;
}

/** Characters of an address. */
const longestAddress = 8_192;

/**
 * Opens an area file to clients of OSRM's HTTP API v1. Questions are answered in the pool of workers.
 * @throws Fault map.area-… where the file cannot be read; Error of `node:net` where the port cannot be had
 */
export async function serveOsrm(
  area: string,
  { port, host = "127.0.0.1", allowOrigin, mostAtOnce = 64, patience = 30_000, onError }: OsrmServerOptions,
): Promise<OsrmServer> {
  const release = usePool();
  try {
    await checkInPool(area);
  } catch (error) {
    await release();
    throw error;
  }
  let running = 0;
  const { createServer } = await import("node:http");
  const server = createServer({ maxHeaderSize: 16_384, requestTimeout: 10_000 }, (request, response) => {
    request.resume();
    const tell = (status: number, json: string) => send(request, response, status, json, allowOrigin);
    const refuse = (status: number, code: string, message: string) => tell(status, JSON.stringify({ code, message }));
    const address = request.url ?? "";
    if (request.method === "OPTIONS") return tell(204, "");
    if (request.method !== "GET" && request.method !== "HEAD") {
      return refuse(405, "InvalidUrl", "Questions are asked with GET.");
    }
    if (address.length > longestAddress)
      return refuse(414, "TooBig", `An address has ${longestAddress} characters at most.`);
    if (running >= mostAtOnce) {
      response.setHeader("retry-after", "1");
      return refuse(503, "TooManyRequests", "Too many questions at once; ask again.");
    }
    const [path = "", ...query] = address.split("?");
    const task: OsrmTask = { area, path, query: query.join("?") };
    running += 1;
    const late = setTimeout(() => refuse(504, "TooLate", "The answer takes too long."), patience);
    runInPool<{ status: number; json: string }>(worker, "answerInWorker", task)
      .then(
        ({ status, json }) => tell(status, json),
        (error: unknown) => {
          refuse(500, "InternalError", "The question could not be answered.");
          onError?.(error);
        },
      )
      .finally(() => {
        clearTimeout(late);
        running -= 1;
      });
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, () => resolve());
    });
  } catch (error) {
    await release();
    throw error;
  }
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await release();
    },
  };
}

/** Opens the area in a worker, as a region takes a second: whoever opens the door goes on working. @throws Fault map.area-… */
async function checkInPool(area: string): Promise<void> {
  const fault = await runInPool<Reason | undefined>(worker, "openInWorker", area);
  if (fault !== undefined) throw new Fault(fault.key, fault.data);
}

/** Whoever was answered already, or has gone, is not answered again. */
function send(request: IncomingMessage, response: ServerResponse, status: number, json: string, origin?: string): void {
  if (response.headersSent || response.destroyed) return;
  const cors = { "access-control-allow-origin": origin ?? "", "access-control-allow-methods": "GET" };
  response.writeHead(status, {
    ...(status === 204
      ? {}
      : { "content-type": "application/json; charset=utf-8", "content-length": Buffer.byteLength(json) }),
    "x-content-type-options": "nosniff",
    ...(origin === undefined ? {} : cors),
  });
  response.end(request.method === "HEAD" ? undefined : json);
}
