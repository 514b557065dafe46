import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";

/** The part of fastify that is used here: its types are there only once the benchmarks were installed. */
interface Fastify {
  post(path: string, handler: (request: { body: { caseKey: string } }, reply: Reply) => void): void;
  listen(where: { port: number; host: string }): Promise<string>;
  server: { address(): AddressInfo };
}
interface Reply {
  code(status: number): Reply;
  send(body: object): void;
}

const { fastify } = createRequire(import.meta.url)("fastify") as { fastify(): Fastify };
const app = fastify();
app.post("/decision", (request, reply) => {
  reply.code(202).send({ receipt: "accepted", caseKey: request.body.caseKey });
});
await app.listen({ port: 0, host: "127.0.0.1" });
process.send?.({ port: app.server.address().port });
process.on("disconnect", () => process.exit());
