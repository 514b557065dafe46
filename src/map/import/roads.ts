import { basename } from "node:path";
import { Fault } from "../../contract/index.ts";
import type { Box } from "../area/area.ts";
import { bytesOf, type RoadArrays, roadArrayKeys } from "../area/file-format.ts";
import { growing } from "./growing.ts";
import type { NodePlaces } from "./node-places.ts";
import type { OsmMember, Tags } from "./osm-objects.ts";
import type { Pace } from "./progress.ts";
import { leaving, type Restriction, turnsOf, waysOf } from "./restrictions.ts";
import { type RoadEdges, roadEdges } from "./road-edges.ts";
import { type RoadNodes, roadNodes } from "./road-nodes.ts";
import { rowsOf, type Staging } from "./staging.ts";

/**
 * The road graph of the staging file's ways, kept there; memory: the graph, and 18 bytes for each node of a way.
 * @throws Fault map.import-no-roads
 */
export async function makeRoads(
  { database }: Staging,
  path: string,
  places: NodePlaces,
  settings: { country: string; language: string | undefined; box: Box },
  pace: Pace,
): Promise<undefined> {
  const restrictions: Restriction[] = [];
  for (const { members, tags } of rowsOf(
    database.prepare("SELECT members, tags FROM relation WHERE type = 'restriction' ORDER BY id"),
  )) {
    restrictions.push({
      members: JSON.parse(String(members)) as OsmMember[],
      tags: JSON.parse(String(tags)) as Tags,
    });
  }
  const nodes = await roadNodes(database, restrictions, places, pace);
  const asked = new Set(restrictions.flatMap(waysOf));
  const edges = await roadEdges(database, nodes, { ...settings, asked }, pace);
  if (edges.arrays.from.length === 0) throw new Fault("map.import-no-roads", { file: basename(path) });
  const arrays: RoadArrays = { ...edges.arrays, ...turnArrays(restrictions, edges, nodes) };
  database.exec("DELETE FROM road_array; DELETE FROM road_name");
  const array = database.prepare("INSERT INTO road_array VALUES (?, ?)");
  for (const key of roadArrayKeys) array.run(key, bytesOf(arrays[key]));
  const name = database.prepare("INSERT INTO road_name VALUES (?, ?)");
  for (const [id, text] of edges.names.entries()) name.run(id, text);
}

function turnArrays(
  restrictions: readonly Restriction[],
  edges: RoadEdges,
  nodes: RoadNodes,
): Pick<RoadArrays, "turnStart" | "turnArc" | "turnProfiles"> {
  const graph = leaving(edges);
  const [start, arc, profile] = [growing(Uint32Array), growing(Uint32Array), growing(Uint8Array)];
  start.push(0);
  const nodeOf = (id: number) => {
    const index = nodes.indexOf(id);
    return index === -1 ? -1 : edges.nodeOf[index]!;
  };
  for (const restriction of restrictions) {
    for (const { arcs, profiles } of turnsOf(restriction, edges.ofWay, nodeOf, graph)) {
      for (const one of arcs) arc.push(one);
      start.push(arc.length);
      profile.push(profiles);
    }
  }
  return { turnStart: start.done(), turnArc: arc.done(), turnProfiles: profile.done() };
}
