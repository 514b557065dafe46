import type { Box } from "../area/area.ts";
import type { FeatureKind } from "../area/content.ts";
import type { PackedFeature } from "../area/packed.ts";
import { simplified } from "../area/simplified.ts";
import { clippedLine, clippedRing, doubleArea, type Points } from "./geometry.ts";
import type { Polygon } from "./rings.ts";
import type { Shown } from "./tags/feature-kind.ts";

/** The order in which things are painted: what lies higher, or must be seen, later. */
const paintOrder: readonly FeatureKind[] = [
  "farmland",
  "built",
  "industrial",
  "meadow",
  "wood",
  "rock",
  "park",
  "cemetery",
  "sea",
  "coast",
  "beach",
  "water",
  "pond",
  "waterway",
  "pitch",
  "parking",
  "plaza",
  "pier",
  "building",
  "landmark",
  "railway",
  "tree",
  "sea-name",
  "water-name",
  "place-name",
  "quarter",
  "poi",
];

/** A feature with its place in the order of painting. */
export interface Ranked {
  rank: number;
  feature: PackedFeature;
}

/** What the shapes of one import have in common. */
export interface Canvas {
  /** west, south, east, north in 1e-7 degrees: what lies outside is cut off */
  box: Box;
  /** How much shorter a degree of longitude is than one of latitude. */
  stretch: number;
}

/** Units of 1e-7 degrees of latitude in a metre. */
export const unitsPerMetre = 1e7 / 111_195;
/** Metres a pixel is long at zoom 0 on the equator. */
const equator = 156_543;
/** Below these zoom levels a coarser line will do; above the last one a line keeps all of its corners. */
const steps = [10, 12, 14.2, 30] as const;
const highest = 30;

const metresPerPixel = (zoom: number, { stretch }: Canvas): number => (equator * stretch) / 2 ** zoom;

/** One line or ring for each range of zoom levels, each no finer than can be seen there. */
function* ranges(from: number, canvas: Canvas): Generator<{ zoom: [number, number]; tolerance: number }> {
  let low = from;
  for (const high of steps) {
    if (low >= high) continue;
    const tolerance = high === highest ? 0.15 : metresPerPixel(high, canvas) * 0.5;
    yield { zoom: [low, high], tolerance: tolerance * unitsPerMetre };
    low = high;
  }
}

/** Larger ones first among those of a kind, so that none hides another; `turn` keeps the rest in their order. */
function rankOf(kind: FeatureKind, size: number, turn: number): number {
  const bucket = 255 - Math.min(255, Math.max(0, Math.round(4 * Math.log2(1 + size))));
  return (paintOrder.indexOf(kind) * 256 + bucket) * 2 ** 32 + turn;
}

const grouped = new Set<FeatureKind>(["farmland", "built", "industrial", "meadow", "wood", "park", "water"]);

export function* areaFeatures(
  polygon: Polygon,
  { kind, from }: Shown,
  name: string,
  canvas: Canvas,
  turn: number,
): Generator<Ranked> {
  const outer = clippedRing(polygon.outer, canvas.box);
  if (outer.length === 0) return;
  const holes = polygon.holes.map((hole) => clippedRing(hole, canvas.box)).filter(({ length }) => length > 0);
  const squareMetres = (Math.abs(doubleArea(outer)) / 2 / unitsPerMetre ** 2) * canvas.stretch;
  // What would be a speck of two pixels is not drawn.
  const visible = Math.log2((equator * canvas.stretch * 2) / Math.sqrt(squareMetres));
  const start = Math.max(from, Math.min(visible, 16));
  const rank = rankOf(kind, grouped.has(kind) ? squareMetres : 0, turn);
  for (const { zoom, tolerance } of ranges(start, canvas)) {
    const rings = [
      outer,
      ...holes.filter((hole) => zoom[1] === highest || Math.abs(doubleArea(hole)) > tolerance ** 2),
    ];
    yield {
      rank,
      feature: packed(
        kind,
        "polygon",
        name,
        zoom,
        rings.map((ring) => simplified(ring, tolerance, canvas.stretch)),
      ),
    };
  }
}

export function* lineFeatures(
  line: Points,
  { kind, from }: Shown,
  name: string,
  canvas: Canvas,
  turn: number,
): Generator<Ranked> {
  const rank = rankOf(kind, 0, turn);
  for (const part of clippedLine(line, canvas.box)) {
    for (const { zoom, tolerance } of ranges(from, canvas)) {
      yield { rank, feature: packed(kind, "line", name, zoom, [simplified(part, tolerance, canvas.stretch)]) };
    }
  }
}

export function* pointFeature(
  lon: number,
  lat: number,
  { kind, from }: Shown,
  name: string,
  { box }: Canvas,
  turn: number,
): Generator<Ranked> {
  if (lon < box[0] || lon > box[2] || lat < box[1] || lat > box[3]) return;
  // Important places first: they get their room first.
  yield {
    rank: rankOf(kind, 0, 0) + Math.floor(from * 2 ** 24 + turn / 2 ** 10),
    feature: packed(kind, "point", name, [from, highest], [[lon, lat]]),
  };
}

function packed(
  kind: FeatureKind,
  shape: PackedFeature["shape"],
  name: string,
  zoom: [number, number],
  rings: readonly (readonly number[])[],
): PackedFeature {
  const starts = new Uint32Array(rings.length + 1);
  for (const [r, ring] of rings.entries()) starts[r + 1] = starts[r]! + ring.length / 2;
  return { kind, shape, name, zoom, coordinates: Int32Array.from(rings.flat()), rings: starts };
}
