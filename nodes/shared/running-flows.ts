import { once } from "node:events";
import type { NodeAPI } from "node-red";

/**
 * Do flows run? Between "flows:stopping" and "flows:started" a message may meet nobody, and Node-RED drops it without a
 * word. One deploy may begin while the start of the one before has not ended, so that starts are counted.
 */
let stopped = true;
let starts = 0;
let resume = () => {};
let revision: string | undefined;

function stopping(): void {
  stopped = true;
}

function starting(): void {
  stopped = false;
  starts += 1;
}

function started({ config }: { config?: { rev?: unknown } | null } = {}): void {
  if (typeof config?.rev === "string") revision = config.rev.slice(0, 12);
  starts = Math.max(0, starts - 1);
  if (flowsRun()) resume();
}

export function flowsRun(): boolean {
  return !stopped && starts === 0;
}

/** Which state of the flows runs: the beginning of Node-RED's own name for it. Undefined until they have started. */
export function flowRevision(): string | undefined {
  return revision;
}

/** To be called while a node is made, which is when flows start; `again` is called whenever they run. */
export function watchFlows(RED: NodeAPI, again: () => void): () => void {
  stopped = false;
  starts = 1;
  resume = again;
  RED.events.on("flows:stopping", stopping).on("flows:starting", starting).on("flows:started", started);
  return () => {
    RED.events.off("flows:stopping", stopping).off("flows:starting", starting).off("flows:started", started);
  };
}

/** Milliseconds; Node-RED gives a node fifteen seconds to close. */
const patience = 10_000;

/** Resolves when flows run: at once where they do, and where a deploy takes too long. */
export async function flowsStarted(RED: NodeAPI): Promise<void> {
  if (flowsRun()) return;
  await once(RED.events, "flows:started", { signal: AbortSignal.timeout(patience) }).catch(() => {});
}
