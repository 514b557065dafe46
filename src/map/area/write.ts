import { renameSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { Position } from "../../contract/index.ts";
import { insertAddresses } from "../address/table.ts";
import { type AreaContent, type AreaEdge, roadClasses, surfaces } from "./content.ts";
import { contentHash } from "./content-hash.ts";
import { areaMark, bytesOf, type RoadArrays, roadArrayKeys, schema } from "./file-format.ts";
import { metresBetween } from "./plane.ts";

/** Writes an area file; what was at `path` is replaced in one step. */
export function writeArea(path: string, content: AreaContent): void {
  const draft = `${path}.${process.pid}.draft`;
  rmSync(draft, { force: true });
  const database = new DatabaseSync(draft);
  try {
    database.exec(`PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA application_id = ${areaMark.applicationId};
      PRAGMA user_version = ${areaMark.formatVersion}; BEGIN; ${schema}`);
    fill(database, content);
    database.exec("COMMIT; VACUUM");
  } finally {
    database.close();
  }
  renameSync(draft, path);
}

function fill(database: DatabaseSync, content: AreaContent): void {
  const names = ["", ...new Set(content.edges.map(({ name }) => name).filter((name) => name !== ""))];
  const arrays = roadArrays(content, new Map(names.map((name, id) => [name, id])));
  const features = content.features.map((feature) => {
    const rings = [feature.coordinates, ...(feature.holes ?? [])];
    return { ...feature, bytes: bytesOf(packed(rings.flat())), rings: bytesOf(startsOf(rings)) };
  });
  const insert = (table: string, columns: number) =>
    database.prepare(`INSERT INTO ${table} VALUES (${Array(columns).fill("?").join(", ")})`);

  const array = insert("road_array", 2);
  for (const key of roadArrayKeys) array.run(key, bytesOf(arrays[key]));
  const name = insert("road_name", 2);
  for (const [id, text] of names.entries()) name.run(id, text);
  const feature = insert("feature", 8);
  for (const [id, { kind, shape, name, zoom, bytes, rings }] of features.entries()) {
    feature.run(id, kind, shape, name, zoom[0], zoom[1], bytes, rings);
  }
  insertAddresses(database, content.country, content.addresses);
  const store = insert("store", 2);
  for (const [position, item] of content.stores.entries()) store.run(position, JSON.stringify(item));

  const meta = insert("meta", 2);
  const { bbox, attribution, country, version } = content;
  meta.run("area", JSON.stringify({ name: content.name, country, bbox, attribution, version }));
  meta.run("hash", contentHash(arrays, names, features));
}

function packed(positions: readonly Position[]): Int32Array {
  return Int32Array.from(positions.flat(), (degrees) => Math.round(degrees * 1e7));
}

/** Where each list begins when they are put one behind the other, and where the last one ends. */
function startsOf(lists: readonly (readonly unknown[])[]): Uint32Array {
  const starts = new Uint32Array(lists.length + 1);
  for (const [i, list] of lists.entries()) starts[i + 1] = starts[i]! + list.length;
  return starts;
}

function roadArrays({ nodes, edges, turns, barriers }: AreaContent, names: ReadonlyMap<string, number>): RoadArrays {
  const barrier = new Uint8Array(nodes.length);
  for (const { node, profiles } of barriers) barrier[node]! |= profiles;
  const bytes = (pick: (edge: AreaEdge) => number) => Uint8Array.from(edges, pick);
  return {
    node: packed(nodes),
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
    line: packed(edges.flatMap(({ line }) => line)),
    barrier,
    turnStart: startsOf(turns.map(({ arcs }) => arcs)),
    turnArc: Uint32Array.from(turns.flatMap(({ arcs }) => arcs)),
    turnProfiles: Uint8Array.from(turns, ({ profiles }) => profiles),
  };
}

function lengthOf(line: readonly Position[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += metresBetween(line[i - 1]!, line[i]!);
  return sum;
}
