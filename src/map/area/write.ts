import { type AreaContent, type AreaEdge, roadClasses, surfaces } from "./content.ts";
import type { RoadArrays } from "./file-format.ts";
import { packFeature, packPositions, startsOf } from "./packed.ts";
import { metresBetween } from "./plane.ts";
import { packKey, tileOf } from "./tiles.ts";
import { areaWriter } from "./writer.ts";

/** Writes an area file of what is in memory; what was at `path` is replaced in one step. */
export function writeArea(path: string, content: AreaContent): void {
  const writer = areaWriter(path, content.country);
  try {
    const names = ["", ...new Set(content.edges.map(({ name }) => name).filter((name) => name !== ""))];
    writer.roads(roadArrays(content, new Map(names.map((name, id) => [name, id]))), names);
    const features = content.features.map((feature, order) => ({ ...packFeature(feature), order }));
    const placed = features.map((feature) => ({ tile: packKey(tileOf(feature)), feature }));
    placed.sort((a, b) => a.tile - b.tile || a.feature.order - b.feature.order);
    for (const { tile, feature } of placed) writer.feature(tile, feature);
    for (const address of content.addresses) writer.address(address);
    for (const store of content.stores) writer.store(store);
    const { name, country, bbox, attribution, printAttribution, version } = content;
    writer.finish({ name, country, bbox, attribution, printAttribution, version });
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

function roadArrays({ nodes, edges, turns, barriers }: AreaContent, names: ReadonlyMap<string, number>): RoadArrays {
  const barrier = new Uint8Array(nodes.length);
  for (const { node, profiles } of barriers) barrier[node]! |= profiles;
  const bytes = (pick: (edge: AreaEdge) => number) => Uint8Array.from(edges, pick);
  return {
    node: packPositions(nodes),
    from: Uint32Array.from(edges, ({ from }) => from),
    to: Uint32Array.from(edges, ({ to }) => to),
    length: Float64Array.from(edges, ({ line }) => lengthOf(line)),
    class: bytes((edge) => roadClasses.indexOf(edge.class)),
    access: bytes(({ access }) => access),
    flags: bytes(({ flags }) => flags),
    speed: bytes(({ speed }) => speed),
    name: Uint32Array.from(edges, ({ name }) => names.get(name) ?? 0),
    surface: bytes(({ surface }) => surfaces.indexOf(surface)),
    lineStart: startsOf(edges.map(({ line }) => line)),
    line: packPositions(edges.flatMap(({ line }) => line)),
    barrier,
    turnStart: startsOf(turns.map(({ arcs }) => arcs)),
    turnArc: Uint32Array.from(turns.flatMap(({ arcs }) => arcs)),
    turnProfiles: Uint8Array.from(turns, ({ profiles }) => profiles),
  };
}

function lengthOf(line: AreaEdge["line"]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += metresBetween(line[i - 1]!, line[i]!);
  return sum;
}
