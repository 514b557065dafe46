import type { DatabaseSync } from "node:sqlite";
import { type Box, boxOf } from "../area/area.ts";
import type { AddressTable } from "./address-table.ts";
import type { Points } from "./geometry.ts";
import { houseNumbers, numbersBetween } from "./house-number.ts";
import type { NodePlaces } from "./node-places.ts";
import type { OsmMember, Tags } from "./osm-objects.ts";
import { countryAsTown, type Surroundings } from "./places.ts";
import type { Pace } from "./progress.ts";
import { refsOf } from "./road-nodes.ts";
import { rowsOf } from "./staging.ts";

interface Settings {
  country: string;
  box: Box;
  surroundings: Surroundings;
}

/**
 * Addresses of the map: points, houses (their entrance, else their middle), and what `addr:interpolation` stands for
 * between two of them. What a tag does not say is taken from the street's relation, the nearest named road, the
 * municipality and its postal code.
 */
export async function addressesOfMap(
  database: DatabaseSync,
  places: NodePlaces,
  table: AddressTable,
  { country, box, surroundings }: Settings,
  pace: Pace,
): Promise<void> {
  const streetOf = streetsOfRelations(database);
  const own = countryAsTown(country);

  function add(id: string, tags: Tags, numbers: readonly string[], lon: number, lat: number): void {
    // Said so that what has no place at all, as a house beyond the edge of the extract, is not inside either.
    const inside = lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3];
    if (numbers.length === 0 || !inside) return;
    const street = tags["addr:street"] ?? streetOf.get(id) ?? tags["addr:place"] ?? surroundings.street(lon, lat);
    if (street === "") return;
    const locality = tags["addr:city"] ?? (surroundings.locality(lon, lat) || (own?.locality ?? ""));
    const home = own !== undefined && locality === own.locality ? own.postalCode : "";
    const postalCode = (tags["addr:postcode"] ?? (surroundings.postalCode(lon, lat) || home)).replaceAll(" ", "");
    const location: [number, number] = [lon / 1e7, lat / 1e7];
    for (const number of numbers) table.add({ number, street, postalCode, locality, location }, "map");
  }

  const entrances = entrancesOf(database);
  const node = database.prepare("SELECT tags FROM node WHERE id = ?");
  const way = database.prepare("SELECT refs FROM way WHERE id = ?");
  const withNumber = `tags LIKE '%"addr:housenumber":%' ORDER BY id`;
  for (const { id, refs, tags } of rowsOf(database.prepare(`SELECT id, refs, tags FROM way WHERE ${withNumber}`))) {
    await pace.step(0.1);
    const read = JSON.parse(String(tags)) as Tags;
    const [lon, lat] = doorOf(refsOf(refs)) ?? [Number.NaN, Number.NaN];
    add(`way ${id}`, read, houseNumbers(read["addr:housenumber"] ?? ""), lon, lat);
  }
  for (const { id, members, tags } of rowsOf(
    database.prepare(`SELECT id, members, tags FROM relation WHERE type = 'multipolygon' AND ${withNumber}`),
  )) {
    const read = JSON.parse(String(tags)) as Tags;
    const outer = (JSON.parse(String(members)) as OsmMember[]).filter(({ role }) => role === "outer");
    const refs = outer.map(({ ref }) => way.get(ref)?.refs).find((found) => found !== undefined);
    const [lon, lat] = (refs === undefined ? undefined : doorOf(refsOf(refs))) ?? [Number.NaN, Number.NaN];
    add(`relation ${id}`, read, houseNumbers(read["addr:housenumber"] ?? ""), lon, lat);
  }
  for (const { id, lon, lat, tags } of rowsOf(
    database.prepare(`SELECT id, lon, lat, tags FROM node WHERE ${withNumber}`),
  )) {
    await pace.step(0.3);
    const read = JSON.parse(String(tags)) as Tags;
    add(`node ${id}`, read, houseNumbers(read["addr:housenumber"] ?? ""), Number(lon) * 1e7, Number(lat) * 1e7);
  }
  for (const { id, refs, tags } of rowsOf(
    database.prepare(`SELECT id, refs, tags FROM way WHERE tags LIKE '%"addr:interpolation":%' ORDER BY id`),
  )) {
    const read = JSON.parse(String(tags)) as Tags;
    for (const { from, to, points } of corners(refsOf(refs))) {
      for (const { number, share } of numbersBetween(from.number, to.number, read["addr:interpolation"] ?? "")) {
        add(`way ${id}`, { ...from.tags, ...read }, [number], ...pointAt(points, share));
      }
    }
  }

  /** A house's main entrance, else any, else its middle. */
  function doorOf(refs: Float64Array): [number, number] | undefined {
    const points: Points = [];
    let door: [number, number] | undefined;
    for (const ref of refs) {
      const place = places.of(ref);
      if (place === undefined) continue;
      points.push(...place);
      const main = entrances.get(ref);
      if (main === true || (main === false && door === undefined)) door = [...place];
    }
    if (door !== undefined || points.length === 0) return door;
    const [west, south, east, north] = boxOf(points);
    return [(west + east) / 2, (south + north) / 2];
  }

  /** Stretches of an interpolation between two nodes that have a number of their own. */
  function* corners(refs: Float64Array) {
    let from: { number: string; tags: Tags } | undefined;
    let points: Points = [];
    for (const ref of refs) {
      const place = places.of(ref);
      if (place === undefined) continue;
      points.push(...place);
      const row = node.get(ref);
      const tags = row === undefined ? {} : (JSON.parse(String(row.tags)) as Tags);
      const [number] = houseNumbers(tags["addr:housenumber"] ?? "");
      if (number === undefined) continue;
      if (from !== undefined) yield { from, to: { number, tags }, points };
      from = { number, tags };
      points = [...place];
    }
  }
}

