import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Folders below the user directory that are looked into. */
const deepest = 3;
const passedOver = new Set(["node_modules", "lib", ".git"]);

/** Area files below a folder, by their paths from there, for people to choose from. */
export async function areaFiles(root: string, below = "", depth = 0): Promise<string[]> {
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isFile() && entry.name.endsWith(".area")) found.push(path);
    if (entry.isDirectory() && depth < deepest && !passedOver.has(entry.name))
      found.push(...(await areaFiles(root, path, depth + 1)));
  }
  return found.sort();
}
