import type { DatabaseSync } from "node:sqlite";
import { growing } from "./growing.ts";
import { lastUpTo, type NodePlaces } from "./node-places.ts";
import type { Tags } from "./osm-objects.ts";
import type { Pace } from "./progress.ts";
import type { Restriction } from "./restrictions.ts";
import { rowsOf } from "./staging.ts";
import { barrierOf } from "./tags/access.ts";
import { roadKind } from "./tags/road-class.ts";

/** The nodes of all ways, by ascending OpenStreetMap id: 18 bytes each are what an import's memory grows with. */
export interface RoadNodes {
  ids: Float64Array;
  /** lon, lat in 1e-7 degrees */
  places: Int32Array;
  /** 1 where the file holds the node: ways reach over the edge of an extract. */
  known: Uint8Array;
  /** 1 where ways meet, or somebody is stopped. */
  split: Uint8Array;
  /** Mask of the profiles that are stopped. */
  barrier: Uint8Array;
  /** Position in the arrays; -1 for a node of no way. */
  indexOf(id: number): number;
}

/** The ways of the staging file that one could go along, by ascending id. */
export function* roadWays(database: DatabaseSync): Generator<{ id: number; refs: Float64Array; tags: Tags }> {
  const ways = database.prepare("SELECT id, refs, tags FROM way WHERE road = 1 ORDER BY id");
  for (const { id, refs, tags } of rowsOf(ways)) {
    const read = JSON.parse(String(tags)) as Tags;
    if (roadKind(read) !== undefined) yield { id: Number(id), refs: refsOf(refs), tags: read };
  }
}

/** A copy: a blob may begin at any address, a typed array may not. */
export function refsOf(blob: unknown): Float64Array {
  return new Float64Array(new Uint8Array(blob as Uint8Array).buffer);
}

export async function roadNodes(
  database: DatabaseSync,
  restrictions: readonly Restriction[],
  places: NodePlaces,
  pace: Pace,
): Promise<RoadNodes> {
  const all = growing(Float64Array);
  for (const { refs } of roadWays(database)) for (const ref of refs) all.push(ref);
  await pace.step(0.1);
  const sorted = all.done().sort();
  const unique = growing(Float64Array);
  const shared = growing(Uint8Array);
  for (let i = 0; i < sorted.length; i++) {
    if (i > 0 && sorted[i] === sorted[i - 1]) continue;
    unique.push(sorted[i]!);
    shared.push(sorted[i] === sorted[i + 1] ? 1 : 0);
  }
  const ids = unique.done();
  const nodes: RoadNodes = {
    ids,
    places: new Int32Array(2 * ids.length),
    known: new Uint8Array(ids.length),
    split: shared.done(),
    barrier: new Uint8Array(ids.length),
    indexOf(id) {
      const index = lastUpTo(ids, id);
      return index !== -1 && ids[index] === id ? index : -1;
    },
  };
  for (let i = 0; i < ids.length; i++) {
    if (i % 8192 === 0) await pace.step(0.1 + (0.3 * i) / ids.length);
    const place = places.of(ids[i]!);
    if (place === undefined) continue;
    nodes.known[i] = 1;
    nodes.places.set(place, 2 * i);
  }
  for (const { id, tags } of rowsOf(database.prepare(`SELECT id, tags FROM node WHERE tags LIKE '%"barrier":%'`))) {
    const index = nodes.indexOf(Number(id));
    if (index === -1) continue;
    const mask = barrierOf(JSON.parse(String(tags)) as Tags);
    nodes.barrier[index] = mask;
    if (mask !== 0) nodes.split[index] = 1;
  }
  // A turn back may be forbidden where a way merely goes on.
  for (const { ref } of restrictions.flatMap(({ members }) =>
    members.filter(({ role, type }) => role === "via" && type === "node"),
  )) {
    const index = nodes.indexOf(ref);
    if (index !== -1) nodes.split[index] = 1;
  }
  return nodes;
}
