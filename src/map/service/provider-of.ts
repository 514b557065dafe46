import type { Calls, Purpose } from "./calls.ts";
import type { OnlineSettings } from "./checked-settings.ts";
import { customProvider } from "./custom.ts";
import { googleProvider } from "./google.ts";
import { ignProvider } from "./ign.ts";
import type { KeepFor } from "./kept-provider.ts";
import { osrmProvider } from "./osrm.ts";
import type { Provider } from "./provider.ts";
import type { ServiceSecrets } from "./settings.ts";

/** What the public Géoplateforme serves to one caller, in calls a second (geoservices.ign.fr, limits of use). */
const ignLimits: Partial<Record<Purpose, number>> = { route: 5, geocode: 50 };
const day = 86_400;

export function providerOf(settings: OnlineSettings, secrets: ServiceSecrets, calls: Calls): Provider {
  switch (settings.kind) {
    case "osrm":
      return osrmProvider(settings, calls);
    case "ign":
      return ignProvider(settings, calls);
    case "google":
      return googleProvider(settings, secrets, calls);
    case "custom":
      return customProvider(settings, secrets, calls);
  }
}

/** Calls a second, by what they are for. IGN's addresses go at ten times the pace of its ways, as its limits do. */
export function rateOf(settings: OnlineSettings): (purpose: Purpose) => number {
  const { rate, kind } = settings;
  if (kind !== "ign") return () => rate;
  const own = { route: settings.routeUrl.trim() !== "", geocode: settings.geocodeUrl.trim() !== "" };
  return (purpose) => {
    const wanted = purpose === "geocode" ? rate * 10 : rate;
    const limit = ignLimits[purpose];
    return limit === undefined || own[purpose as "route" | "geocode"] ? wanted : Math.min(wanted, limit);
  };
}

/** Google lets positions of addresses be kept for 30 days and nothing else (Service Specific Terms, "Geocoding API"). */
export function keepForOf({ kind, cacheFor }: OnlineSettings): KeepFor {
  return kind === "google"
    ? { places: Math.min(cacheFor, 30 * day), others: 0 }
    : { places: cacheFor, others: cacheFor };
}
