import * as z from "zod";
import type { Recipient, Store } from "../../src/contract/index.ts";
import { type MapPicture, type MapService, openMapService, readArea } from "../../src/map/index.ts";
import { embeddedArea } from "./embedded-area.ts";

const degrees = z.union([z.number(), z.literal("")]);

/** What a map is drawn by; the saved shape of a route map has it all. */
export const MapSettings = z.object({
  /** Area file; empty: the made-up town. */
  area: z.string(),
  /** Empty: the stores of the area. */
  stores: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      address: z.string(),
      phone: z.string(),
      longitude: degrees,
      latitude: degrees,
    }),
  ),
  mode: z.enum(["route", "store"]),
  profile: z.enum(["car", "foot", "bike"]),
  screen: z.boolean(),
  /** CSS pixels */
  screenWidth: z.number(),
  screenHeight: z.number(),
  print: z.boolean(),
  /** millimetres */
  printWidth: z.number(),
  printHeight: z.number(),
  lineColour: z.string(),
  markerColour: z.string(),
});
export type MapSettings = z.infer<typeof MapSettings>;

const density = 2;

function storesOf(config: MapSettings, area: string): Store[] {
  if (config.stores.length === 0) return [...readArea(area).stores];
  return config.stores.map((row, index) => ({
    id: row.id || String(index + 1),
    name: row.name,
    location: [Number(row.longitude), Number(row.latitude)],
    ...(row.address !== "" && { address: row.address }),
    ...(row.phone !== "" && { phone: row.phone }),
  }));
}

/** What a node makes of a picture. */
type DrawnMap = Omit<MapPicture, "imageType" | "video" | "extent" | "fallback" | "print">;

/** By path: who draws on an area file. It holds no more than the path. */
const services = new Map<string, MapService>();

function serviceOf(area: string): MapService {
  const known = services.get(area) ?? openMapService({ kind: "area", area }, {});
  services.set(area, known);
  return known;
}

/** Draws the map of a node's configuration for one recipient. @throws Fault map.… */
export async function drawFor(
  config: MapSettings,
  recipient: Recipient | undefined,
  language: string,
  inFolder: (path: string) => string,
): Promise<DrawnMap> {
  const area = config.area === "" ? embeddedArea() : inFolder(config.area);
  const { location, postalAddress: address } = recipient ?? {};
  const drawn = await serviceOf(area).draw({
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
  const { imageType: _type, video: _video, extent: _extent, fallback: _fallback, print: _print, ...map } = drawn;
  return map;
}

/** Somebody who lives in the area of a map, for previews. @throws Fault map.area-… */
export function sampleRecipient(area: string, inFolder: (path: string) => string): Recipient {
  const sample = readArea(area === "" ? embeddedArea() : inFolder(area)).samples[0];
  const name = { firstName: "Camille", lastName: "Moreau" };
  return { id: "sample", ...name, postalAddress: sample?.address, location: sample?.location };
}
