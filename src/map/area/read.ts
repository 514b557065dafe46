import { basename } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import { Fault, Store } from "../../contract/index.ts";
import type { Area, Roads } from "./area.ts";
import { roadClasses, surfaces } from "./content.ts";
import { contentHash } from "./content-hash.ts";
import { arrayTypes, type RoadArrays, roadArrayKeys } from "./file-format.ts";
import { closeAreaFiles, stampOf, withDatabase } from "./handle.ts";
import { inPlane, type Plane, planeOf } from "./plane.ts";
import { hashLength, type TileIndex, tileReader } from "./tile-reader.ts";

const Words = z.object({ en: z.string(), fr: z.string() });
const Header = z.object({
  name: z.string(),
  country: z.string(),
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  attribution: Words,
  printAttribution: Words.optional(),
  version: z.string(),
});
const Counts = z.object({ nodes: z.int(), roads: z.int(), features: z.int(), addresses: z.int() });

const opened = new Map<string, { stamp: string; area: Area }>();

/**
 * The area file: its roads in memory, its features as they are looked at. Read once a thread as long as the file does
 * not change.
 * @throws Fault map.area-missing, map.area-foreign, map.area-old, map.area-newer, map.area-damaged
 */
export function openArea(path: string): Area {
  const stamp = stampOf(path);
  const known = opened.get(path);
  if (known?.stamp === stamp) return known.area;
  opened.delete(path);
  closeAreaFiles(path);
  const { area } = loadArea(path);
  opened.set(path, { stamp, area });
  return area;
}

/** Lets go of an area, or of all: of their memory and of their files. */
export function closeAreas(path?: string): void {
  if (path === undefined) opened.clear();
  else opened.delete(path);
  closeAreaFiles(path);
}

/** Reads the file anew, whoever has it open. */
export function loadArea(path: string): { area: Area; index: TileIndex } {
  return withDatabase(path, (database) => {
    const damaged = () => new Fault("map.area-damaged", { file: basename(path) });
    const header = headerOf(database);
    const names = database
      .prepare("SELECT name FROM road_name ORDER BY id")
      .all()
      .map(({ name }) => String(name));
    const arrays = readArrays(database);
    const index = readIndex(database);
    const stores = storesOf(database);
    if (contentHash(header, arrays, names, stores, index) !== metaOf(database, "hash")) throw damaged();
    if (!consistent(arrays, names) || index.hashes.length !== index.keys.length * hashLength) throw damaged();
    const plane = planeOf(header.bbox);
    const area: Area = {
      path,
      hash: metaOf(database, "hash"),
      ...header,
      plane,
      roads: roadsOf(arrays, names, plane),
      featuresIn: tileReader(path, plane, index),
      stores,
    };
    return { area, index };
  });
}

export function headerOf(database: DatabaseSync): z.infer<typeof Header> {
  return Header.parse(JSON.parse(metaOf(database, "area")));
}

export function countsOf(database: DatabaseSync): z.infer<typeof Counts> {
  return Counts.parse(JSON.parse(metaOf(database, "counts")));
}

export function metaOf(database: DatabaseSync, key: string): string {
  return String(database.prepare("SELECT value FROM meta WHERE key = ?").get(key)?.value ?? "");
}

export function storesOf(database: DatabaseSync): Store[] {
  return database
    .prepare("SELECT store FROM store ORDER BY position")
    .all()
    .map(({ store }) => Store.parse(JSON.parse(String(store))));
}

/** The bytes of a blob; a copy where it begins at an address at which a typed array may not. */
function bytesOfRow(row: Record<string, unknown> | undefined): ArrayBuffer {
  const bytes: Uint8Array<ArrayBufferLike> = z.instanceof(Uint8Array).parse(row?.value);
  const whole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength;
  return whole && bytes.buffer instanceof ArrayBuffer ? bytes.buffer : new Uint8Array(bytes).buffer;
}

function readIndex(database: DatabaseSync): TileIndex {
  const select = database.prepare("SELECT value FROM tile_index WHERE key = ?");
  return {
    keys: new Float64Array(bytesOfRow(select.get("keys"))),
    hashes: new Uint8Array(bytesOfRow(select.get("hashes"))),
  };
}

function readArrays(database: DatabaseSync): RoadArrays {
  const select = database.prepare("SELECT value FROM road_array WHERE key = ?");
  const read = (key: keyof RoadArrays) => new arrayTypes[key](bytesOfRow(select.get(key)));
  return Object.fromEntries(roadArrayKeys.map((key) => [key, read(key)])) as unknown as RoadArrays;
}

/** Every index points at something, so that no later reader has to ask. */
function consistent(arrays: RoadArrays, names: readonly string[]): boolean {
  const edges = arrays.from.length;
  const nodes = arrays.node.length / 2;
  const points = arrays.line.length / 2;
  const { from, to, name, lineStart } = arrays;
  const ofEdges = [to, arrays.length, arrays.class, arrays.access, arrays.flags, arrays.speed, name];
  if (ofEdges.some(({ length }) => length !== edges) || lineStart.length !== edges + 1) return false;
  const { barrier, turnStart, turnArc, turnProfiles, surface } = arrays;
  if (barrier.length !== nodes || surface.length !== edges || turnStart.length !== turnProfiles.length + 1)
    return false;
  if (turnStart[turnProfiles.length] !== turnArc.length || turnArc.some((arc) => arc >= 2 * edges)) return false;
  if (lineStart[edges] !== points || names.length === 0) return false;
  for (let e = 0; e < edges; e++) {
    if (from[e]! >= nodes || to[e]! >= nodes || name[e]! >= names.length) return false;
    if (lineStart[e + 1]! < lineStart[e]! + 2 || arrays.class[e]! >= roadClasses.length) return false;
    if (surface[e]! >= surfaces.length) return false;
    if (!(arrays.length[e]! >= 0) || arrays.speed[e] === 0) return false;
  }
  return true;
}

function roadsOf(arrays: RoadArrays, names: readonly string[], plane: Plane): Roads {
  const points = inPlane(arrays.line, plane);
  return { ...arrays, edges: arrays.from.length, nodes: arrays.node.length / 2, names, points };
}
