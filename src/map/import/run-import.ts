import type { Box } from "../area/area.ts";
import { type AddressTable, addressTable } from "./address-table.ts";
import { completeAddresses } from "./complete-addresses.ts";
import { countryOf } from "./facts.ts";
import type { Canvas } from "./feature-versions.ts";
import { featureSink, makeFeatures } from "./features.ts";
import { nodePlaces } from "./node-places.ts";
import { type ImportOptions, keyOf, parseOptions } from "./options.ts";
import { addressesOfMap } from "./osm-addresses.ts";
import { openPbf, type PbfFile } from "./pbf-blocks.ts";
import { type Surroundings, surroundingsOf } from "./places.ts";
import { type OnProgress, type Pace, paceOf, type Stage, stages } from "./progress.ts";
import { extentOf, readOsm } from "./read-osm.ts";
import { addressesOfRegister } from "./register.ts";
import { type ImportReport, type Notice, noticesOf } from "./report.ts";
import { makeRoads } from "./roads.ts";
import { makeSea } from "./sea.ts";
import { openStaging, removeStaging } from "./staging.ts";
import { storesOfTable } from "./stores-table.ts";
import { streetsOfMap } from "./streets.ts";
import { checkTarget, faultOf } from "./target.ts";
import { writeImported } from "./write-imported.ts";

/** Degrees of map kept beyond the area's edge, so that a picture at the edge is not half empty. */
const margin = 0.02;

/**
 * Makes an area file of an OpenStreetMap extract, in this thread. It goes on where an earlier run was stopped; what was
 * at the target stays until the new file takes its place.
 * @throws Fault map.import-…, map.water-…, map.csv-…, map.stores-row; the signal's reason
 */
export async function runImport(
  options: unknown,
  onProgress: OnProgress,
  signal?: AbortSignal,
  turn = 40,
): Promise<ImportReport> {
  const parsed = parseOptions(options);
  try {
    checkTarget(parsed.out);
    const pbf = await openPbf(parsed.osm);
    try {
      return await inStages(parsed, pbf, onProgress, (stage) => paceOf(stage, onProgress, signal, turn));
    } finally {
      await pbf.close();
    }
  } catch (error) {
    throw faultOf(error, parsed.out);
  }
}

async function inStages(
  options: ImportOptions,
  pbf: PbfFile,
  onProgress: OnProgress,
  paceIn: (stage: Stage) => Pace,
): Promise<ImportReport> {
  const { language, out } = options;
  // What is wrong with the smallest file is told before the largest is read.
  const stores = options.stores === undefined ? [] : await storesOfTable(options.stores);
  const staging = openStaging(out, await keyOf(options));
  let report: ImportReport;
  try {
    const { database } = staging;
    const stage = async (name: Stage, work: (pace: Pace) => Promise<Notice[] | undefined>): Promise<void> => {
      if (staging.done() > stages.indexOf(name)) return;
      const pace = paceIn(name);
      await pace.step(0);
      const notices = await work(pace);
      staging.keep("notices", [...noticesOf(staging), ...(notices ?? [])]);
      staging.finish(name);
      onProgress(name, 1);
    };
    await stage("read", (pace) => readOsm(pbf, options.osm, staging, language, pace).then(() => undefined));
    const bbox = options.bbox ?? pbf.header.bbox ?? extentOf(staging);
    const { box, canvas } = canvasOf(bbox);
    const places = nodePlaces(database);
    const country = options.country ?? countryOf(database) ?? "FR";
    await stage("roads", (pace) => makeRoads(staging, options.osm, places, { country, language, box }, pace));
    await stage("features", (pace) =>
      makeFeatures(database, places, { language, canvas }, featureSink(database), pace),
    );
    await stage("sea", (pace) =>
      makeSea(options.water, database, places, canvas, unitBox(bbox), featureSink(database), pace),
    );
    await stage("addresses", async (pace) => {
      const table = addressTable(database, country);
      const surroundings = surroundingsOf(database, places, language, canvas.stretch);
      await addressesOfMap(database, places, table, { country, box, surroundings }, pace);
      completeAddresses(database, canvas.stretch);
      await streetsOfMap(database, country, box, surroundings, canvas.stretch, pace);
      return registerNotices(options.addresses, table, box, surroundings, pace);
    });
    // Not a stage of `stage`: nothing of it is kept.
    const pace = paceIn("write");
    report = await writeImported({ options, pbf, staging, country, bbox, canvas, stores }, pace);
    onProgress("write", 1);
  } finally {
    staging.close();
  }
  removeStaging(out);
  return report;
}

const unitBox = (degrees: Box): Box => degrees.map((value) => Math.round(value * 1e7)) as unknown as Box;

function canvasOf([west, south, east, north]: Box): { box: Box; canvas: Canvas } {
  const box = unitBox([west - margin, south - margin, east + margin, north + margin]);
  return { box, canvas: { box, stretch: Math.cos(((south + north) / 2) * (Math.PI / 180)) } };
}

async function registerNotices(
  path: string | undefined,
  table: AddressTable,
  box: Box,
  surroundings: Surroundings,
  pace: Pace,
): Promise<Notice[] | undefined> {
  if (path === undefined) return undefined;
  const { taken, unread } = await addressesOfRegister(path, table, box, surroundings, pace);
  const notices: Notice[] = [];
  if (taken === 0) notices.push({ key: "map.notice-no-register", data: {} });
  if (unread > 0) notices.push({ key: "map.notice-unread-rows", data: { rows: unread } });
  return notices;
}
