import { drawInPool, findInPool } from "../in-pool.ts";
import { webLink } from "../links.ts";
import { parseRequest } from "../request.ts";
import { areaAttribution } from "./area-attribution.ts";
import type { MapService } from "./map-service.ts";

/**
 * Everything is done by an area file: one call into a worker a map.
 * @throws Fault map.area-missing, map.area-foreign, map.area-newer, map.area-damaged
 */
export function areaService(area: string): MapService {
  return {
    terms: { print: true, cacheFor: Number.POSITIVE_INFINITY, attribution: areaAttribution(area) },
    async draw(request) {
      const drawn = await drawInPool({ request: parseRequest(request), area, credits: [] });
      return { ...drawn, webLink: webLink("area", drawn.store), print: true };
    },
    find: (address) => findInPool(area, address),
    async close() {},
  };
}
