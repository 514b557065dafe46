import { basename } from "node:path";
import type { Box } from "../area/area.ts";
import type { FeatureKind } from "../area/content.ts";
import { arrayTypes, type RoadArrays, roadArrayKeys } from "../area/file-format.ts";
import type { PackedFeature } from "../area/packed.ts";
import { areaWriter } from "../area/writer.ts";
import { addressTable } from "./address-table.ts";
import { coastlines, seaFromCoast } from "./coast.ts";
import { countryOf, placeNameOf } from "./facts.ts";
import { areaFeatures, type Canvas, type Ranked } from "./feature-versions.ts";
import { makeFeatures } from "./features.ts";
import { type NodePlaces, nodePlaces } from "./node-places.ts";
import { addressesOfMap } from "./osm-addresses.ts";
import { openPbf, type PbfFile } from "./pbf-blocks.ts";
import { surroundingsOf } from "./places.ts";
import { type OnProgress, type Pace, paceOf, type Stage, stages } from "./progress.ts";
import { readOsm } from "./read-osm.ts";
import { makeRoads } from "./roads.ts";
import { seaFromZip } from "./sea.ts";
import { openStaging, removeStaging, rowsOf, type Staging } from "./staging.ts";

export interface ImportOptions {
  /** Path of the `.osm.pbf`. */
  osm: string;
  /** Path of a CSV of addresses, plain or `.gz`. */
  addresses?: string;
  /** Path of a zip with a shapefile of water polygons. */
  water?: string;
  /** Path of the area file. */
  out: string;
  name?: string;
  /** ISO 3166-1 alpha-2 */
  country?: string;
  /** west, south, east, north in degrees: what lies outside is cut off */
  bbox?: [number, number, number, number];
  /** Language of the names, where the map has them in several. */
  language?: string;
}

/** Degrees of map kept beyond the area's edge, so that a picture at the edge is not half empty. */
const margin = 0.02;

interface Job {
  options: ImportOptions;
  pbf: PbfFile;
  staging: Staging;
  places: NodePlaces;
  country: string;
  bbox: [number, number, number, number];
  canvas: Canvas;
}

export async function runImport(options: ImportOptions, onProgress: OnProgress, signal?: AbortSignal): Promise<void> {
  const pbf = await openPbf(options.osm);
  const stagingPath = `${options.out}.import`;
  const staging = openStaging(stagingPath, JSON.stringify(options));
  try {
    const { database } = staging;
    const stage = async (name: Stage, work: (pace: Pace) => Promise<void>): Promise<void> => {
      if (staging.done() > stages.indexOf(name)) return;
      const pace = paceOf(name, onProgress, signal);
      await pace.step(0);
      await work(pace);
      staging.finish(name);
      onProgress(name, 1);
    };
    await stage("read", (pace) => readOsm(pbf, options.osm, staging, options.language, pace));
    const bbox = options.bbox ?? pbf.header.bbox!;
    const [west, south, east, north] = bbox;
    const box: Box = [(west - margin) * 1e7, (south - margin) * 1e7, (east + margin) * 1e7, (north + margin) * 1e7];
    const job: Job = {
      options,
      pbf,
      staging,
      places: nodePlaces(database),
      country: options.country ?? countryOf(database) ?? "FR",
      bbox,
      canvas: { box, stretch: Math.cos(((south + north) / 2) * (Math.PI / 180)) },
    };
    const { places, country, canvas } = job;
    const { language } = options;
    await stage("roads", (pace) => makeRoads(staging, places, { country, language, box }, pace));
    await stage("features", (pace) => makeFeatures(database, places, { language, canvas }, featureSink(staging), pace));
    await stage("sea", (pace) => makeSea(job, pace));
    await stage("addresses", async (pace) => {
      const surroundings = surroundingsOf(database, places, language, canvas.stretch);
      await addressesOfMap(database, places, addressTable(database), { country, box, surroundings }, pace);
    });
    await stage("write", (pace) => write(job, pace));
  } finally {
    staging.close();
    await pbf.close();
  }
  removeStaging(stagingPath);
}

function featureSink({ database }: Staging): (feature: Ranked) => void {
  const insert = database.prepare("INSERT INTO feature VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  return ({ rank, feature: { kind, shape, name, zoom, coordinates, rings } }) =>
    void insert.run(rank, kind, shape, name, ...zoom, new Uint8Array(coordinates.buffer), new Uint8Array(rings.buffer));
}

async function makeSea({ options, staging, places, canvas }: Job, pace: Pace): Promise<void> {
  const add = featureSink(staging);
  if (options.water !== undefined) {
    await seaFromZip(options.water, canvas, add, pace);
    return;
  }
  const lines = [...coastlines(staging.database, places)];
  if (lines.length === 0) return;
  const polygons = seaFromCoast(lines, canvas.box);
  for (const [i, polygon] of (polygons ?? []).entries()) {
    for (const feature of areaFeatures(polygon, { kind: "sea", from: 0 }, "", canvas, i)) add(feature);
  }
}

async function write({ options, pbf, staging: { database }, country, bbox, canvas }: Job, pace: Pace): Promise<void> {
  const writer = areaWriter(options.out);
  try {
    const names = database
      .prepare("SELECT name FROM road_name ORDER BY id")
      .all()
      .map(({ name }) => String(name));
    writer.roads(roadArrays(database), names);
    for (const row of rowsOf(database.prepare("SELECT * FROM feature ORDER BY rank, rowid"))) {
      writer.feature({
        kind: row.kind as FeatureKind,
        shape: row.shape as PackedFeature["shape"],
        name: String(row.name),
        zoom: [Number(row.zoom_from), Number(row.zoom_to)],
        coordinates: new Int32Array(new Uint8Array(row.coordinates as Uint8Array).buffer),
        rings: new Uint32Array(new Uint8Array(row.rings as Uint8Array).buffer),
      });
      await pace.step(0.5);
    }
    for (const row of rowsOf(database.prepare("SELECT * FROM address ORDER BY id"))) {
      writer.address({
        number: String(row.number),
        street: String(row.street),
        postalCode: String(row.postal_code),
        locality: String(row.locality),
        location: [Number(row.lon), Number(row.lat)],
      });
      await pace.step(0.9);
    }
    writer.finish({
      name:
        options.name ??
        placeNameOf(database, options.language, canvas.box) ??
        basename(options.osm).replace(/\..*$/u, ""),
      country,
      bbox,
      attribution: { en: "© OpenStreetMap contributors", fr: "© les contributeurs d’OpenStreetMap" },
      version: pbf.header.timestamp === 0 ? "" : new Date(pbf.header.timestamp * 1000).toISOString().slice(0, 10),
    });
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

function roadArrays(database: Staging["database"]): RoadArrays {
  const select = database.prepare("SELECT value FROM road_array WHERE key = ?");
  const read = (key: keyof RoadArrays) =>
    new arrayTypes[key](new Uint8Array(select.get(key)?.value as Uint8Array).buffer);
  return Object.fromEntries(roadArrayKeys.map((key) => [key, read(key)])) as unknown as RoadArrays;
}
