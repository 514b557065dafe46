import type { Store } from "../contract/index.ts";
import type { ServiceKind } from "./service/settings.ts";

const degrees = (value: number) => value.toFixed(6);

/** RFC 5870, with the label that phones show. The store's position only: a link travels further than a letter. */
export function geoLink({ name, location: [lon, lat] }: Store): string {
  const place = `${degrees(lat)},${degrees(lon)}`;
  const label = encodeURIComponent(name).replace(/[()]/gu, (mark) => (mark === "(" ? "%28" : "%29"));
  return `geo:${place}?q=${place}(${label})`;
}

/** The store on the site of who made the map, without a key; the store's position only. */
export function webLink(kind: ServiceKind, { location }: Store): string {
  const [lon, lat] = location.map(degrees);
  switch (kind) {
    case "google":
      // developers.google.com/maps/documentation/urls/get-started: directions begin where the phone is.
      return `https://www.google.com/maps/dir/?api=1&destination=${lat}%2C${lon}`;
    case "ign":
      return `https://www.geoportail.gouv.fr/carte?c=${lon},${lat}&z=17&permalink=yes`;
    default:
      return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=17/${lat}/${lon}`;
  }
}
