import type { ServiceSettings } from "../../../../../src/map/index.ts";
import type { Means } from "../../../../../src/map/service/means.ts";
import { googleKey, signingSecret } from "./google.ts";

type Kind = "osrm" | "ign" | "google" | "custom";
type Of<K extends Kind> = Extract<ServiceSettings, { kind: K }>;

const common = { rate: 1000, cacheFor: 0, attribution: "", printAllowed: "", fallbackArea: "", inside: false };

/** Settings of a service at an address of this machine. */
export const settingsOf = {
  osrm: (origin: string, change: Partial<Of<"osrm">> = {}): Of<"osrm"> => ({
    ...common,
    kind: "osrm",
    url: origin,
    tiles: "",
    ...change,
  }),
  ign: (origin: string, change: Partial<Of<"ign">> = {}): Of<"ign"> => ({
    ...common,
    kind: "ign",
    routeUrl: `${origin}/navigation/itineraire`,
    geocodeUrl: `${origin}/geocodage/search`,
    tiles: "",
    ...change,
  }),
  google: (origin: string, change: Partial<Of<"google">> = {}): Of<"google"> => ({
    ...common,
    kind: "google",
    routeUrl: `${origin}/directions/v2:computeRoutes`,
    geocodeUrl: `${origin}/maps/api/geocode/json`,
    imageUrl: `${origin}/maps/api/staticmap`,
    ...change,
  }),
  custom: (origin: string, change: Partial<Of<"custom">> = {}): Of<"custom"> => ({
    ...common,
    kind: "custom",
    routeUrl: `${origin}/route?a={fromLon},{fromLat}&b={toLon},{toLat}&by={profile}&in={language}`,
    routeShape: "geojson",
    geocodeUrl: `${origin}/places?q={street}&zip={postalCode}&town={locality}&land={country}`,
    imageUrl: `${origin}/image/{lon},{lat},{zoom}/{width}x{height}@{scale}?line={polyline}`,
    tiles: "",
    keyHeader: "x-api-key",
    ...change,
  }),
};

export const secrets = { key: googleKey, signingSecret };

/** Time that passes only while something waits for it, and no chance. */
export function quickMeans(change: Partial<Means["patience"]> = {}): Means & { waited: number[] } {
  let now = Date.parse("2026-11-24T09:00:00Z");
  const waited: number[] = [];
  return {
    waited,
    clock: {
      now: () => now,
      after(ms, work) {
        waited.push(Math.round(ms));
        let cancelled = false;
        setImmediate(() => {
          if (cancelled) return;
          now += ms;
          work();
        });
        return () => {
          cancelled = true;
        };
      },
    },
    chance: () => 0.5,
    patience: { try: 5_000, all: 20_000, ...change },
  };
}
