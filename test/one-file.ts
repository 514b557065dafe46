import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

let folder: string | undefined;
const made = new Map<string, string>();

function place(): string {
  if (folder !== undefined) return folder;
  // Where what is asked for while it runs is found.
  const cache = fileURLToPath(new URL("../node_modules/.cache", import.meta.url));
  mkdirSync(cache, { recursive: true });
  const empty = mkdtempSync(join(cache, "belle-histoire-one-file-"));
  writeFileSync(join(empty, "package.json"), '{ "type": "module" }');
  process.once("exit", () => rmSync(empty, { recursive: true, force: true }));
  folder = empty;
  return folder;
}

/**
 * Path of one file with all that a program of the sources loads: hundreds of files, which take longer to load than many a
 * thread or process of a test lives. Made once a process; one name stands for one program.
 */
export function oneFile(source: URL, name = basename(source.pathname, ".ts")): string {
  const known = made.get(source.href);
  if (known !== undefined) return known;
  const path = join(place(), `${name}.js`);
  buildSync({
    entryPoints: [fileURLToPath(source)],
    outfile: path,
    bundle: true,
    platform: "node",
    format: "esm",
    // What is not a module in itself asks for Node's own parts in the old way.
    banner: { js: 'import { createRequire as asker } from "node:module"; const require = asker(import.meta.url);' },
    external: ["pg-native", "cloudflare:sockets"],
    logLevel: "error",
  });
  made.set(source.href, path);
  return path;
}

export const storeWorker = new URL("../src/store/sqlite/worker.ts", import.meta.url);

/** The same for a program that opens an embedded store: its thread lies beside it. */
export function oneFileWithStore(source: URL, name: string): string {
  oneFile(storeWorker);
  return oneFile(source, name);
}
