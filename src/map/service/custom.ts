import type { Position } from "../../contract/index.ts";
import { checkedAddress, filled, hostOf } from "./address.ts";
import type { Calls } from "./calls.ts";
import { plausibleRoute } from "./plausible.ts";
import type { Ask, PictureAsk, ProvidedRoute, Provider } from "./provider.ts";
import { pictureOf } from "./read-picture.ts";
import type { ServiceSecrets, ServiceSettings } from "./settings.ts";
import type { Ends } from "./shapes/line.ts";
import { osrmRoute } from "./shapes/osrm.ts";
import { geoJsonPlaces } from "./shapes/places.ts";
import { geoJsonRoute, polylineRoute } from "./shapes/plain-route.ts";
import { shortLine } from "./short-line.ts";
import { vectorTiles } from "./vector-tiles.ts";

type CustomSettings = Extract<ServiceSettings, { kind: "custom" }>;

/** Characters of a line in an address; servers take some 8,000 for the whole of it. */
const longestLine = 6_000;

/** A service of one's own: what it offers is what the settings have an address for. */
export function customProvider(settings: CustomSettings, { key = "" }: ServiceSecrets, calls: Calls): Provider {
  const header = settings.keyHeader.trim().toLowerCase();
  const headers: Record<string, string> = header !== "" && key !== "" ? { [header]: key } : {};
  const addressOf = (setting: "routeUrl" | "geocodeUrl" | "imageUrl" | "tiles") =>
    settings[setting].trim() === "" ? undefined : checkedAddress(settings[setting], setting);
  const routeUrl = addressOf("routeUrl");
  const geocodeUrl = addressOf("geocodeUrl");
  const imageUrl = addressOf("imageUrl");
  const tiles = addressOf("tiles");

  const route = (url: string) => async (from: Position, to: Position, ask: Ask) => {
    const [fromLon, fromLat, toLon, toLat] = [...from, ...to];
    const values = { fromLon: fromLon!, fromLat: fromLat!, toLon: toLon!, toLat: toLat! };
    const answer = await calls({
      purpose: "route",
      url: filled(url, { ...values, profile: ask.profile, language: ask.language }),
      headers,
    });
    const ends = { from, to };
    const host = hostOf(url);
    return plausibleRoute(readRoute(settings.routeShape, answer, { ends, host, ask }), ends, host);
  };

  const image = (url: string) => async (ask: PictureAsk) => {
    const [lon, lat] = ask.centre;
    const { zoom, width, height, scale, way = [] } = ask;
    const values = { lon, lat, zoom, width, height, scale, polyline: shortLine(way, longestLine) };
    return pictureOf(await calls({ purpose: "image", url: filled(url, values), headers }), hostOf(url));
  };

  return {
    name: hostOf(routeUrl ?? geocodeUrl ?? imageUrl ?? tiles!),
    terms: {
      print: { reason: "map.print-unknown" },
      cacheFor: settings.cacheFor,
      attribution: settings.attribution.trim(),
    },
    ...(routeUrl !== undefined && { route: route(routeUrl) }),
    ...(geocodeUrl !== undefined && {
      async geocode(address, language) {
        const { thoroughfare, postalCode, locality, country } = address;
        const values = { street: thoroughfare.join(" "), postalCode, locality, country, language };
        const answer = await calls({ purpose: "geocode", url: filled(geocodeUrl, values), headers });
        return geoJsonPlaces(answer, hostOf(geocodeUrl), address);
      },
    }),
    ...(imageUrl !== undefined && {
      staticImage: Object.assign(image(imageUrl), { marked: false, limits: { side: 2048, scale: 2 } }),
    }),
    ...(tiles !== undefined && { tiles: vectorTiles(tiles, calls, headers) }),
  };
}

function readRoute(
  shape: CustomSettings["routeShape"],
  answer: Parameters<typeof osrmRoute>[0],
  { ends, host, ask }: { ends: Ends; host: string; ask: Ask },
): ProvidedRoute {
  switch (shape) {
    case "osrm":
      return osrmRoute(answer, { host, ends, ask });
    case "geojson":
      return geoJsonRoute(answer, host);
    case "polyline5":
      return polylineRoute(answer, 5, ends, host);
    case "polyline6":
      return polylineRoute(answer, 6, ends, host);
  }
}
