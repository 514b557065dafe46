import type { DatabaseSync } from "node:sqlite";
import { boxOf } from "../area/area.ts";
import { bytesOf } from "../area/file-format.ts";
import { packKey, tileOf } from "../area/tiles.ts";
import {
  areaFeatures,
  type Canvas,
  lineFeatures,
  pointFeature,
  type Ranked,
  unitsPerMetre,
} from "./feature-versions.ts";
import { band, doubleArea, type Points } from "./geometry.ts";
import type { NodePlaces } from "./node-places.ts";
import { nameOf, type OsmMember, type Tags } from "./osm-objects.ts";
import type { Pace } from "./progress.ts";
import { oriented, type Polygon, polygonsOf, type RingPart, ringsOf } from "./rings.ts";
import { refsOf } from "./road-nodes.ts";
import { rowsOf } from "./staging.ts";
import { areaKind, lineKind, pointKind, type Shown } from "./tags/feature-kind.ts";

/** Keeps features in the staging file. */
export function featureSink(database: DatabaseSync): (feature: Ranked) => void {
  const insert = database.prepare("INSERT INTO feature VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  return ({ rank, feature }) => {
    const { kind, shape, name, zoom, coordinates, rings } = feature;
    insert.run(
      packKey(tileOf(feature)),
      rank,
      kind,
      shape,
      name,
      zoom[0],
      zoom[1],
      bytesOf(coordinates),
      bytesOf(rings),
    );
  };
}

export interface FeatureSettings {
  language: string | undefined;
  canvas: Canvas;
}

/** Everything that is drawn beside the roads; memory: one shape, and the chunks of nodes that are held. */
export async function makeFeatures(
  database: DatabaseSync,
  places: NodePlaces,
  { language, canvas }: FeatureSettings,
  add: (feature: Ranked) => void,
  pace: Pace,
): Promise<undefined> {
  let turn = 0;
  const addAll = (features: Iterable<Ranked>) => {
    for (const feature of features) add(feature);
  };
  const total = Number(database.prepare("SELECT count(*) AS n FROM way").get()?.n) || 1;

  function addArea(polygon: Polygon, shown: Shown, tags: Tags): void {
    const name = nameOf(tags, language);
    turn += 1;
    addAll(areaFeatures(polygon, shown, shown.named === true ? name : "", canvas, turn));
    const label = labelOf(shown, name, polygon.outer, canvas);
    const [x, y] = middleOf(polygon.outer);
    if (label !== undefined) addAll(pointFeature(x, y, label, name, canvas, turn));
  }

  const drawnByRelation = new Set<number>();
  const relations = database.prepare("SELECT members, tags FROM relation WHERE type = 'multipolygon' ORDER BY id");
  const way = database.prepare("SELECT refs, tags FROM way WHERE id = ?");
  for (const { members, tags } of rowsOf(relations)) {
    const outer: OsmMember[] = (JSON.parse(String(members)) as OsmMember[]).filter(({ type }) => type === "way");
    const own = JSON.parse(String(tags)) as Tags;
    const parts: RingPart[] = [];
    let inherited: Tags | undefined;
    for (const { ref, role } of outer) {
      const row = way.get(ref);
      if (row === undefined) continue;
      const part = partOf(refsOf(row.refs), places);
      if (part !== undefined) parts.push(part);
      // Of old, the tags were on the outer way.
      const tagsOfWay = JSON.parse(String(row.tags)) as Tags;
      if (areaKind(own) === undefined && role === "outer" && areaKind(tagsOfWay) !== undefined) {
        inherited ??= tagsOfWay;
        drawnByRelation.add(ref);
      }
    }
    const tagsOfArea = areaKind(own) === undefined ? inherited : own;
    const shown = tagsOfArea === undefined ? undefined : areaKind(tagsOfArea);
    if (tagsOfArea === undefined || shown === undefined) continue;
    for (const polygon of polygonsOf(ringsOf(parts))) addArea(polygon, shown, tagsOfArea);
    await pace.step(0.1);
  }

  let done = 0;
  for (const { id, refs, tags } of rowsOf(
    database.prepare("SELECT id, refs, tags FROM way WHERE tags <> '{}' ORDER BY id"),
  )) {
    if (done++ % 256 === 0) await pace.step(0.2 + (0.7 * done) / total);
    if (drawnByRelation.has(Number(id))) continue;
    const read = JSON.parse(String(tags)) as Tags;
    const nodes = refsOf(refs);
    const closed = nodes.length >= 4 && nodes[0] === nodes[nodes.length - 1];
    const shown = closed && (read.highway === undefined || read.area === "yes") ? areaKind(read) : undefined;
    const line = lineKind(read);
    if (shown === undefined && line === undefined) continue;
    if (shown !== undefined) {
      const part = partOf(nodes, places);
      if (part === undefined || doubleArea(part.points) === 0) continue;
      addArea({ outer: oriented(part.points, true), holes: [] }, shown, read);
      continue;
    }
    const name = nameOf(read, language);
    for (const points of knownStretches(nodes, places)) {
      turn += 1;
      if (line!.kind === "pier") {
        const outer = oriented(band(points, 2.5 * unitsPerMetre, canvas.stretch), true);
        addAll(areaFeatures({ outer, holes: [] }, line!, "", canvas, turn));
        continue;
      }
      addAll(lineFeatures(points, line!, "", canvas, turn));
      if (line!.named !== true || name === "") continue;
      addAll(lineFeatures(points, { kind: "water-name", from: line!.from + 2 }, name, canvas, turn));
    }
  }

  for (const { lon, lat, tags } of rowsOf(database.prepare("SELECT lon, lat, tags FROM node ORDER BY id"))) {
    if (turn++ % 1024 === 0) await pace.step(0.95);
    const read = JSON.parse(String(tags)) as Tags;
    const shown = pointKind(read);
    if (shown === undefined) continue;
    const [x, y] = [Math.round(Number(lon) * 1e7), Math.round(Number(lat) * 1e7)];
    addAll(pointFeature(x, y, shown, shown.named === true ? nameOf(read, language) : "", canvas, turn));
  }
}

