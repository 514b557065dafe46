import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { percentile } from "../figures.ts";
import { makeCalls, type Target } from "./calls.ts";
import { cpuOf } from "./process-time.ts";

/**
 * The load, in a process of its own: raw sockets that write requests made beforehand, one at a time each, and read the
 * status of the reply. autocannon spends 37 µs of CPU on a request here, as much as a bare Node server does; on two cores
 * it would measure itself. It also tells whole milliseconds only, and would sign and write each unique request while it
 * measures.
 */

export interface Order extends Target {
  /** Process whose CPU time is counted. */
  pid: number;
  connections: number;
  milliseconds: number;
  /** Cases from here on, and how many at most. */
  first: number;
  most: number;
  /** Requests a second, all connections together; absent: as many as are answered. */
  perSecond?: number;
}

export interface Round {
  requests: number;
  seconds: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** CPU time of the server in microseconds since its start, before and after. */
  cpuBefore: number;
  cpuAfter: number;
  /** Cases that were used, also by requests answered after the end of the measurement. */
  used: number;
  /** Replies that were not 202, by what they were. */
  wrong: Record<string, number>;
}

/** Length of the reply that begins the bytes; undefined: not all of its head is there. */
function lengthOf(bytes: Buffer): number | undefined {
  const head = bytes.indexOf("\r\n\r\n");
  if (head < 0) return undefined;
  const length = /\r\ncontent-length: (\d+)/i.exec(bytes.toString("latin1", 0, head + 2))?.[1];
  if (length === undefined) throw new Error(`a reply without length: ${bytes.toString("latin1", 0, head)}`);
  return head + 4 + Number(length);
}

async function open(url: string, connections: number): Promise<Socket[]> {
  const { hostname, port } = new URL(url);
  const sockets = Array.from({ length: connections }, () => connect(Number(port), hostname).setNoDelay());
  await Promise.all(sockets.map((socket) => once(socket, "connect")));
  return sockets;
}

async function fire(order: Order): Promise<Round> {
  const calls = makeCalls(order, order.first, order.most);
  const sockets = await open(order.url, order.connections);
  const times: number[] = [];
  const wrong: Record<string, number> = {};
  let used = 0;
  let start = 0;
  let end = 0;
  const note = (what: string) => {
    wrong[what] = (wrong[what] ?? 0) + 1;
  };

  /** One request after the other, until the time is over or no case is left. */
  function keepBusy(socket: Socket): Promise<void> {
    return new Promise((resolve) => {
      let began = 0;
      let waiting = false;
      let received: Buffer | undefined;
      const write = (call: Buffer) => {
        began = performance.now();
        waiting = true;
        socket.write(call);
      };
      const next = () => {
        const due = order.perSecond === undefined ? 0 : start + (used * 1000) / order.perSecond;
        const call = Math.max(due, performance.now()) < end ? calls[used] : undefined;
        if (call === undefined) return socket.end();
        used += 1;
        const early = due - performance.now();
        if (early < 1) return write(call);
        setTimeout(write, early, call);
      };
      socket.on("data", (chunk) => {
        received = received === undefined ? chunk : Buffer.concat([received, chunk]);
        const length = lengthOf(received);
        if (length === undefined || received.length < length) return;
        const status = received.toString("latin1", 9, 12);
        if (status !== "202")
          note(`${status} ${received.toString("latin1", received.indexOf("\r\n\r\n") + 4, length).trim()}`);
        received = undefined;
        waiting = false;
        const now = performance.now();
        if (now <= end) times.push(now - began);
        next();
      });
      socket.on("error", (error) => note(error.message));
      socket.on("close", () => {
        if (waiting) note("closed without a reply");
        resolve();
      });
      next();
    });
  }

  const cpuBefore = cpuOf(order.pid);
  start = performance.now();
  end = start + order.milliseconds;
  const measured = new Promise<{ cpuAfter: number; seconds: number }>((resolve) => {
    const tell = () => resolve({ cpuAfter: cpuOf(order.pid), seconds: (performance.now() - start) / 1000 });
    setTimeout(tell, order.milliseconds);
  });
  const busy = Promise.all(sockets.map(keepBusy));
  const { cpuAfter, seconds } = await measured;
  const requests = times.length;
  await busy;
  return {
    requests,
    seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    cpuBefore,
    cpuAfter,
    used,
    wrong,
  };
}

process.on("message", (order: Order) => {
  fire(order).then(
    (round) => process.send?.({ round }),
    (error: Error) => process.send?.({ failed: error.message }),
  );
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
