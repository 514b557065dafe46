import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "mocha";
import type { AreaContent } from "../../../src/map/area/content.ts";
import { makeTown, writeArea } from "../../../src/map/index.ts";

let town: AreaContent | undefined;

/** The town as data, made once a test run. */
export function theTown(): AreaContent {
  town ??= makeTown();
  return town;
}

/** A folder that is gone after the tests of this file. */
export function folderFor(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `belle-histoire-${name}-`));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Path of an area file with this content, the town where none is given. */
export function areaFile(name: string, content: AreaContent = theTown()): string {
  const path = join(folderFor(name), "town.area");
  writeArea(path, content);
  return path;
}