/** A name beside an area that does not carry it itself: of large water, of a square, of what is a place. */
function labelOf({ kind }: Shown, name: string, outer: Points, { stretch }: Canvas): Shown | undefined {
  if (name === "") return undefined;
  const metres = Math.sqrt((Math.abs(doubleArea(outer)) / 2 / unitsPerMetre ** 2) * stretch);
  if (kind === "water") return { kind: "water-name", from: Math.max(8, 17 - Math.log2(Math.max(1, metres / 60))) };
  if (kind === "plaza") return { kind: "poi", from: 15.5 };
  if (kind === "cemetery" || kind === "beach") return { kind: "poi", from: 14.5 };
  return undefined;
}

function middleOf(ring: Points): [number, number] {
  const [west, south, east, north] = boxOf(ring);
  return [Math.round((west + east) / 2), Math.round((south + north) / 2)];
}

/** A way whose nodes are all there; without those that are not, as long as something remains. */
function partOf(refs: Float64Array, places: NodePlaces): RingPart | undefined {
  const points: Points = [];
  const left: number[] = [];
  for (const ref of refs) {
    const place = places.of(ref);
    if (place === undefined) continue;
    points.push(...place);
    left.push(ref);
  }
  if (left.length < 2) return undefined;
  if (left.length < refs.length && refs[0] === refs[refs.length - 1] && left[0] !== left[left.length - 1]) {
    left.push(left[0]!);
    points.push(points[0]!, points[1]!);
  }
  return { refs: left, points };
}

function* knownStretches(refs: Float64Array, places: NodePlaces): Generator<Points> {
  let points: Points = [];
  for (const ref of refs) {
    const place = places.of(ref);
    if (place !== undefined) points.push(...place);
    else {
      if (points.length >= 4) yield points;
      points = [];
    }
  }
  if (points.length >= 4) yield points;
}
