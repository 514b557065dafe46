import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface Dropper {
  port: number;
  /** Answers that were swallowed. */
  dropped: number;
  close(): Promise<void>;
}

/** A proxy that lets documents pass and swallows the answers to so many of them: the client sees its connection break. */
export async function answerDropper(to: number, times: number): Promise<Dropper> {
  const sockets = new Set<Socket>();
  const dropper = { dropped: 0 };
  const server = createServer((client) => {
    const upstream = connect(to, "127.0.0.1");
    let isDocument = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.on("data", (part) => {
      // IPP 2.0, Send-Document.
      if (part.includes(Buffer.of(2, 0, 0, 6))) isDocument = true;
      upstream.write(part);
    });
    upstream.on("data", (part) => {
      if (isDocument && dropper.dropped < times && part.includes("HTTP/1.1 200")) {
        dropper.dropped += 1;
        client.resetAndDestroy();
      } else client.write(part);
    });
    upstream.on("end", () => client.end());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  return Object.assign(dropper, {
    port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  });
}
