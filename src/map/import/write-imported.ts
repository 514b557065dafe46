import { basename } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Store } from "../../contract/index.ts";
import type { AreaStreet } from "../address/table.ts";
import type { FeatureKind } from "../area/content.ts";
import { arrayTypes, type RoadArrays, roadArrayKeys } from "../area/file-format.ts";
import type { OrderedFeature } from "../area/tile-codec.ts";
import { areaWriter } from "../area/writer.ts";
import { placeNameOf } from "./facts.ts";
import type { Canvas } from "./feature-versions.ts";
import type { ImportOptions } from "./options.ts";
import type { PbfFile } from "./pbf-blocks.ts";
import type { Pace } from "./progress.ts";
import { type ImportReport, noticesOf } from "./report.ts";
import { draftOf, rowsOf, type Staging } from "./staging.ts";

interface Imported {
  options: ImportOptions;
  pbf: PbfFile;
  staging: Staging;
  country: string;
  bbox: [number, number, number, number];
  canvas: Canvas;
  stores: readonly Store[];
}

/** The last stage: from the staging file to the area file, row by row. */
export async function writeImported(
  { options, pbf, staging, country, bbox, canvas, stores }: Imported,
  pace: Pace,
): Promise<ImportReport> {
  const { database } = staging;
  await pace.step(0);
  const count = (what: string) => Number(database.prepare(`SELECT count(*) AS n FROM ${what}`).get()?.n);
  const [features, addresses] = [count("feature"), count("address")];
  const registerAddresses = count("address WHERE source = 'register'");
  const total = features + addresses + 1;
  const place = placeNameOf(database, options.language, canvas.box);
  const header = {
    name: options.name ?? place ?? basename(options.osm).replace(/\..*$/u, ""),
    country,
    bbox,
    ...attributionOf(registerAddresses > 0),
    version: pbf.header.timestamp === 0 ? "" : new Date(pbf.header.timestamp * 1000).toISOString().slice(0, 10),
  };
  const arrays = roadArrays(database);
  const writer = areaWriter(options.out, country, draftOf(options.out));
  try {
    const names = database.prepare("SELECT name FROM road_name ORDER BY id").all();
    writer.roads(
      arrays,
      names.map(({ name }) => String(name)),
    );
    let done = 0;
    for (const row of rowsOf(database.prepare("SELECT * FROM feature ORDER BY tile, rank, rowid"))) {
      writer.feature(Number(row.tile), featureOf(row));
      if (done++ % 256 === 0) await pace.step(done / total);
    }
    for (const row of rowsOf(database.prepare("SELECT * FROM address ORDER BY id"))) {
      writer.address({ number: String(row.number), ...streetOf({ ...row, name: row.street }) });
      if (done++ % 256 === 0) await pace.step(done / total);
    }
    for (const row of rowsOf(database.prepare("SELECT * FROM street ORDER BY rowid"))) writer.street(streetOf(row));
    for (const store of stores) writer.store(store);
    writer.finish(header);
  } catch (error) {
    writer.abandon();
    throw error;
  }
  const { name, version } = header;
  const [nodes, roads, turns] = [arrays.node.length / 2, arrays.from.length, arrays.turnProfiles.length];
  const counts = {
    nodes,
    roads,
    turns,
    features,
    addresses: addresses - registerAddresses,
    registerAddresses,
    stores: stores.length,
  };
  return { name, country, bbox, version, counts, notices: noticesOf(staging) };
}

function streetOf({ name, postal_code, locality, lon, lat }: Record<string, unknown>): AreaStreet {
  return {
    street: String(name),
    postalCode: String(postal_code),
    locality: String(locality),
    location: [Number(lon), Number(lat)],
  };
}

function featureOf(row: Record<string, unknown>): OrderedFeature {
  return {
    order: Number(row.rank),
    kind: row.kind as FeatureKind,
    shape: row.shape as OrderedFeature["shape"],
    name: String(row.name),
    zoom: [Number(row.zoom_from), Number(row.zoom_to)],
    coordinates: new Int32Array(new Uint8Array(row.coordinates as Uint8Array).buffer),
    rings: new Uint32Array(new Uint8Array(row.rings as Uint8Array).buffer),
  };
}

/** As the OSMF's attribution guidelines ask for; in print the address stands in for the link. */
function attributionOf(register: boolean) {
  const also = register ? " · Base Adresse Nationale" : "";
  const [en, fr] = ["© OpenStreetMap contributors", "© les contributeurs d’OpenStreetMap"];
  const where = " (openstreetmap.org/copyright)";
  return {
    attribution: { en: `${en}${also}`, fr: `${fr}${also}` },
    printAttribution: { en: `${en}${where}${also}`, fr: `${fr}${where}${also}` },
  };
}

function roadArrays(database: DatabaseSync): RoadArrays {
  const select = database.prepare("SELECT value FROM road_array WHERE key = ?");
  const read = (key: keyof RoadArrays) =>
    new arrayTypes[key](new Uint8Array(select.get(key)?.value as Uint8Array).buffer);
  return Object.fromEntries(roadArrayKeys.map((key) => [key, read(key)])) as unknown as RoadArrays;
}
