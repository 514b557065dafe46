import { existsSync, readFileSync } from "node:fs";

/** The package's own description lies above its built files as above its sources, which are not as deep. */
const place = ["../../../package.json", "../../package.json"]
  .map((path) => new URL(path, import.meta.url))
  .find((url) => existsSync(url) && readFileSync(url, "utf8").includes('"@belle-histoire/node-red-journey"'));

/** The version of this package. */
export const version: string =
  place === undefined ? "0.0.0" : (JSON.parse(readFileSync(place, "utf8")) as { version: string }).version;
