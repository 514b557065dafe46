import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/**
 * Path of a file of real map data, which is not part of the project: in the folder that `BELLE_HISTOIRE_OSM` names, or in
 * `shared/osm` beside the project. Undefined where it is not there: then the test is skipped.
 */
export function osmFile(name: string): string | undefined {
  const folders = [process.env.BELLE_HISTOIRE_OSM, join(root, "../shared/osm"), join(root, "../../shared/osm")];
  return folders
    .flatMap((folder) => (folder === undefined ? [] : [join(folder, name)]))
    .find((path) => existsSync(path));
}
