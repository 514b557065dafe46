import { Fault } from "../contract/index.ts";
import { runInPool } from "../pool.ts";
import type { MapPicture } from "./map-picture.ts";
import { type MapRequest, parseRequest } from "./request.ts";
import type { Drawn } from "./worker.ts";

const worker = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);

/**
 * Draws the way from a recipient's home to the nearest store by road, or a store's surroundings, in a worker thread.
 * The same request gives the same picture: its page byte for byte, its pixels but for a hair where ground had been drawn before.
 * @throws Fault map.… (every key of `src/language/map.ts`)
 */
export async function drawRouteMap(request: MapRequest): Promise<MapPicture> {
  const drawn = await runInPool<Drawn>(worker, "drawInWorker", parseRequest(request));
  if ("fault" in drawn) throw new Fault(drawn.fault.key, drawn.fault.data);
  return drawn.picture;
}
