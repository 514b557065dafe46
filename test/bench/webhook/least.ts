import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import { sameBytes } from "../../../src/contract/index.ts";
import { readSecret } from "../../../src/webhook/index.ts";
import type { Row } from "./least-store.ts";

/**
 * The least that keeps its word, without Node-RED and without a journey: one proof, one shape, one row under the id of the
 * call, in one commit with all that came meanwhile, by a thread of its own. What it reaches is what there is to reach.
 */
const secret = readSecret(process.env.SECRET ?? "");
const Body = z.object({ caseKey: z.string(), decision: z.enum(["accepted", "degraded", "refused"]) });

const store = new Worker(new URL("./least-store.ts", import.meta.url), { workerData: process.env.STORE });
const waiting = new Map<string, ServerResponse>();
let gathered: Row[] = [];

function keep(row: Row, response: ServerResponse): void {
  waiting.set(row.id, response);
  if (gathered.length === 0)
    setImmediate(() => {
      store.postMessage(gathered);
      gathered = [];
    });
  gathered.push(row);
}

store.on("message", (ids: string[]) => {
  for (const id of ids) {
    const text = `{"receipt":"accepted","eventId":"${id}"}`;
    const response = waiting.get(id);
    waiting.delete(id);
    response?.writeHead(202, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
    response?.end(text);
  }
});

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    const id = String(request.headers["webhook-id"]);
    const signed = Buffer.from(`${id}.${String(request.headers["webhook-timestamp"])}.`);
    const mac = `v1,${secret.mac("base64", signed, body)}`;
    const proven = sameBytes(Buffer.from(mac), Buffer.from(String(request.headers["webhook-signature"])));
    const text = body.toString();
    if (proven && Body.safeParse(JSON.parse(text)).success) return keep({ id, body: text }, response);
    response.writeHead(401).end();
  });
});
store.once("online", () => {
  server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
});
process.on("disconnect", () => process.exit());
