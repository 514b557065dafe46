import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The area file of the made-up town that comes with the package, from the built tree or from the sources beside it. */
export function madeUpTown(): string {
  const built = fileURLToPath(new URL("../../area/saint-aurele.area", import.meta.url));
  return existsSync(built) ? built : fileURLToPath(new URL("../../dist/area/saint-aurele.area", import.meta.url));
}
