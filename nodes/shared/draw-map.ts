import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import * as z from "zod";
import { Fault, type Recipient, type Store } from "../../src/contract/index.ts";
import { type MapPicture, type MapRequest, readArea } from "../../src/map/index.ts";
import { pictureOnPage } from "../../src/map/own-picture/picture-page.ts";
import { type OwnPicture, readPicture } from "../../src/map/own-picture/read-picture.ts";
import { mostBytes, readStoresCsv } from "../../src/map/stores/read-csv.ts";
import { migrate, type RouteMapConfig } from "../route-map/config.ts";
import { areaOf, type InFolder, type OpenService } from "./map-services.ts";
import type { Place } from "./written-place.ts";

const degrees = z.union([z.number(), z.literal("")]);

/** What a map is drawn by; the saved shape of a route map has it all. */
const MapSettings = z.object({
  mapName: z.string(),
  /** Area file, where no service is named; empty: the made-up town. */
  area: z.string(),
  storesFrom: z.enum(["table", "file", "text", "property"]),
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
  storesFile: z.string(),
  storesText: z.string(),
  mode: z.enum(["route", "store"]),
  profile: z.enum(["car", "foot", "bike"]),
  country: z.string(),
  screen: z.boolean(),
  /** CSS pixels */
  screenWidth: z.number(),
  screenHeight: z.number(),
  screenType: z.enum(["jpeg", "png"]),
  print: z.boolean(),
  /** millimetres */
  printWidth: z.number(),
  printHeight: z.number(),
  printForm: z.enum(["vector", "raster"]),
  video: z.boolean(),
  /** pixels, 16:9 */
  videoWidth: z.number(),
  lineColour: z.string(),
  markerColour: z.string(),
  logo: z.string(),
  labels: z.boolean(),
  language: z.enum(["", "en", "fr"]),
  precision: z.enum(["house", "street"]),
  care: z.enum(["strict", "usual", "lenient"]),
  fallback: z.enum(["none", "store", "picture"]),
  fallbackPicture: z.string(),
});
export type MapSettings = z.infer<typeof MapSettings>;

/** The settings of a route map as the editor or a flow holds them, of whatever version. @throws Fault map.desk */
export function mapSettings(saved: Record<string, unknown>): MapSettings {
  const read = MapSettings.safeParse(migrate(saved as Partial<RouteMapConfig>));
  if (!read.success) throw new Fault("map.desk", { where: read.error.issues[0]?.path.join(".") ?? "" });
  return read.data;
}

/** What is read once for all maps of a node. */
export interface MapMaterials {
  stores: Store[];
  /** Rows of the list that were left out, and why. */
  problems: Fault[];
  logo?: Uint8Array<ArrayBuffer>;
  /** Shown where the address is unknown. */
  picture?: OwnPicture;
  /** The same for print. */
  page?: Uint8Array;
}

/** For whom, and by which of the stores, a map is drawn. */
export interface MapAsk {
  /** Absent: the stores' own map. */
  place?: Place;
  /** Why nobody can tell the place. */
  unknown?: Fault;
  /** Instead of those of the settings. */
  stores?: Store[];
  language: string;
}

const density = 2;
/** The least that a found address must resemble the written one, 0 to 1; `usual` is left to the map. */
const leastScore = { strict: 0.92, usual: undefined, lenient: 0.6 } as const;
/** What is wrong with where somebody lives, not with the map: the settings may ask for something else instead. */
const unknownHome = new Set([
  "map.no-home",
  "map.address-unknown",
  "map.address-ambiguous",
  "map.outside",
  "map.swapped",
  "map.no-road",
  "map.no-way",
]);

async function readList(path: string): Promise<Uint8Array> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) throw new Fault("map.stores-missing", { file: basename(path) });
  if (found.size > mostBytes) throw new Fault("map.stores-size", { limit: mostBytes / 1024 / 1024 });
  return readFile(path);
}

async function storesOf(config: MapSettings, service: OpenService, inFolder: InFolder) {
  if (config.storesFrom === "property") return { stores: [], problems: [] };
  if (config.storesFrom === "file") return readStoresCsv(await readList(inFolder(config.storesFile)));
  if (config.storesFrom === "text") return readStoresCsv(config.storesText);
  const area = areaOf(service.settings);
  if (config.stores.length === 0) return { stores: area === undefined ? [] : [...readArea(area).stores], problems: [] };
  const stores = config.stores.map(
    (row, index): Store => ({
      id: row.id || String(index + 1),
      name: row.name,
      location: [Number(row.longitude), Number(row.latitude)],
      ...(row.address !== "" && { address: row.address }),
      ...(row.phone !== "" && { phone: row.phone }),
    }),
  );
  return { stores, problems: [] };
}

