import type { ServiceKind } from "../../src/map/service/settings.ts";

/** The map service as Node-RED saves it: `ServiceSettings` of `src/map/service/settings.ts` with the fields of all kinds side by side. */
export interface MapServiceConfig {
  version: number;
  name: string;
  kind: ServiceKind;
  /** Area file, relative to the user directory; empty: the made-up town. */
  area: string;
  /** Port of this machine at which the area answers as an OSRM server. Empty: none. */
  osrmPort: number | string;
  /** Base address of an OSRM. */
  url: string;
  tiles: string;
  routeUrl: string;
  routeShape: "osrm" | "geojson" | "polyline5" | "polyline6";
  geocodeUrl: string;
  imageUrl: string;
  keyHeader: string;
  /** Calls a second. Empty: what suits the kind. */
  rate: number | string;
  /** Seconds for which answers are kept. Empty: as long as the provider's terms allow. */
  cacheFor: number | string;
  attribution: string;
  /** Why its maps may be printed although the provider's terms do not say so; empty: they are kept to. */
  printAllowed: string;
  /** Area file for when the service does not answer; empty: none. */
  fallbackArea: string;
  /** Private addresses may be called. */
  inside: boolean;
}

/** What Node-RED saves apart from the flow. */
export interface MapServiceCredentials {
  key?: string;
  signingSecret?: string;
}

/** Calls a second where nothing is written: what the public services allow, and what one's own bears. */
export const usualRate: Record<ServiceKind, number> = { area: 0, osrm: 50, ign: 5, google: 40, custom: 5 };
/** The longest that answers may be kept, in seconds: 400 days. */
export const longestCache = 34_560_000;

export const defaults: MapServiceConfig = {
  version: 1,
  name: "",
  kind: "area",
  area: "",
  osrmPort: "",
  url: "",
  tiles: "",
  routeUrl: "",
  routeShape: "osrm",
  geocodeUrl: "",
  imageUrl: "",
  keyHeader: "",
  rate: "",
  cacheFor: "",
  attribution: "",
  printAllowed: "",
  fallbackArea: "",
  inside: false,
};

/** Brings a map service saved by an earlier version to the present shape; from an environment variable all comes as text. */
export function migrate(saved: Partial<MapServiceConfig>): MapServiceConfig {
  // The editor gives a node of an earlier version the later settings, undefined.
  const given = Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined));
  const node: MapServiceConfig = { ...defaults, ...given, version: defaults.version };
  return { ...node, inside: String(node.inside) === "true" };
}
