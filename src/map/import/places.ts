import type { DatabaseSync } from "node:sqlite";
import Flatbush from "flatbush";
import { boxOf } from "../area/area.ts";
import { contains, type Points } from "./geometry.ts";
import { namedRoads } from "./named-roads.ts";
import type { NodePlaces } from "./node-places.ts";
import { nameOf, type OsmMember, type Tags } from "./osm-objects.ts";
import { type RingPart, ringsOf } from "./rings.ts";
import { refsOf } from "./road-nodes.ts";
import { rowsOf } from "./staging.ts";

/** What the surroundings of a place say of its address. Places in 1e-7 degrees. */
export interface Surroundings {
  /** Name of the nearest road that has one, within 100 m; "" where there is none. */
  street(lon: number, lat: number): string;
  /** The municipality round the place; "" where it is not known. */
  municipality(lon: number, lat: number): string;
  /** The same, else the nearest town or village; "" where neither is known. */
  locality(lon: number, lat: number): string;
  postalCode(lon: number, lat: number): string;
}

/** Countries that are one place with one postal code. */
const wholeCountries: Readonly<Record<string, { locality: string; postalCode: string }>> = {
  MC: { locality: "Monaco", postalCode: "98000" },
};

/** What a place is in where nothing else is known: a country that is one town. */
export const countryAsTown = (country: string): { locality: string; postalCode: string } | undefined =>
  wholeCountries[country];

/** Municipality and postal code of a place, where both are certain. */
export function postalTown(
  { municipality, postalCode }: Surroundings,
  country: string,
  lon: number,
  lat: number,
): { locality: string; postalCode: string } | undefined {
  const own = countryAsTown(country);
  const locality = municipality(lon, lat);
  const code = postalCode(lon, lat).replaceAll(" ", "") || (locality === own?.locality ? own.postalCode : "");
  return locality === "" || code === "" ? undefined : { locality, postalCode: code };
}

interface Boundary {
  name: string;
  postalCode: string;
  box: readonly number[];
  rings: Points[];
}

/** Farthest a house stands from its street, and from the place it belongs to, in 1e-7 degrees of latitude. */
const toStreet = 9_000;
const toPlace = 900_000;

export function surroundingsOf(
  database: DatabaseSync,
  places: NodePlaces,
  language: string | undefined,
  stretch: number,
): Surroundings {
  const municipalities = boundaries(database, places, language, "administrative", ["8", "7"]);
  const postal = boundaries(database, places, language, "postal_code", []);
  const towns = townsOf(database, language);
  const street = streetFinder(database, stretch);
  const round = (all: readonly Boundary[], lon: number, lat: number) =>
    all.find(({ box, rings }) => {
      const near = lon >= box[0]! && lat >= box[1]! && lon <= box[2]! && lat <= box[3]!;
      return near && rings.filter((ring) => contains(ring, lon, lat)).length % 2 === 1;
    });
  return {
    street,
    municipality: (lon, lat) => round(municipalities, lon, lat)?.name ?? "",
    locality(lon, lat) {
      const municipality = round(municipalities, lon, lat);
      if (municipality !== undefined) return municipality.name;
      let [best, least] = ["", toPlace];
      for (const town of towns) {
        const distance = Math.hypot((town.lon - lon) * stretch, town.lat - lat) / town.weight;
        if (distance < least) [best, least] = [town.name, distance];
      }
      return best;
    },
    postalCode: (lon, lat) => round(postal, lon, lat)?.postalCode ?? round(municipalities, lon, lat)?.postalCode ?? "",
  };
}

function boundaries(
  database: DatabaseSync,
  places: NodePlaces,
  language: string | undefined,
  kind: string,
  levels: readonly string[],
): Boundary[] {
  const relations = database.prepare("SELECT members, tags FROM relation WHERE type = 'boundary' ORDER BY id");
  const way = database.prepare("SELECT refs FROM way WHERE id = ?");
  const found: (Boundary & { level: number })[] = [];
  for (const row of rowsOf(relations)) {
    const tags = JSON.parse(String(row.tags)) as Tags;
    if (tags.boundary !== kind || (levels.length > 0 && !levels.includes(tags.admin_level ?? ""))) continue;
    const parts: RingPart[] = [];
    for (const { type, ref, role } of JSON.parse(String(row.members)) as OsmMember[]) {
      const refs =
        type === "way" && (role === "outer" || role === "inner" || role === "") ? way.get(ref)?.refs : undefined;
      if (refs === undefined) continue;
      const nodes = refsOf(refs);
      const points: Points = [];
      for (const node of nodes) points.push(...(places.of(node) ?? []));
      if (points.length === 2 * nodes.length) parts.push({ refs: nodes, points });
    }
    const rings = ringsOf(parts);
    if (rings.length === 0) continue;
    const postalCode = tags.postal_code ?? tags["addr:postcode"] ?? "";
    // Several codes: which one holds here is not said.
    const one = /[;,]/u.test(postalCode) ? "" : postalCode;
    found.push({
      name: nameOf(tags, language),
      postalCode: one,
      box: boxOf(rings.flat()),
      rings,
      level: levels.indexOf(tags.admin_level ?? ""),
    });
  }
  return found.sort((a, b) => a.level - b.level);
}

/** A town reaches farther than a village. */
const weights: Readonly<Record<string, number>> = { city: 4, town: 2, village: 1, hamlet: 0 };

function townsOf(database: DatabaseSync, language: string | undefined) {
  const found: { name: string; lon: number; lat: number; weight: number }[] = [];
  for (const { lon, lat, tags } of rowsOf(
    database.prepare(`SELECT lon, lat, tags FROM node WHERE tags LIKE '%"place":%'`),
  )) {
    const read = JSON.parse(String(tags)) as Tags;
    const weight = weights[read.place ?? ""] ?? 0;
    const name = nameOf(read, language);
    if (weight > 0 && name !== "") found.push({ name, lon: Number(lon) * 1e7, lat: Number(lat) * 1e7, weight });
  }
  return found;
}

/** Roads that have a name, by where they are. */
function streetFinder(database: DatabaseSync, stretch: number): Surroundings["street"] {
  const { edges: named, nameOf, line, start } = namedRoads(database);
  if (named.length === 0) return () => "";
  const index = new Flatbush(named.length);
  for (const edge of named) {
    const box = boxOf(Array.from(line.subarray(2 * start[edge]!, 2 * start[edge + 1]!)));
    index.add(box[0] * stretch, box[1], box[2] * stretch, box[3]);
  }
  index.finish();
  return (lon, lat) => {
    let [best, least] = [-1, toStreet];
    for (const item of index.neighbors(lon * stretch, lat, 24, toStreet)) {
      const edge = named[item]!;
      for (let i = start[edge]!; i < start[edge + 1]! - 1; i++) {
        const [ax, ay] = [(line[2 * i]! - lon) * stretch, line[2 * i + 1]! - lat];
        const [dx, dy] = [(line[2 * i + 2]! - lon) * stretch - ax, line[2 * i + 3]! - lat - ay];
        const size = dx * dx + dy * dy;
        const t = size === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / size));
        const distance = Math.hypot(ax + t * dx, ay + t * dy);
        if (distance < least) [best, least] = [edge, distance];
      }
    }
    return best === -1 ? "" : nameOf(best);
  };
}
