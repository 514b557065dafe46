import { basename } from "node:path";
import type { StatementSync } from "node:sqlite";
import { Fault } from "../../contract/index.ts";
import { chunkSize, packChunk } from "./node-places.ts";
import { type OsmNode, type OsmRelation, type OsmWay, objectsOf } from "./osm-objects.ts";
import type { PbfFile } from "./pbf-blocks.ts";
import type { Pace } from "./progress.ts";
import type { Staging } from "./staging.ts";

/** Blocks between two commits: what a kill costs. */
const blocksBetween = 64;

/** Kinds of relation that anything is made of. */
const relationTypes = new Set(["multipolygon", "boundary", "restriction", "associatedStreet", "street", "site"]);

/**
 * The first stage: brings nodes, ways and relations into the staging file, block by block; goes on after the last
 * block that was committed. Memory: one block and one chunk of nodes.
 * @throws Fault map.import-damaged, map.import-short, map.import-unsorted, map.import-history
 */
export async function readOsm(
  pbf: PbfFile,
  path: string,
  staging: Staging,
  language: string | undefined,
  pace: Pace,
): Promise<void> {
  const file = basename(path);
  const insert = statements(staging);
  const began = staging.kept("position") as Position | undefined;
  const position: Position = began ?? { at: 0, lastNode: Number.MIN_SAFE_INTEGER, extent: [180, 90, -180, -90] };
  let [ids, places]: [number[], number[]] = [[], []];
  let count = 0;

  function flush(): void {
    if (ids.length > 0) insert.chunk.run(ids[0]!, packChunk(ids, places));
    [ids, places] = [[], []];
  }
  function node({ id, lon, lat, tags }: OsmNode): void {
    if (id === position.lastNode) throw new Fault("map.import-history", { file });
    if (id < position.lastNode) throw new Fault("map.import-unsorted", { file });
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90))
      throw new Fault("map.import-damaged", { file, at: position.at });
    position.lastNode = id;
    const { extent } = position;
    extent[0] = Math.min(extent[0], lon);
    extent[1] = Math.min(extent[1], lat);
    extent[2] = Math.max(extent[2], lon);
    extent[3] = Math.max(extent[3], lat);
    ids.push(id);
    places.push(Math.round(lon * 1e7), Math.round(lat * 1e7));
    if (ids.length === chunkSize) flush();
    if (tags !== undefined) insert.node.run(id, lon, lat, JSON.stringify(tags));
  }

  for await (const block of pbf.blocks(position.at)) {
    for (const object of objectsOf(block.data, language, path, position.at)) {
      if (object.type === "node") node(object);
      else if (object.type === "way") keepWay(insert.way, object);
      else keepRelation(insert.relation, object);
    }
    position.at = block.end;
    count += 1;
    if (count % blocksBetween === 0) {
      flush();
      staging.keep("position", position);
      staging.commit();
    }
    await pace.step(block.end / pbf.size);
  }
  flush();
  if (count === 0 && began === undefined) throw new Fault("map.import-empty", { file });
  staging.keep("position", position);
  staging.database.exec("CREATE INDEX road_way ON way (id) WHERE road = 1");
}

interface Position {
  /** Byte at which the next block begins. */
  at: number;
  lastNode: number;
  /** west, south, east, north of all nodes so far */
  extent: [number, number, number, number];
}

/** The box round everything that was read, for a file that says nothing of itself. */
export function extentOf(staging: Staging): Position["extent"] {
  return (staging.kept("position") as Position).extent;
}

function statements({ database }: Staging) {
  return {
    chunk: database.prepare("INSERT INTO node_chunk VALUES (?, ?)"),
    node: database.prepare("INSERT OR REPLACE INTO node VALUES (?, ?, ?, ?)"),
    way: database.prepare("INSERT OR REPLACE INTO way VALUES (?, ?, ?, ?)"),
    relation: database.prepare("INSERT OR REPLACE INTO relation VALUES (?, ?, ?, ?)"),
  };
}

function keepWay(insert: StatementSync, { id, refs, tags }: OsmWay): void {
  if (refs.length < 2) return;
  const bytes = new Uint8Array(Float64Array.from(refs).buffer);
  insert.run(id, tags?.highway === undefined ? 0 : 1, bytes, JSON.stringify(tags ?? {}));
}

function keepRelation(insert: StatementSync, { id, members, tags }: OsmRelation): void {
  const type = tags?.type ?? "";
  if (relationTypes.has(type)) insert.run(id, type, JSON.stringify(members), JSON.stringify(tags));
}
