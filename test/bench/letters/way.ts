import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

interface Manifest {
  version: string;
  license: string;
  dependencies?: Record<string, string>;
}
/** Of the benchmarks, of the package. */
const searched = ["../node_modules", "../../../node_modules"].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** A program that prints the letters. */
export interface Way {
  name: string;
  /** One letter, a file of its own. */
  one(n: number): Promise<Uint8Array>;
  /** Letters of so many recipients in one file, one map for all; answers the file. */
  many(count: number): Promise<Uint8Array>;
  /** A page with a rule in CMYK over a background that was imported from a PDF, as far as the program can. */
  proof(background: Uint8Array): Promise<Uint8Array>;
  /** Its processes beside this one. */
  processes(): number[];
  /** Packages, or paths, that have to be installed for it. */
  installed: string[];
  close(): Promise<void>;
}

/** Folder of a package that was installed, which may not export its own manifest. */
export function folderOf(name: string): string {
  const found = searched.map((folder) => join(folder, name)).find(existsSync);
  if (found === undefined) throw new Error(`${name} is not installed`);
  return found;
}

export function manifestOf(name: string): Manifest {
  return JSON.parse(readFileSync(join(folderOf(name), "package.json"), "utf8"));
}
