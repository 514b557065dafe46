import * as z from "zod";

/** How a custom service tells a line; the precision of a polyline cannot be seen from it. */
const routeShapes = ["osrm", "geojson", "polyline5", "polyline6"] as const;

const Common = {
  /** Calls a second to one host, shared by all nodes of this process. */
  rate: z.number().positive().max(1000),
  /** Seconds for which answers may be kept; 0: not at all. Never longer than the provider's terms allow. */
  cacheFor: z.number().nonnegative(),
  /** Credits that the map has to show, beside those that the provider asks for. */
  attribution: z.string().max(200),
  /** The integrator takes on themselves that this provider's maps may be printed, with the reason, for instance a contract's number. */
  printAllowed: z.string().max(500),
  /** Area file that is used when the service does not answer; empty: none. */
  fallbackArea: z.string(),
  /** The service is meant to be inside: private addresses may be called. */
  inside: z.boolean(),
};

/** Where maps come from: the saved shape of the map service, secrets apart. Paths have been resolved. */
export const ServiceSettings = z.discriminatedUnion("kind", [
  /** An area file: everything is done here. Empty: the made-up town. */
  z.object({ kind: z.literal("area"), area: z.string() }),
  z.object({
    kind: z.literal("osrm"),
    /** Base address of an OSRM HTTP API v1. */
    url: z.string(),
    /** Address of vector tiles with {z}, {x}, {y} in it, or of their TileJSON; empty: the map is drawn on the fallback area. */
    tiles: z.string(),
    ...Common,
  }),
  z.object({
    kind: z.literal("ign"),
    /** Empty: the public services of the Géoplateforme. */
    routeUrl: z.string(),
    geocodeUrl: z.string(),
    tiles: z.string(),
    ...Common,
  }),
  z.object({
    kind: z.literal("google"),
    /** Empty: Google's own hosts. */
    routeUrl: z.string(),
    geocodeUrl: z.string(),
    imageUrl: z.string(),
    ...Common,
  }),
  z.object({
    kind: z.literal("custom"),
    /** Addresses with placeholders: {fromLon} {fromLat} {toLon} {toLat} {profile} {language}; empty: not offered. */
    routeUrl: z.string(),
    routeShape: z.enum(routeShapes),
    /** With {street} {postalCode} {locality} {country} {language}; answers a GeoJSON FeatureCollection. */
    geocodeUrl: z.string(),
    /** With {lon} {lat} {zoom} {width} {height} {scale} {polyline}; answers JPEG or PNG. */
    imageUrl: z.string(),
    tiles: z.string(),
    /** Name of a header that carries the service's key; empty: none. */
    keyHeader: z.string(),
    ...Common,
  }),
]);
export type ServiceSettings = z.infer<typeof ServiceSettings>;
export type ServiceKind = ServiceSettings["kind"];

/** What a map service needs to prove who calls; credentials of the node. */
export interface ServiceSecrets {
  key?: string;
  /** Google: signs addresses of static maps. */
  signingSecret?: string;
}
