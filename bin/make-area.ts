import { makeTown, writeArea } from "../src/map/index.ts";

/** Writes the area of the imaginary town: `node bin/make-area.ts <out-file>`. */
const path = process.argv[2];
if (path === undefined) {
  console.error("usage: node bin/make-area.ts <out-file>");
  process.exitCode = 2;
} else {
  const town = makeTown();
  writeArea(path, town);
  console.log(`${path}: ${town.name}, ${town.edges.length} roads, ${town.addresses.length} addresses`);
}
