import { closeSync, openSync, readSync, statSync } from "node:fs";
import { basename } from "node:path";
import { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import { Fault, Store } from "../../contract/index.ts";
import { type Area, type Box, type Feature, type Roads, touches } from "./area.ts";
import { featureKinds, roadClasses, surfaces } from "./content.ts";
import { contentHash } from "./content-hash.ts";
import { areaMark, arrayTypes, type RoadArrays, roadArrayKeys } from "./file-format.ts";
import { type Plane, planeOf } from "./plane.ts";

const Header = z.object({
  name: z.string(),
  country: z.string(),
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  attribution: z.object({ en: z.string(), fr: z.string() }),
  version: z.string(),
});
const FeatureRow = z.object({
  kind: z.enum(featureKinds),
  shape: z.enum(["polygon", "line", "point"]),
  name: z.string(),
  zoom_from: z.number(),
  zoom_to: z.number(),
  coordinates: z.instanceof(Uint8Array),
  rings: z.instanceof(Uint8Array),
});

const opened = new Map<string, { stamp: string; area: Area }>();

/**
 * The area file in memory; read once a thread as long as the file does not change.
 * @throws Fault map.area-missing, map.area-foreign, map.area-newer, map.area-damaged
 */
export function openArea(path: string): Area {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile()) throw new Fault("map.area-missing", { file: basename(path) });
  const stamp = `${found.mtimeMs} ${found.size}`;
  const known = opened.get(path);
  if (known?.stamp === stamp) return known.area;
  const area = withDatabase(path, (database) => load(path, database));
  opened.set(path, { stamp, area });
  return area;
}

/**
 * Gives a reader of the file for one piece of work.
 * @throws Fault map.area-foreign, map.area-newer, map.area-damaged
 */
export function withDatabase<Answer>(path: string, work: (database: DatabaseSync) => Answer): Answer {
  const file = basename(path);
  checkMarks(path, file);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    return work(database);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault("map.area-damaged", { file }, { cause: error });
  } finally {
    database?.close();
  }
}

/** Looks at the file's first bytes (SQLite file format, section 1.3), so that what is foreign is told from what is damaged. */
function checkMarks(path: string, file: string): void {
  const header = Buffer.alloc(100);
  const handle = openSync(path, "r");
  try {
    readSync(handle, header, 0, header.length, 0);
  } finally {
    closeSync(handle);
  }
  const sqlite = header.toString("latin1", 0, 16) === "SQLite format 3\0";
  if (!sqlite || header.readUInt32BE(68) !== areaMark.applicationId) throw new Fault("map.area-foreign", { file });
  const version = header.readUInt32BE(60);
  if (version > areaMark.formatVersion)
    throw new Fault("map.area-newer", { file, version, known: areaMark.formatVersion });
}

function load(path: string, database: DatabaseSync): Area {
  const damaged = () => new Fault("map.area-damaged", { file: basename(path) });
  const meta = new Map(
    database
      .prepare("SELECT key, value FROM meta")
      .all()
      .map(({ key, value }) => [String(key), String(value)]),
  );
  const header = Header.parse(JSON.parse(meta.get("area") ?? ""));
  const names = database
    .prepare("SELECT name FROM road_name ORDER BY id")
    .all()
    .map(({ name }) => String(name));
  const arrays = readArrays(database);
  const rows = z.array(FeatureRow).parse(database.prepare("SELECT * FROM feature ORDER BY id").all());
  const hash = contentHash(
    arrays,
    names,
    rows.map((row) => ({ ...row, bytes: row.coordinates })),
  );
  if (hash !== meta.get("hash") || !consistent(arrays, names)) throw damaged();
  const plane = planeOf(header.bbox);
  const stores = database
    .prepare("SELECT store FROM store ORDER BY position")
    .all()
    .map(({ store }) => Store.parse(JSON.parse(String(store))));
  return {
    path,
    hash,
    ...header,
    plane,
    roads: roadsOf(arrays, names, plane),
    featuresIn: among(rows.map((row) => featureOf(row, plane))),
    stores,
  };
}

function readArrays(database: DatabaseSync): RoadArrays {
  const blobs = new Map(
    database
      .prepare("SELECT key, value FROM road_array")
      .all()
      .map(({ key, value }) => [String(key), value]),
  );
  const read = (key: keyof RoadArrays) => {
    const bytes = z.instanceof(Uint8Array).parse(blobs.get(key));
    // A copy: a blob may begin at any address, a typed array may not.
    return new arrayTypes[key](new Uint8Array(bytes).buffer);
  };
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

function featureOf(row: z.infer<typeof FeatureRow>, plane: Plane): Feature {
  const points = inPlane(new Int32Array(new Uint8Array(row.coordinates).buffer), plane);
  const { kind, shape, name } = row;
  const rings = new Uint32Array(new Uint8Array(row.rings).buffer);
  return { kind, shape, name, zoom: [row.zoom_from, row.zoom_to], points, rings, box: boxOf(points) };
}

function among(features: readonly Feature[]): Area["featuresIn"] {
  return (box, zoom) => features.filter((one) => zoom >= one.zoom[0] && zoom < one.zoom[1] && touches(one.box, box));
}

function inPlane(degrees: Int32Array, plane: Plane): Float64Array {
  return Float64Array.from(degrees, (value, i) => (i % 2 === 0 ? plane.x(value / 1e7) : plane.y(value / 1e7)));
}

function boxOf(points: Float64Array): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    west = Math.min(west, points[i]!);
    east = Math.max(east, points[i]!);
    south = Math.min(south, points[i + 1]!);
    north = Math.max(north, points[i + 1]!);
  }
  return [west, south, east, north];
}
