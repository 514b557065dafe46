import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));
let told = false;

/**
 * Path of a file of real map data, kept beside the repository: in the folder that BELLE_HISTOIRE_OSM names, else in
 * `shared/osm` beside the repository or one level above it. Undefined where it is not there, said once.
 */
export function osmFile(name: string): string | undefined {
  const folders = [process.env.BELLE_HISTOIRE_OSM ?? "", join(root, "../shared/osm"), join(root, "../../shared/osm")];
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (found === undefined && !told) {
    told = true;
    console.log("    real map data is not here: tests with it are skipped (set BELLE_HISTOIRE_OSM to its folder)");
  }
  return found;
}
