import { mkdtempSync, rmSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import threads from "node:worker_threads";
import { buildSync } from "esbuild";

/**
 * Every embedded store is a thread of its own, which loads some hundred files: four fifths of what opening a store costs, and
 * the tests open hundreds. Here they are put into one file, once a process. Flows load the package as it is built, and
 * processes of their own load the sources, so the other ways to load it are tried as well.
 */
const storeWorker = /\/src\/store\/sqlite\/worker\.ts$/;
let folder: string | undefined;

function oneFileOf(source: string): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), "belle-histoire-worker-"));
    buildSync({
      entryPoints: [source],
      bundle: true,
      platform: "node",
      format: "esm",
      outdir: made,
      outExtension: { ".js": ".mjs" },
    });
    process.once("exit", () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  return join(folder, basename(source, ".ts").concat(".mjs"));
}

const { Worker } = threads;
threads.Worker = class extends Worker {
  constructor(file: string | URL, options?: threads.WorkerOptions) {
    super(file instanceof URL && storeWorker.test(file.pathname) ? oneFileOf(fileURLToPath(file)) : file, options);
  }
};
syncBuiltinESMExports();
