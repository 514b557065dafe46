import { Fault } from "../../contract/index.ts";
import { namesInside } from "../../inside.ts";

/** Scheme, host and port, written out: a placeholder may vary path and query, never whom we talk to. */
const beginning = /^https?:\/\/[^/?#{}\s\\@]+(?=[/?]|$)/iu;

/** Services that OpenStreetMap's volunteers run for people who look at maps, not for campaigns. */
const publicHosts = [
  ["tile.openstreetmap.org", "map.service-public-tiles"],
  ["tile.osm.org", "map.service-public-tiles"],
  ["tile.openstreetmap.de", "map.service-public-tiles"],
  ["vector.openstreetmap.org", "map.service-public-tiles"],
  ["nominatim.openstreetmap.org", "map.service-public-places"],
  ["nominatim.osm.org", "map.service-public-places"],
  ["router.project-osrm.org", "map.service-public-routes"],
  ["routing.openstreetmap.de", "map.service-public-routes"],
] as const;

/**
 * An address of the settings, which may hold placeholders behind its host.
 * @param setting its name, for people
 * @throws Fault map.service-address; map.service-public-… where bulk use is forbidden to all
 */
export function checkedAddress(written: string, setting: string): string {
  const address = written.trim();
  const [origin] = beginning.exec(address) ?? [];
  if (origin === undefined || !URL.canParse(origin)) throw new Fault("map.service-address", { setting });
  const hostname = new URL(origin).hostname.replace(/\.$/u, "");
  for (const [host, key] of publicHosts) {
    // Its other names too: a.tile…, b.tile….
    if (hostname === host || hostname.endsWith(`.${host}`)) throw new Fault(key, { host });
  }
  return address;
}

/** Host and port of an address with placeholders. */
export const hostOf = (address: string): string => new URL(beginning.exec(address)![0]).host;

/** Whether a secret may travel to this address: encrypted, or within the own network. */
export function keepsSecrets(address: string, inside: boolean): boolean {
  const { protocol, hostname } = new URL(beginning.exec(address)![0]);
  return protocol === "https:" || inside || namesInside(hostname);
}

/**
 * Writes values into the placeholders of an address; each stays one part of its path or query. `.` and `..` would lead to
 * another path however they are written (WHATWG URL, "double-dot URL path segment"): they are left out.
 */
export function filled(address: string, values: Readonly<Record<string, string | number>>): string {
  return address.replace(/\{(\w+)\}/gu, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return /^\.{1,2}$/u.test(String(value)) ? "" : encodeURIComponent(value);
  });
}

/** An address with parameters added to its query. */
export function withQuery(address: string, parameters: Readonly<Record<string, string | number>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.append(name, String(value));
  return url.href;
}
