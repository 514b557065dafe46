import { madeUpTown } from "../made-up-town.ts";
import { areaService } from "./area-service.ts";
import type { MapService } from "./map-service.ts";
import type { Means } from "./means.ts";
import { onlineService } from "./online-service.ts";
import type { ServiceSecrets, ServiceSettings } from "./settings.ts";

/**
 * Makes a map service of its settings, once a deploy.
 * @param means time, chance and patience; the system's where absent
 * @throws Fault map.area-… where an area file cannot be read; map.service-… where the settings cannot work
 */
export function openMapService(settings: ServiceSettings, secrets: ServiceSecrets, means?: Means): MapService {
  if (settings.kind === "area") return areaService(settings.area === "" ? madeUpTown() : settings.area);
  return onlineService(settings, secrets, means);
}
