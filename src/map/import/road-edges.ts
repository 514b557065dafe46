import type { DatabaseSync } from "node:sqlite";
import type { Box } from "../area/area.ts";
import { edgeFlag, roadClasses, surfaces } from "../area/content.ts";
import type { RoadArrays } from "../area/file-format.ts";
import { metresBetween } from "../area/plane.ts";
import { growing } from "./growing.ts";
import { nameOf, type Tags } from "./osm-objects.ts";
import type { Pace } from "./progress.ts";
import { type RoadNodes, roadWays } from "./road-nodes.ts";
import { accessOf } from "./tags/access.ts";
import { isCircular } from "./tags/one-way.ts";
import { type RoadKind, roadKind } from "./tags/road-class.ts";
import { speedOf } from "./tags/speed.ts";
import { surfaceOf } from "./tags/surface.ts";

export interface RoadEdges {
  arrays: Omit<RoadArrays, "turnStart" | "turnArc" | "turnProfiles">;
  /** The first is the empty name. */
  names: string[];
  /** Edges of each way that was asked for: the first one, and the one after the last. */
  ofWay: Map<number, readonly [number, number]>;
  /** Node of the graph by position in `RoadNodes`; -1 for a bend. */
  nodeOf: Int32Array;
}

export interface EdgeSettings {
  country: string;
  language: string | undefined;
  /** west, south, east, north in 1e-7 degrees: an edge without a point inside is left out */
  box: Box;
  /** Ways whose edges are remembered. */
  asked: ReadonlySet<number>;
}

const words = () => growing(Uint32Array);
const bytes = () => growing(Uint8Array);

/** Cuts the ways where they meet. */
export async function roadEdges(
  database: DatabaseSync,
  nodes: RoadNodes,
  settings: EdgeSettings,
  pace: Pace,
): Promise<RoadEdges> {
  const nodeOf = new Int32Array(nodes.ids.length).fill(-1);
  const names = new Map([["", 0]]);
  const ofWay = new Map<number, readonly [number, number]>();
  const node = growing(Int32Array);
  const barrier = growing(Uint8Array);
  const [from, to, name, lineStart] = [words(), words(), words(), words()];
  const [kinds, access, flags, speed, surface] = [bytes(), bytes(), bytes(), bytes(), bytes()];
  const length = growing(Float64Array);
  const line = growing(Int32Array);
  lineStart.push(0);

  function graphNode(index: number): number {
    const known = nodeOf[index]!;
    if (known !== -1) return known;
    const made = barrier.length;
    nodeOf[index] = made;
    barrier.push(nodes.barrier[index]!);
    node.push(nodes.places[2 * index]!);
    node.push(nodes.places[2 * index + 1]!);
    return made;
  }

  function addEdge(points: readonly number[], drive: Drive): void {
    if (!points.some((index) => inside(nodes, index, settings.box))) return;
    const metres = lengthOf(nodes, points);
    if (metres === 0) return;
    from.push(graphNode(points[0]!));
    to.push(graphNode(points[points.length - 1]!));
    length.push(metres);
    kinds.push(drive.class);
    access.push(drive.access);
    flags.push(drive.flags);
    speed.push(drive.speed);
    surface.push(drive.surface);
    name.push(drive.name);
    for (const index of points) {
      line.push(nodes.places[2 * index]!);
      line.push(nodes.places[2 * index + 1]!);
    }
    lineStart.push(line.length / 2);
  }

  let done = 0;
  for (const { id, refs, tags } of roadWays(database)) {
    if (done++ % 512 === 0) await pace.step(0.4 + 0.4 * (1 - 1 / (1 + done / 20_000)));
    const kind = roadKind(tags)!;
    const first = length.length;
    const drive = driveOf(tags, kind, settings, names);
    for (const part of partsOf(refs, nodes)) addEdge(part, drive);
    if (settings.asked.has(id)) ofWay.set(id, [first, length.length]);
  }
  const arrays = {
    node: node.done(),
    from: from.done(),
    to: to.done(),
    length: length.done(),
    class: kinds.done(),
    access: access.done(),
    flags: flags.done(),
    speed: speed.done(),
    surface: surface.done(),
    name: name.done(),
    lineStart: lineStart.done(),
    line: line.done(),
    barrier: barrier.done(),
  };
  return { arrays, names: [...names.keys()], ofWay, nodeOf };
}

/** What all edges of a way have in common, as the area file keeps it. */
interface Drive {
  class: number;
  access: number;
  flags: number;
  speed: number;
  surface: number;
  name: number;
}

function driveOf(tags: Tags, kind: RoadKind, { country, language }: EdgeSettings, names: Map<string, number>): Drive {
  const name = nameOf(tags, language) || (tags.ref ?? "").split(";")[0]!.trim();
  const id = names.get(name) ?? names.size;
  names.set(name, id);
  return {
    class: roadClasses.indexOf(kind.class),
    access: accessOf(tags, kind),
    flags: flagsOf(tags, kind),
    speed: speedOf(tags, kind, country),
    surface: surfaces.indexOf(surfaceOf(tags)),
    name: id,
  };
}

function flagsOf(tags: Tags, { kind, link }: RoadKind): number {
  const is = (value: string | undefined) => value !== undefined && value !== "no";
  let flags = 0;
  if (is(tags.bridge)) flags |= edgeFlag.bridge;
  if (isCircular(tags)) flags |= edgeFlag.roundabout;
  if (is(tags.tunnel) || tags.covered === "yes") flags |= edgeFlag.tunnel;
  if (link) flags |= edgeFlag.link;
  if (kind === "steps") flags |= edgeFlag.steps;
  if (tags.area === "yes") flags |= edgeFlag.outline;
  return flags;
}

/** Stretches of a way between two splits, as positions in `nodes`; one that comes back to where it began is halved. */
function* partsOf(refs: Float64Array, nodes: RoadNodes): Generator<number[]> {
  let part: number[] = [];
  for (const ref of refs) {
    const index = nodes.indexOf(ref);
    if (nodes.known[index] === 0) {
      yield* halved(part);
      part = [];
      continue;
    }
    if (part[part.length - 1] === index) continue;
    part.push(index);
    if (part.length > 1 && nodes.split[index] === 1) {
      yield* halved(part);
      part = [index];
    }
  }
  yield* halved(part);
}

function* halved(part: number[]): Generator<number[]> {
  if (part.length < 2) return;
  if (part[0] !== part[part.length - 1] || part.length < 4) yield part;
  else {
    const middle = part.length >> 1;
    yield part.slice(0, middle + 1);
    yield part.slice(middle);
  }
}

function inside({ places }: RoadNodes, index: number, [west, south, east, north]: Box): boolean {
  const [lon, lat] = [places[2 * index]!, places[2 * index + 1]!];
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

function lengthOf({ places }: RoadNodes, points: readonly number[]): number {
  const at = (index: number) => [places[2 * index]! / 1e7, places[2 * index + 1]! / 1e7] as [number, number];
  let sum = 0;
  for (let i = 1; i < points.length; i++) sum += metresBetween(at(points[i - 1]!), at(points[i]!));
  return sum;
}
