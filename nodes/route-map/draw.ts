import type { Recipient, Store } from "../../src/contract/index.ts";
import { drawRouteMap, type MapPicture, readArea } from "../../src/map/index.ts";
import { embeddedArea } from "../shared/embedded-area.ts";
import type { RouteMapConfig } from "./config.ts";

const density = 2;

function storesOf(config: RouteMapConfig, area: string): Store[] {
  if (config.stores.length === 0) return [...readArea(area).stores];
  return config.stores.map((row, index) => ({
    id: row.id || String(index + 1),
    name: row.name,
    location: [Number(row.longitude), Number(row.latitude)],
    ...(row.address !== "" && { address: row.address }),
    ...(row.phone !== "" && { phone: row.phone }),
  }));
}

/** Draws the map of a node's configuration for one recipient. @throws Fault map.… */
export function drawFor(
  config: RouteMapConfig,
  recipient: Recipient | undefined,
  language: string,
  inFolder: (path: string) => string,
): Promise<MapPicture> {
  const area = config.area === "" ? embeddedArea() : inFolder(config.area);
  const { location, postalAddress: address } = recipient ?? {};
  return drawRouteMap({
    area,
    stores: storesOf(config, area),
    ...(config.mode === "route" && { origin: { location, address } }),
    profile: config.profile,
    language,
    ...(config.screen && { screen: { width: config.screenWidth, height: config.screenHeight, scale: density } }),
    ...(config.print && { print: { width: config.printWidth, height: config.printHeight } }),
    style: {
      ...(config.lineColour !== "" && { lineColour: config.lineColour }),
      ...(config.markerColour !== "" && { markerColour: config.markerColour }),
    },
  });
}
