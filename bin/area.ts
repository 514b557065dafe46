import { basename } from "node:path";
import { Fault } from "../src/contract/index.ts";
import { sentence } from "../src/language/index.ts";
import { checkArea, type ImportReport, importArea, readArea } from "../src/map/index.ts";
import { areaFind } from "./area-find.ts";
import { type ServeSettings, serveArea } from "./area-serve.ts";
import { progressOn } from "./progress-bar.ts";

/** The commands that make an area of a real place, and say what one holds. */

export interface AreaSettings extends ServeSettings {
  out?: string;
  addresses?: string;
  water?: string;
  stores?: string;
  name?: string;
  country?: string;
  bbox?: string;
  language: string;
  /** Language of names that the map has in several. */
  names?: string;
}

/** Whether the words were a command of areas. @throws Fault of the map */
export async function runArea(words: readonly string[], settings: AreaSettings): Promise<boolean> {
  const [command, file, ...more] = words;
  if (file === undefined) return false;
  if (command === "find" && more.length > 0) {
    for (const line of areaFind(file, more.join(" "), settings.language)) console.log(line);
    return true;
  }
  if (more.length > 0) return false;
  if (command === "serve") return serveArea(file, settings);
  if (command === "import" && settings.out !== undefined) await runImport(file, settings.out, settings);
  else if (command === "show") for (const line of shown(file, settings.language)) console.log(line);
  else if (command === "check") {
    checkArea(file);
    console.log(sentence("map.area-whole", { file: basename(file) }, settings.language));
  } else return false;
  return true;
}

async function runImport(osm: string, out: string, settings: AreaSettings): Promise<void> {
  const { addresses, water, stores, name, language, names } = settings;
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  const progress = progressOn(process.stderr, (stage) => sentence(`map.stage.${stage}`, {}, language));
  const options = {
    osm,
    out,
    addresses,
    water,
    stores,
    name,
    language: names,
    country: settings.country,
    bbox: settings.bbox?.split(",").map(degrees) as [number, number, number, number] | undefined,
  };
  try {
    const report = await importArea(options, progress.told, stopping.signal);
    progress.end();
    for (const line of inWords(report, out, language)) console.log(line);
  } catch (error) {
    progress.end();
    if (!stopping.signal.aborted) throw error;
    throw new Fault("map.import-stopped");
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}

/** A side that is not written is none: it must not pass for 0. */
const degrees = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text));

function inWords({ name, version, counts, notices }: ImportReport, out: string, language: string): string[] {
  return [
    sentence("map.import-done", { file: basename(out), name, version: version || "-" }, language),
    sentence("map.import-counts", counts, language),
    ...notices.map(({ key, data }) => sentence(key, data, language)),
  ];
}

function shown(file: string, language: string): string[] {
  const { name, country, bbox, attribution, version, addressCount, roadCount, featureCount, stores } = readArea(file);
  const words = attribution[language.startsWith("fr") ? "fr" : "en"];
  const counts = { roads: roadCount, features: featureCount, addresses: addressCount, stores: stores.length };
  return [
    sentence("map.area-name", { name, country, version: version || "-" }, language),
    sentence("map.area-box", { box: bbox.map((degrees) => degrees.toFixed(4)).join(", ") }, language),
    sentence("map.area-counts", counts, language),
    words,
  ];
}
