import Flatbush from "flatbush";
import type { Box, DrawnRoads } from "../area/area.ts";
import { edgeFlag, type RoadClass, roadClasses } from "../area/content.ts";

/** Bit of an edge's flags, beside those of area files: it is not drawn, it only bears a street's name. */
export const nameOnly = 128;
/** Bits of edges that are not drawn; what is drawn of a square's outline is the square. */
export const unseen = nameOnly | edgeFlag.outline;

/** Web-map zoom level from which roads of a class are drawn: a map of a region shows what one drives there on. */
export const roadsFrom: Readonly<Record<RoadClass, number>> = {
  motorway: 0,
  primary: 7,
  secondary: 9.4,
  tertiary: 11,
  residential: 12.7,
  service: 14.4,
  pedestrian: 14,
  cycleway: 14.6,
  track: 13.6,
  footway: 15.1,
};

/** Edges of like importance, so that a map of a whole region does not look at every lane of it. */
interface Band {
  from: number;
  edges: Uint32Array;
  index: Flatbush | undefined;
}

const known = new WeakMap<DrawnRoads, Band[]>();

/** Edges that touch the box and are drawn at the zoom level, in the order of the area. Indexed once an area. */
export function edgesIn(roads: DrawnRoads, box: Box, zoom: number): number[] {
  const bands = known.get(roads) ?? indexed(roads);
  known.set(roads, bands);
  const found: number[] = [];
  for (const { from, edges, index } of bands) {
    if (zoom < from || index === undefined) continue;
    for (const at of index.search(...box)) found.push(edges[at]!);
  }
  return found.sort((a, b) => a - b);
}

function indexed(roads: DrawnRoads): Band[] {
  const lists: number[][] = roadClasses.map(() => []);
  for (let e = 0; e < roads.edges; e++) {
    const kind = (roads.flags[e]! & edgeFlag.steps) !== 0 ? roadClasses.indexOf("footway") : roads.class[e]!;
    lists[kind]!.push(e);
  }
  return lists.map((list, kind) => {
    const from = roadsFrom[roadClasses[kind]!];
    if (list.length === 0) return { from, edges: new Uint32Array(), index: undefined };
    const index = new Flatbush(list.length, 16, Float64Array);
    for (const e of list) index.add(...boxOfEdge(roads, e));
    index.finish();
    return { from, edges: Uint32Array.from(list), index };
  });
}

function boxOfEdge({ lineStart, points }: DrawnRoads, edge: number): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = lineStart[edge]!; i < lineStart[edge + 1]!; i++) {
    west = Math.min(west, points[2 * i]!);
    east = Math.max(east, points[2 * i]!);
    south = Math.min(south, points[2 * i + 1]!);
    north = Math.max(north, points[2 * i + 1]!);
  }
  return [west, south, east, north];
}
