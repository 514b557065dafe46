/**
 * Loaded into a Node-RED under test (`--import`): tells over a socket what the process holds, so that a leak shows. One
 * line is asked, one line of JSON is answered.
 */

import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { isMainThread } from "node:worker_threads";

export interface Held {
  /** Bytes after a collection. */
  heap: number;
  /** Listeners of Node-RED's own event bus, and of `process`. */
  events: Record<string, number>;
  process: Record<string, number>;
  /** Active resources by kind: timers, sockets, workers. */
  resources: Record<string, number>;
}

function counted(names: string[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const name of names) sums[name] = (sums[name] ?? 0) + 1;
  return sums;
}
const listeners = (emitter: { eventNames(): (string | symbol)[]; listenerCount(name: string | symbol): number }) =>
  Object.fromEntries(emitter.eventNames().map((name) => [String(name), emitter.listenerCount(name)]));

function held(): Held {
  const { gc } = globalThis as { gc?: () => void };
  gc?.();
  gc?.();
  const { events } = createRequire(process.argv[1] ?? "/")("@node-red/util") as { events: NodeJS.EventEmitter };
  return {
    heap: process.memoryUsage().heapUsed,
    events: listeners(events),
    process: listeners(process),
    resources: counted(process.getActiveResourcesInfo()),
  };
}

const path = process.env.BELLE_HISTOIRE_PROBE;
if (path !== undefined && isMainThread) {
  rmSync(path, { force: true });
  createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", () => socket.end(JSON.stringify(held())));
  })
    .listen(path)
    .unref();
}
