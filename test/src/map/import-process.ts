import { runImport } from "../../../src/map/import/run-import.ts";

/**
 * An import in a process of its own that dies at a moment:
 * `node import-process.ts <osm> <out> <stage> <share from which it dies>`.
 */
const [osm, out, stage, from] = process.argv.slice(2) as [string, string, string, string];
const told = (at: string, share: number) => {
  if (at === stage && share >= Number(from)) process.kill(process.pid, "SIGKILL");
};
await runImport({ osm, out }, told, undefined, 0);
