import { Fault } from "../../contract/index.ts";
import type { Profile } from "../area/content.ts";
import { checkedAddress, hostOf, withQuery } from "./address.ts";
import type { Calls } from "./calls.ts";
import { creditsOf } from "./credits.ts";
import { plausibleRoute } from "./plausible.ts";
import type { Provider } from "./provider.ts";
import type { ServiceSettings } from "./settings.ts";
import { ignRoute } from "./shapes/ign-route.ts";
import { geoJsonPlaces } from "./shapes/places.ts";
import { vectorTiles } from "./vector-tiles.ts";

type IgnSettings = Extract<ServiceSettings, { kind: "ign" }>;

export const ignAddresses = {
  route: "https://data.geopf.fr/navigation/itineraire",
  geocode: "https://data.geopf.fr/geocodage/search",
};

/** The Géoplateforme knows no bicycles (its getcapabilities, resource bdtopo-osrm). */
const profiles: Partial<Record<Profile, string>> = { car: "car", foot: "pedestrian" };
/** France, and the parts of it that have a country code of their own (ISO 3166-1). */
const countries: ReadonlySet<string> = new Set(["FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF"]);

/**
 * The Géoplateforme of IGN: ways on BD TOPO, addresses of the Base Adresse Nationale. geoservices.ign.fr, "Calcul
 * d’itinéraire" and "Géocodage". Licence Ouverte: prints and keeps are free, the source is named.
 */
export function ignProvider(settings: IgnSettings, calls: Calls): Provider {
  const routeUrl = checkedAddress(settings.routeUrl.trim() || ignAddresses.route, "routeUrl");
  const geocodeUrl = checkedAddress(settings.geocodeUrl.trim() || ignAddresses.geocode, "geocodeUrl");
  return {
    name: "IGN",
    terms: {
      print: true,
      cacheFor: settings.cacheFor,
      attribution: creditsOf("© IGN – Géoplateforme", settings.attribution),
    },
    profiles: ["car", "foot"],
    async route(from, to, ask) {
      const host = hostOf(routeUrl);
      const name = profiles[ask.profile];
      if (name === undefined) throw new Fault("map.provider-profile", { provider: "IGN" });
      const url = withQuery(routeUrl, {
        resource: "bdtopo-osrm",
        profile: name,
        optimization: "fastest",
        start: from.join(),
        end: to.join(),
        geometryFormat: "geojson",
        getSteps: "true",
        getBbox: "false",
        distanceUnit: "meter",
        timeUnit: "second",
        crs: "EPSG:4326",
      });
      const answer = await calls({ purpose: "route", url });
      return plausibleRoute(ignRoute(answer, host, ask), { from, to }, host);
    },
    async geocode(address) {
      const { thoroughfare, postalCode, locality, country } = address;
      if (!countries.has(country)) return [];
      const url = withQuery(geocodeUrl, {
        // A longer question is refused.
        q: `${thoroughfare.join(" ")} ${postalCode} ${locality}`.slice(0, 200),
        postcode: postalCode,
        index: "address",
        limit: 5,
        autocomplete: 0,
      });
      return geoJsonPlaces(await calls({ purpose: "geocode", url }), hostOf(geocodeUrl), address);
    },
    ...(settings.tiles.trim() !== "" && { tiles: vectorTiles(checkedAddress(settings.tiles, "tiles"), calls) }),
  };
}
