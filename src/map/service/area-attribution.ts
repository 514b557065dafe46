import { statSync } from "node:fs";
import { basename } from "node:path";
import * as z from "zod";
import { Fault } from "../../contract/index.ts";
import { withDatabase } from "../area/handle.ts";

const Header = z.object({ attribution: z.object({ en: z.string() }) });

/**
 * Whom an area file names as the source of its data. Reads a few bytes of it only: this is the thread that answers
 * webhooks.
 * @throws Fault map.area-missing, map.area-foreign, map.area-newer, map.area-damaged
 */
export function areaAttribution(path: string): string {
  const file = basename(path);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) throw new Fault("map.area-missing", { file });
  return withDatabase(path, (database) => {
    const row = database.prepare("SELECT value FROM meta WHERE key = 'area'").get();
    return Header.parse(JSON.parse(String(row?.value))).attribution.en;
  });
}
