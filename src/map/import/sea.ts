import { open } from "node:fs/promises";
import { basename } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { Readable } from "node:stream";
import { openShp } from "shapefile";
import { type Entry, openPromise } from "yauzl";
import { Fault } from "../../contract/index.ts";
import { type Box, boxOf } from "../area/area.ts";
import { coastlines, seaFromCoast } from "./coast.ts";
import { areaFeatures, type Canvas, type Ranked } from "./feature-versions.ts";
import { clippedRing, type Points } from "./geometry.ts";
import type { NodePlaces } from "./node-places.ts";
import type { Pace } from "./progress.ts";
import type { Notice } from "./report.ts";
import { polygonsOf } from "./rings.ts";
import { wholeRecords } from "./shapefile-records.ts";

/**
 * The sea: from the zip where one is given, else from the coastlines of the extract where they say all.
 * @throws Fault map.water-…
 */
export async function makeSea(
  path: string | undefined,
  database: DatabaseSync,
  places: NodePlaces,
  canvas: Canvas,
  bbox: Box,
  add: (feature: Ranked) => void,
  pace: Pace,
): Promise<Notice[]> {
  const lines = [...coastlines(database, places)];
  if (path !== undefined) {
    const box = [bbox[0] - reach, bbox[1] - reach, bbox[2] + reach, bbox[3] + reach] as const;
    const wide = { ...canvas, box };
    const count = await seaFromZip(path, wide, add, pace);
    return count === 0 && lines.length > 0 ? [{ key: "map.notice-water-elsewhere", data: {} }] : [];
  }
  if (lines.length === 0) return [];
  // A coast often goes on a little beyond the area, but not as far as what is drawn.
  const polygons = seaFromCoast(lines, canvas.box) ?? seaFromCoast(lines, bbox);
  if (polygons === undefined) return [{ key: "map.notice-no-sea", data: {} }];
  for (const [i, polygon] of polygons.entries()) {
    for (const feature of areaFeatures(polygon, shown, "", canvas, i)) add(feature);
  }
  return [];
}

/** The zip's sea beyond the area, in 1e-7 degrees: a wide picture of a place at its edge shows no end of it. About 10 km. */
const reach = 1_000_000;
const shown = { kind: "sea", from: 0 } as const;
const largestProjection = 64 * 1024;

/**
 * The sea from a zip with a shapefile of water polygons, in Web Mercator or in degrees (WGS 84), as
 * osmdata.openstreetmap.de gives them. Read record by record: memory is one polygon.
 * @throws Fault map.water-missing, map.water-foreign, map.water-empty, map.water-projection, map.water-damaged
 */
async function seaFromZip(path: string, canvas: Canvas, add: (feature: Ranked) => void, pace: Pace): Promise<number> {
  const file = basename(path);
  await checkZip(path, file);
  const damaged = (cause: unknown) =>
    cause instanceof Fault ? cause : new Fault("map.water-damaged", { file }, { cause });
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true }).catch((error: unknown) => {
    throw damaged(error);
  });
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
    const shape = [...entries.keys()].find((name) => name.endsWith(".shp"));
    if (shape === undefined) throw new Fault("map.water-empty", { file });
    const projection = entries.get(`${shape.slice(0, -4)}.prj`);
    if (projection === undefined || projection.uncompressedSize > largestProjection)
      throw new Fault("map.water-projection", { file, projection: "?" });
    const toDegrees = projectionOf((await textOf(await zip.openReadStreamPromise(projection))).trim(), file);
    const stream = await zip.openReadStreamPromise(entries.get(shape)!);
    return await readPolygons(stream, entries.get(shape)!.uncompressedSize, toDegrees, canvas, add, pace);
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") throw error;
    throw damaged(error);
  } finally {
    zip.close();
  }
}

async function checkZip(path: string, file: string): Promise<void> {
  const handle = await open(path, "r").catch((error: unknown) => {
    throw new Fault("map.water-missing", { file }, { cause: error });
  });
  try {
    if (!(await handle.stat()).isFile()) throw new Fault("map.water-missing", { file });
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    if (buffer.toString("latin1") !== "PK\u0003\u0004") throw new Fault("map.water-foreign", { file });
  } finally {
    await handle.close();
  }
}

async function textOf(stream: Readable): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

type ToDegrees = (x: number, y: number) => readonly [number, number];

const earthRadius = 6_378_137;

/** From a shapefile's own words for its projection (OGC 01-009, well-known text). */
function projectionOf(text: string, file: string): ToDegrees {
  const name = /^\s*(?:PROJCS|GEOGCS)\["([^"]*)"/u.exec(text)?.[1] ?? "";
  const mercator =
    /^\s*PROJCS/u.test(text) && /web.?mercator|pseudo.?mercator|mercator_auxiliary|900913|"3857"/iu.test(text);
  if (mercator)
    return (x, y) => [
      ((x / earthRadius) * 180) / Math.PI,
      ((2 * Math.atan(Math.exp(y / earthRadius)) - Math.PI / 2) * 180) / Math.PI,
    ];
  if (/^\s*GEOGCS/u.test(text) && /wgs.?(19)?84/iu.test(name)) return (x, y) => [x, y];
  throw new Fault("map.water-projection", { file, projection: name.slice(0, 60) || "?" });
}

async function readPolygons(
  stream: Readable,
  size: number,
  toDegrees: ToDegrees,
  canvas: Canvas,
  add: (feature: Ranked) => void,
  pace: Pace,
): Promise<number> {
  let bytes = 0;
  const counted = async function* () {
    for await (const part of wholeRecords(stream)) {
      bytes += part.length;
      yield part;
    }
  };
  // As bytes: of a stream of objects the library reads nothing.
  const source = await openShp(Readable.from(counted(), { objectMode: false }));
  let count = 0;
  try {
    for (;;) {
      await pace.step(bytes / size);
      const { done, value } = await source.read();
      if (done) return count;
      if (value === null) continue;
      if (value.type !== "Polygon" && value.type !== "MultiPolygon") throw new Error(`shape ${value.type}`);
      for (const polygon of value.type === "Polygon" ? [value.coordinates] : value.coordinates) {
        const rings = polygon
          .map(
            (ring): Points => ring.flatMap(([x, y]) => toDegrees(x!, y!).map((degrees) => Math.round(degrees * 1e7))),
          )
          .filter((ring) => boxOf(ring).every(Number.isFinite))
          .map((ring) => clippedRing(ring, canvas.box))
          .filter((ring) => ring.length > 0);
        for (const one of polygonsOf(rings)) {
          count += 1;
          for (const feature of areaFeatures(one, shown, "", canvas, count)) add(feature);
        }
      }
    }
  } finally {
    stream.destroy();
  }
}
