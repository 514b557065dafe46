import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ImportReport } from "../../../src/map/import/index.ts";
import { runImport } from "../../../src/map/import/run-import.ts";
import { osmFile } from "./osm-data.ts";

let made: Promise<{ path: string; report: ImportReport }> | undefined;

/** The area file of Monaco, imported once a process; whoever asks is skipped where its map is not there. */
export function monaco(context: Mocha.Context): Promise<{ path: string; report: ImportReport }> {
  const [osm, water] = [osmFile("monaco-latest.osm.pbf"), osmFile("water-polygons-split-3857.zip")];
  if (osm === undefined || water === undefined) return context.skip();
  made ??= imported(osm, water);
  return made;
}

async function imported(osm: string, water: string): Promise<{ path: string; report: ImportReport }> {
  const folder = mkdtempSync(join(tmpdir(), "belle-histoire-monaco-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "monaco.area");
  return { path, report: await runImport({ osm, water, out: path }, () => {}) };
}