/** Reads the files that the settings name. @throws Fault map.stores-…, map.picture-…, map.area-… */
export async function readMaterials(
  config: MapSettings,
  service: OpenService,
  inFolder: InFolder,
): Promise<MapMaterials> {
  const { stores, problems } = await storesOf(config, service, inFolder);
  const logo = config.logo === "" ? undefined : (await readPicture(inFolder(config.logo))).bytes;
  const shown = config.fallback === "picture";
  const picture = shown ? await readPicture(inFolder(config.fallbackPicture)) : undefined;
  const page =
    picture !== undefined && config.print
      ? await pictureOnPage(picture, config.printWidth, config.printHeight)
      : undefined;
  return { stores, problems, logo, picture, page };
}

function requestOf(config: MapSettings, materials: MapMaterials, { place, stores, language }: MapAsk): MapRequest {
  const { screen, print, video } = config;
  const least = leastScore[config.care];
  return {
    stores: stores ?? materials.stores,
    ...(config.mode === "route" && place !== undefined && { origin: place }),
    profile: config.profile,
    language: config.language || language,
    ...(screen && {
      screen: {
        width: config.screenWidth,
        height: config.screenHeight,
        scale: density,
        type: config.screenType,
      },
    }),
    ...(print && { print: { width: config.printWidth, height: config.printHeight, form: config.printForm } }),
    ...(video && { video: { width: config.videoWidth, height: Math.round((config.videoWidth * 9) / 16) } }),
    style: {
      ...(config.lineColour !== "" && { lineColour: config.lineColour }),
      ...(config.markerColour !== "" && { markerColour: config.markerColour }),
      ...(materials.logo !== undefined && { logo: materials.logo }),
      labels: config.labels,
    },
    precision: config.precision,
    ...(least !== undefined && { minScore: least }),
    fallback: config.fallback === "store" ? "store" : "none",
  };
}

/** What the settings want shown where nobody can tell where the way begins. @throws Fault the given one, where it is nothing */
async function drawWithoutHome(
  config: MapSettings,
  { map }: OpenService,
  { picture, page }: MapMaterials,
  request: MapRequest,
  unknown: Fault,
): Promise<MapPicture> {
  const { origin: _origin, ...asked } = request;
  const fallback = { key: unknown.key, data: unknown.data };
  if (config.fallback === "store") return { ...(await map.draw(asked)), fallback };
  if (picture === undefined) throw unknown;
  const { screen, print, video: _video, ...words } = asked;
  return {
    ...(await map.draw(words)),
    ...(screen !== undefined && { image: picture.bytes, imageType: picture.type }),
    ...(print !== undefined && page !== undefined && { vector: page }),
    attribution: "",
    fallback,
    print: true,
  };
}

/** Draws the map of a node's settings for one place. @throws Fault map.… */
export async function drawFor(
  config: MapSettings,
  service: OpenService,
  materials: MapMaterials,
  ask: MapAsk,
): Promise<MapPicture> {
  const request = requestOf(config, materials, ask);
  if (ask.unknown !== undefined) return drawWithoutHome(config, service, materials, request, ask.unknown);
  try {
    return await service.map.draw(request);
  } catch (error) {
    if (!(error instanceof Fault) || !unknownHome.has(error.key)) throw error;
    return drawWithoutHome(config, service, materials, request, error);
  }
}

/** Somebody who lives in the area of a map, for previews; without a home where the service has no area. @throws Fault map.area-… */
export function sampleRecipient(service: OpenService): Recipient {
  const area = areaOf(service.settings);
  const sample = area === undefined ? undefined : readArea(area).samples[0];
  const name = { firstName: "Camille", lastName: "Moreau" };
  return { id: "sample", ...name, postalAddress: sample?.address, location: sample?.location };
}

/** Where somebody lives. */
export function homeOf(recipient: Recipient | undefined): Place {
  const { location, postalAddress: address } = recipient ?? {};
  return { location, address };
}
