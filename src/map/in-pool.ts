import { Fault, type PostalAddress } from "../contract/index.ts";
import { runInPool } from "../pool.ts";
import type { Match } from "./address/match.ts";
import type { DrawJob, DrawnPicture, FinishJob, Worked } from "./draw-job.ts";

const worker = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);

/**
 * Draws in a worker thread. The same job gives the same bytes.
 * @throws Fault map.… (every key of `src/language/map.ts`)
 */
export async function drawInPool(job: DrawJob): Promise<DrawnPicture> {
  return doneOf(await runInPool<Worked<DrawnPicture>>(worker, "drawInWorker", job));
}

/** Finds an address by an area file in a worker thread. @throws Fault map.… */
export async function findInPool(area: string, address: PostalAddress): Promise<Match[]> {
  return doneOf(await runInPool<Worked<Match[]>>(worker, "findInWorker", { area, address }));
}

/** Checks and completes a picture of a provider in a worker thread. @throws Fault map.provider-image, map.provider-image-size */
export async function finishInPool(job: FinishJob): Promise<Uint8Array> {
  return doneOf(await runInPool<Worked<Uint8Array>>(worker, "finishInWorker", job));
}

function doneOf<Answer>(worked: Worked<Answer>): Answer {
  if ("fault" in worked) throw new Fault(worked.fault.key, worked.fault.data);
  return worked.done;
}
