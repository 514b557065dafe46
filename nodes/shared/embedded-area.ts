import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The made-up town that comes with the package, from the built tree or from the sources beside it. */
export function embeddedArea(): string {
  const built = fileURLToPath(new URL("../../area/saint-aurele.area", import.meta.url));
  return existsSync(built) ? built : fileURLToPath(new URL("../../dist/area/saint-aurele.area", import.meta.url));
}
