import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";

/** What a caller says to this proxy about where it is: stands for the address that its connection would have. */
export const from = "x-test-caller";

/**
 * A reverse proxy as people put it in front of Node-RED: it takes `prefix` off the path, names its caller behind whatever
 * the caller claims to have passed through, says that it was called over HTTPS, and passes the body on in chunks.
 */
export async function strippingProxy(prefix: string, upstream: string, keepsHost: boolean) {
  const server = createServer((incoming, outgoing) => {
    const { url = "/", method } = incoming;
    if (!url.startsWith(`${prefix}/`)) return void outgoing.writeHead(404).end();
    const target = `http://${upstream}${url.slice(prefix.length)}`;
    const passed = request(target, { method, headers: headersOf(incoming, upstream, keepsHost) }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on("error", () => outgoing.destroy());
    incoming.pipe(passed);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function headersOf({ headers }: IncomingMessage, upstream: string, keepsHost: boolean) {
  const { [from]: caller = "127.0.0.1", "content-length": _, ...passed } = headers;
  const claimed = headers["x-forwarded-for"];
  return {
    ...passed,
    host: keepsHost ? headers.host : upstream,
    "x-forwarded-for": claimed === undefined ? caller : `${String(claimed)}, ${String(caller)}`,
    "x-forwarded-proto": "https",
  };
}
