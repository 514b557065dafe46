import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The least that Node can do: read the body, parse it, answer. Nothing is proven, checked or kept. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { caseKey } = JSON.parse(Buffer.concat(chunks).toString()) as { caseKey: string };
    const text = JSON.stringify({ receipt: "accepted", caseKey });
    response.writeHead(202, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
    response.end(text);
  });
});
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("disconnect", () => process.exit());
