import { Worker } from "node:worker_threads";
import { Fault } from "../../contract/index.ts";
import type { ImportOptions } from "./options.ts";
import type { OnProgress, Stage } from "./progress.ts";
import type { ImportReport } from "./report.ts";
import { faultOf } from "./target.ts";

export type { ImportOptions } from "./options.ts";
export type { OnProgress, Stage } from "./progress.ts";
export { stages } from "./progress.ts";
export type { ImportReport } from "./report.ts";

/** What the thread of an import tells; a fault as plain data, for structured cloning would strip it of its key. */
export type Told =
  | { stage: Stage; share: number }
  | { report: ImportReport }
  | { stopped: true }
  | { fault: { key: string; data: Readonly<Record<string, string | number>> } };

const worker = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);

/** Milliseconds in which a thread that is told to stop comes to an end by itself; a kill costs it its last minute. */
const patience = 5_000;

/**
 * Makes an area file of an OpenStreetMap extract in a thread of its own, so that whoever waits for it goes on working.
 * Stopped by the signal, or killed, it leaves `<out>.import` beside the target, and the same import goes on from there.
 * @throws Fault map.import-…, map.water-…, map.csv-…, map.stores-row; the signal's reason where it was stopped
 */
export async function importArea(
  options: ImportOptions,
  onProgress: OnProgress = () => {},
  signal?: AbortSignal,
): Promise<ImportReport> {
  signal?.throwIfAborted();
  const thread = new Worker(worker, { workerData: options });
  let late: NodeJS.Timeout | undefined;
  const stop = () => {
    thread.postMessage("stop");
    late = setTimeout(() => void thread.terminate(), patience);
  };
  signal?.addEventListener("abort", stop);
  try {
    return await new Promise<ImportReport>((resolve, reject) => {
      thread.on("error", (error) => reject(faultOf(error, options.out)));
      thread.on("exit", () => reject(signal?.aborted === true ? signal.reason : new Fault("map.import-ended")));
      thread.on("message", (told: Told) => {
        if ("stage" in told) onProgress(told.stage, told.share);
        else if ("report" in told) resolve(told.report);
        else if ("fault" in told) reject(new Fault(told.fault.key, told.fault.data));
        else reject(signal?.reason);
      });
    });
  } finally {
    signal?.removeEventListener("abort", stop);
    clearTimeout(late);
    await thread.terminate();
  }
}