function pointAt(points: Points, share: number): [number, number] {
  const lengths: number[] = [0];
  for (let i = 2; i < points.length; i += 2) {
    lengths.push(
      lengths[lengths.length - 1]! + Math.hypot(points[i]! - points[i - 2]!, points[i + 1]! - points[i - 1]!),
    );
  }
  const goal = lengths[lengths.length - 1]! * share;
  let i = 0;
  while (i < lengths.length - 2 && lengths[i + 1]! < goal) i++;
  const size = lengths[i + 1]! - lengths[i]!;
  const t = size === 0 ? 0 : (goal - lengths[i]!) / size;
  return [
    points[2 * i]! + t * (points[2 * i + 2]! - points[2 * i]!),
    points[2 * i + 1]! + t * (points[2 * i + 3]! - points[2 * i + 1]!),
  ];
}

/** Nodes that are entrances, and whether they are main ones: so few that they are held, rather than asked for by house. */
function entrancesOf(database: DatabaseSync): Map<number, boolean> {
  const found = new Map<number, boolean>();
  for (const { id, tags } of rowsOf(database.prepare(`SELECT id, tags FROM node WHERE tags LIKE '%"entrance":%'`))) {
    const { entrance } = JSON.parse(String(tags)) as Tags;
    if (entrance !== undefined && entrance !== "no") found.set(Number(id), entrance === "main");
  }
  return found;
}

/** The street of each member of an `associatedStreet`, by kind and id. */
function streetsOfRelations(database: DatabaseSync): Map<string, string> {
  const found = new Map<string, string>();
  const relations = database.prepare(
    "SELECT members, tags FROM relation WHERE type IN ('associatedStreet', 'street') ORDER BY id",
  );
  for (const { members, tags } of rowsOf(relations)) {
    const { name } = JSON.parse(String(tags)) as Tags;
    if (name === undefined) continue;
    for (const { type, ref, role } of JSON.parse(String(members)) as OsmMember[]) {
      if (role !== "street") found.set(`${type} ${ref}`, name);
    }
  }
  return found;
}
