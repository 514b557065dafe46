import type { Position } from "../../contract/index.ts";
import type { Profile } from "../area/content.ts";
import { checkedAddress, hostOf, withQuery } from "./address.ts";
import type { Calls } from "./calls.ts";
import { creditsOf } from "./credits.ts";
import { plausibleRoute } from "./plausible.ts";
import type { PictureAsk, Provider } from "./provider.ts";
import { pictureOf } from "./read-picture.ts";
import type { ServiceSecrets, ServiceSettings } from "./settings.ts";
import { googleRoute, googleRouteFields } from "./shapes/google-route.ts";
import { googlePlaces } from "./shapes/places.ts";
import { shortLine } from "./short-line.ts";
import { signedUrl } from "./sign-url.ts";

type GoogleSettings = Extract<ServiceSettings, { kind: "google" }>;

export const googleAddresses = {
  route: "https://routes.googleapis.com/directions/v2:computeRoutes",
  geocode: "https://maps.googleapis.com/maps/api/geocode/json",
  image: "https://maps.googleapis.com/maps/api/staticmap",
};

const travelModes: Record<Profile, string> = { car: "DRIVE", bike: "BICYCLE", foot: "WALK" };
/** Characters of an address of the Maps Static API ("URL size restriction"), with room for its signature. */
const longestUrl = 16_384 - 64;

const inDegrees = ([lon, lat]: Position) => `${lat.toFixed(6)},${lon.toFixed(6)}`;
const latLng = ([longitude, latitude]: Position) => ({ location: { latLng: { latitude, longitude } } });
const colour = (css: string) => `0x${css.slice(1)}`;

/**
 * Google Maps Platform: Routes API, Geocoding API, Maps Static API. Its ways are shown on its own maps only, nothing
 * but the position of an address is kept, and printing on direct mail is not granted by its terms
 * (cloud.google.com/terms/maps-platform, and the terms for the EEA beside them).
 */
export function googleProvider(
  settings: GoogleSettings,
  { key = "", signingSecret = "" }: ServiceSecrets,
  calls: Calls,
): Provider {
  const routeUrl = checkedAddress(settings.routeUrl.trim() || googleAddresses.route, "routeUrl");
  const geocodeUrl = checkedAddress(settings.geocodeUrl.trim() || googleAddresses.geocode, "geocodeUrl");
  const imageUrl = checkedAddress(settings.imageUrl.trim() || googleAddresses.image, "imageUrl");
  const signed = (url: string) => (signingSecret === "" ? url : signedUrl(url, signingSecret));

  async function staticImage(ask: PictureAsk) {
    const answer = await calls({ purpose: "image", url: signed(imageAddress(imageUrl, key, ask)) });
    return pictureOf(answer, hostOf(imageUrl));
  }

  return {
    name: "Google Maps",
    terms: {
      print: { reason: "map.print-google" },
      cacheFor: 0,
      attribution: creditsOf("Google Maps", settings.attribution),
    },
    async route(from, to, { profile, language }) {
      const answer = await calls({
        purpose: "route",
        url: routeUrl,
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-goog-api-key": key,
          "x-goog-fieldmask": googleRouteFields,
        },
        body: JSON.stringify({
          origin: latLng(from),
          destination: latLng(to),
          travelMode: travelModes[profile],
          // Without the traffic of this minute: a letter is read on another day.
          ...(profile === "car" && { routingPreference: "TRAFFIC_UNAWARE" }),
          polylineQuality: "HIGH_QUALITY",
          polylineEncoding: "ENCODED_POLYLINE",
          languageCode: language,
          units: "METRIC",
        }),
      });
      const host = hostOf(routeUrl);
      return plausibleRoute(googleRoute(answer, host, { from, to }), { from, to }, host);
    },
    async geocode(address, language) {
      const { thoroughfare, postalCode, locality, country } = address;
      const url = withQuery(geocodeUrl, {
        address: `${thoroughfare.join(", ")}, ${postalCode} ${locality}`,
        components: `country:${country}|postal_code:${postalCode}`,
        language,
        key,
      });
      return googlePlaces(await calls({ purpose: "geocode", url: signed(url) }), hostOf(geocodeUrl), address);
    },
    staticImage: Object.assign(staticImage, { marked: true, limits: { side: 640, scale: 2 } }),
  };
}

/** developers.google.com/maps/documentation/maps-static/start: "Map parameters", "Markers", "Paths". */
function imageAddress(base: string, key: string, ask: PictureAsk): string {
  const { centre, zoom, width, height, scale, type, store, home, way, language, lineColour, markerColour } = ask;
  const url = new URL(base);
  const add = (name: string, value: string | number) => url.searchParams.append(name, String(value));
  add("center", inDegrees(centre));
  add("zoom", zoom);
  add("size", `${width}x${height}`);
  add("scale", scale);
  add("format", type === "png" ? "png" : "jpg");
  add("language", language);
  add("markers", `color:${colour(markerColour)}|${inDegrees(store)}`);
  if (home !== undefined) add("markers", `size:mid|color:${colour(lineColour)}|${inDegrees(home)}`);
  add("key", key);
  if (way === undefined || way.length < 2) return url.href;
  const style = `color:${colour(lineColour)}ff|weight:5|enc:`;
  const taken = `${url.href}&path=${encodeURIComponent(style)}`.length;
  add("path", `${style}${shortLine(way, longestUrl - taken)}`);
  return url.href;
}
