import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/**
 * What happens to a request on its way: it is dropped `before` it arrives, in its `middle`, or `torn`, where its connection ends
 * there as if all were said, which is what is left of a process that was killed; its answer is dropped (`after`), `late`, cut in
 * `half`, or comes `twice`; or the request itself arrives twice (`again`).
 */
export type OnTheWay = "before" | "middle" | "torn" | "after" | "late" | "half" | "twice" | "again";

export interface MishapProxy {
  port: number;
  /** Operations of the requests that came, by their numbers. */
  asked: number[];
  /** What happens to which request, counted from 0, and after how many of its octets where it is cut. */
  plan: { at: number; what: OnTheWay; octets?: number } | undefined;
  /** What is called at that moment, instead of going on. */
  struck: (() => void) | undefined;
  /** Nothing passes any more, and nobody hears anything. */
  cut(): void;
  /** Everything passes from now on, counted anew. */
  mend(): void;
  close(): Promise<void>;
}

/** Octets of a request that have passed when its document is in its middle. */
const some = 100_000;

/** The operation of a request of IPP 2.0; undefined as long as it has not come. */
function operationOf(heard: Buffer): number | undefined {
  const head = heard.indexOf("\r\n\r\n");
  const at = head < 0 ? -1 : heard.indexOf(Buffer.of(2, 0, 0), head);
  return at < 0 ? undefined : heard[at + 3];
}

/** Whether an answer has come whole, by its own account: printers leave the connection open. */
function isWhole(answer: Buffer): boolean {
  const end = answer.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const head = answer.subarray(0, end).toString("latin1");
  const [, length] = /content-length: *(\d+)/i.exec(head) ?? [];
  if (length !== undefined) return answer.length >= end + 4 + Number(length);
  return /chunked/i.test(head) && answer.subarray(-5).toString("latin1") === "0\r\n\r\n";
}

/** A proxy of TCP in front of a printer, where one request of a connection meets with a mishap. */
export async function mishapProxy(to: number): Promise<MishapProxy> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const proxy: Omit<MishapProxy, "port" | "cut" | "mend" | "close"> = { asked: [], plan: undefined, struck: undefined };

  function destroyAll(): void {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  }
  function held(socket: Socket): Socket {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    return socket;
  }

  const server = createServer((client) => {
    held(client);
    if (isCut) return void client.resetAndDestroy();
    const upstream = held(connect(to, "127.0.0.1"));
    client.on("close", () => upstream.destroy());
    const heard: Buffer[] = [];
    let second: Socket | undefined;
    let size = 0;
    let what: OnTheWay | "nothing" | undefined;
    const answer: Buffer[] = [];

    const strike = () => {
      if (proxy.struck !== undefined) proxy.struck();
      else client.resetAndDestroy();
    };
    client.on("data", (part) => {
      if (what === undefined) {
        heard.push(part);
        const operation = operationOf(Buffer.concat(heard));
        if (operation !== undefined) {
          const number = proxy.asked.push(operation) - 1;
          what = proxy.plan?.at === number ? proxy.plan.what : "nothing";
          if (what === "before") return strike();
          if (what === "again") repeat();
        }
      } else if (what === "again") {
        heard.push(part);
        second?.write(part);
      }
      size += part.length;
      const over = size - (proxy.plan?.octets ?? some);
      if ((what === "middle" || what === "torn") && over > 0) {
        if (what === "middle") upstream.resetAndDestroy();
        else upstream.end(part.subarray(0, Math.max(0, part.length - over)));
        what = "before";
        return strike();
      }
      if (what !== "before" && !upstream.destroyed) upstream.write(part);
    });
    /** All of its octets over a connection of their own, a moment later; nobody hears what is said to them. */
    function repeat(): void {
      setTimeout(() => {
        second = held(connect(to, "127.0.0.1"));
        second.on("data", () => {});
        for (const part of heard) second.write(part);
      }, 20);
    }
    const isProvisional = (part: Buffer) => part.subarray(0, 12).toString("latin1").endsWith(" 100");
    upstream.on("data", (part) => {
      if (what === undefined || what === "nothing" || isProvisional(part)) return void client.write(part);
      if (what === "late") return;
      answer.push(part);
      if (what === "again" || what === "twice") client.write(part);
      if (isWhole(Buffer.concat(answer))) answered();
    });
    upstream.on("end", () => {
      if (what === undefined || what === "nothing") client.end();
      else answered();
    });
    let isAnswered = false;
    function answered(): void {
      if (isAnswered) return;
      isAnswered = true;
      const all = Buffer.concat(answer);
      if (what === "after") strike();
      if (what === "after" || what === "late") return;
      if (what === "half") client.write(all.subarray(0, all.length >> 1));
      if (what === "twice") client.write(all);
      client.end();
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  return Object.assign(proxy, {
    port,
    cut() {
      isCut = true;
      destroyAll();
    },
    mend() {
      isCut = false;
      Object.assign(proxy, { asked: [], plan: undefined, struck: undefined });
    },
    async close() {
      destroyAll();
      server.close();
      await once(server, "close");
    },
  });
}
