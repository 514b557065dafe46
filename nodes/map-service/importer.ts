import { isAbsolute, relative } from "node:path";
import { Fault } from "../../src/contract/index.ts";
import type { ImportOptions, ImportReport } from "../../src/map/import/index.ts";

/** How an import stands. */
export interface Import {
  /** The area file, as the form names it. */
  file: string;
  state: "running" | "done" | "failed" | "cancelled";
  stage: string;
  /** 0 to 1 of the stage. */
  share: number;
  /** Of one that failed. */
  fault?: Fault;
  /** Of one that is done. */
  report?: ImportReport;
}

export type RunImport = (
  options: ImportOptions,
  onProgress: (stage: string, share: number) => void,
  signal: AbortSignal,
) => Promise<ImportReport>;

export interface Importer {
  /** @param ended whatever became of it @throws Fault map.import-running, map.import-outside */
  start(file: string, options: Omit<ImportOptions, "out">, ended: () => Promise<void>): void;
  cancel(file: string): Promise<void>;
  cancelAll(): Promise<void>;
  /** The newest first. */
  list(): Import[];
}

/** Imports that are told of after their end. */
const mostTold = 20;

/**
 * Where an area file may be made: below the user directory, with an ending of its own, so that nothing else is written over.
 * @throws Fault map.import-outside
 */
export function targetOf(file: string, root: string, inFolder: (path: string) => string): string {
  const path = inFolder(file.trim());
  const inside = relative(root, path);
  const below = inside !== "" && !inside.startsWith("..") && !isAbsolute(inside);
  if (!below || !/[^/\\]\.area$/i.test(file.trim())) throw new Fault("map.import-outside", { file });
  return path;
}

/** Imports of one Node-RED: one at a time for each file, going on while no dialog is open. */
export function openImporter(place: (file: string) => string, run: RunImport): Importer {
  /** By the path of the file, in the order of their starts. */
  const imports = new Map<string, Import & { stop: AbortController; ending: Promise<void> }>();

  function forgetOld(): void {
    for (const [path, { state }] of imports) if (imports.size > mostTold && state !== "running") imports.delete(path);
  }
  async function cancelOne(path: string): Promise<void> {
    const one = imports.get(path);
    if (one?.state !== "running") return;
    one.stop.abort();
    await one.ending;
  }

  return {
    start(file, options, ended) {
      const path = place(file);
      if (imports.get(path)?.state === "running") throw new Fault("map.import-running", { file });
      const stop = new AbortController();
      const state: Import = { file, state: "running", stage: "", share: 0 };
      const tell = (stage: string, share: number) => Object.assign(state, { stage, share });
      const work = async () => {
        try {
          const report = await run({ ...options, out: path }, tell, stop.signal);
          Object.assign(state, { state: "done", share: 1, report });
        } catch (error) {
          const fault = error instanceof Fault ? error : new Fault("map.import-failed", { message: String(error) });
          Object.assign(state, stop.signal.aborted ? { state: "cancelled" } : { state: "failed", fault });
        }
        await ended().catch(() => {});
      };
      imports.delete(path);
      imports.set(path, Object.assign(state, { stop, ending: work() }));
      forgetOld();
    },
    cancel: (file) => cancelOne(place(file)),
    async cancelAll() {
      await Promise.all([...imports.keys()].map(cancelOne));
    },
    list: () => [...imports.values()].reverse(),
  };
}
