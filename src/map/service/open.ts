import { Fault } from "../../contract/index.ts";
import { madeUpTown } from "../made-up-town.ts";
import { areaService } from "./area-service.ts";
import type { MapService } from "./map-service.ts";
import type { ServiceSecrets, ServiceSettings } from "./settings.ts";

/**
 * Makes a map service of its settings, once a deploy.
 * @throws Fault map.area-… where an area file cannot be read; map.service-… where the settings cannot work
 */
export function openMapService(settings: ServiceSettings, _secrets: ServiceSecrets): MapService {
  if (settings.kind === "area") return areaService(settings.area === "" ? madeUpTown() : settings.area);
  throw new Fault("map.service-offline", { kind: settings.kind });
}
