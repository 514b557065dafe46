import type { Position } from "../../contract/index.ts";
import { checkedAddress, filled, hostOf } from "./address.ts";
import type { Calls } from "./calls.ts";
import { creditsOf, openStreetMapCredit } from "./credits.ts";
import { plausibleRoute } from "./plausible.ts";
import type { Ask, Provider } from "./provider.ts";
import type { ServiceSettings } from "./settings.ts";
import { osrmRoute, osrmTable } from "./shapes/osrm.ts";
import { vectorTiles } from "./vector-tiles.ts";

type OsrmSettings = Extract<ServiceSettings, { kind: "osrm" }>;

const place = ([lon, lat]: Position) => `${lon.toFixed(6)},${lat.toFixed(6)}`;

/**
 * A server that speaks OSRM's HTTP API v1 (docs/http.md of osrm-backend): ways and tables; tiles from a server of
 * their own. It has no addresses.
 */
export function osrmProvider(settings: OsrmSettings, calls: Calls): Provider {
  const base = checkedAddress(settings.url, "url").replace(/\/+$/u, "");
  const host = hostOf(base);
  /** A server serves one profile; several are told apart by `{profile}` in the address. */
  const address = (service: string, { profile }: Ask, places: readonly Position[], query: string) =>
    `${filled(base, { profile })}/${service}/v1/${profile}/${places.map(place).join(";")}?${query}`;
  return {
    name: host,
    terms: {
      print: true,
      cacheFor: settings.cacheFor,
      attribution: creditsOf(openStreetMapCredit, settings.attribution),
    },
    async route(from, to, ask) {
      const query = "overview=full&geometries=polyline6&steps=true&alternatives=false";
      const answer = await calls({ purpose: "route", url: address("route", ask, [from, to], query) });
      const ends = { from, to };
      return plausibleRoute(osrmRoute(answer, { host, ends, ask, precision: 6 }), ends, host);
    },
    async table(from, to, ask) {
      const indices = (count: number, first: number) => Array.from({ length: count }, (_, i) => first + i).join(";");
      const query = `sources=${indices(from.length, 0)}&destinations=${indices(to.length, from.length)}&annotations=duration`;
      const answer = await calls({ purpose: "table", url: address("table", ask, [...from, ...to], query) });
      return osrmTable(answer, { host, rows: from.length, columns: to.length });
    },
    ...(settings.tiles.trim() !== "" && { tiles: vectorTiles(checkedAddress(settings.tiles, "tiles"), calls) }),
  };
}
