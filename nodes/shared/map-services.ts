import { Fault, sha256 } from "../../src/contract/index.ts";
import {
  type MapService,
  madeUpTown,
  openMapService,
  type ServiceSecrets,
  ServiceSettings,
} from "../../src/map/index.ts";
import { longestCache, type MapServiceConfig, usualRate } from "../map-service/config.ts";

export type InFolder = (path: string) => string;

/** An opened map service with what it was opened by. */
export interface OpenService {
  settings: ServiceSettings;
  map: MapService;
  /** Lets go of it: the last user closes it. */
  release(): Promise<void>;
}

const said = (value: unknown): string => String(value ?? "").trim();

/**
 * What a map service is opened by, from the values of its node.
 * @throws Fault map.service-setting
 */
export function serviceSettings(config: MapServiceConfig, inFolder: InFolder): ServiceSettings {
  const { kind } = config;
  const file = (path: string) => (path.trim() === "" ? "" : inFolder(path.trim()));
  const number = (value: unknown, usual: number) => (said(value) === "" ? usual : Number(value));
  const read = ServiceSettings.safeParse({
    kind,
    area: file(config.area) || madeUpTown(),
    url: said(config.url),
    tiles: said(config.tiles),
    routeUrl: said(config.routeUrl),
    routeShape: config.routeShape,
    geocodeUrl: said(config.geocodeUrl),
    imageUrl: said(config.imageUrl),
    keyHeader: said(config.keyHeader),
    rate: number(config.rate, usualRate[kind]),
    // Nobody knows the terms of another service: nothing is kept unless its owner says so.
    cacheFor: number(config.cacheFor, kind === "custom" ? 0 : longestCache),
    attribution: said(config.attribution),
    printAllowed: said(config.printAllowed),
    fallbackArea: file(config.fallbackArea),
    inside: config.inside,
  });
  if (!read.success)
    throw new Fault("map.service-setting", { setting: String(read.error.issues[0]?.path[0] ?? "kind") });
  return read.data;
}

/** An area file as a service of its own, for maps that name no service; empty: the made-up town. */
export function areaSettings(area: string, inFolder: InFolder): ServiceSettings {
  return { kind: "area", area: area.trim() === "" ? madeUpTown() : inFolder(area.trim()) };
}

/** The area file that tells stores and sample addresses; undefined where the service has none. */
export function areaOf(settings: ServiceSettings): string | undefined {
  if (settings.kind === "area") return settings.area;
  return settings.fallbackArea === "" ? undefined : settings.fallbackArea;
}

const opened = new Map<string, { map: MapService; users: number }>();

/**
 * Opens a service, or takes part in the one that was opened by the same settings and secrets: its cache, its rate and its
 * workers are shared. Whoever asked calls `release` once.
 * @throws Fault map.…
 */
export function useService(settings: ServiceSettings, secrets: ServiceSecrets = {}): OpenService {
  // A digest, so that no secret lies about as a key.
  const key = sha256(Buffer.from(JSON.stringify([settings, secrets.key, secrets.signingSecret])));
  const entry = opened.get(key) ?? { map: openMapService(settings, secrets), users: 0 };
  entry.users += 1;
  opened.set(key, entry);
  let released = false;
  return {
    settings,
    map: entry.map,
    async release() {
      if (released) return;
      released = true;
      entry.users -= 1;
      if (entry.users > 0) return;
      opened.delete(key);
      await entry.map.close();
    },
  };
}
