import { syncBuiltinESMExports } from "node:module";
import threads from "node:worker_threads";
import { oneFile, storeWorker } from "./one-file.ts";

/**
 * Every embedded store is a thread of its own, whose files take four fifths of the time in which a store is opened, and the
 * tests open hundreds. Here the thread is one file. Flows load the package as it is built, and other processes the sources,
 * so those ways are tried as well.
 */
const { Worker } = threads;
threads.Worker = class extends Worker {
  constructor(file: string | URL, options?: threads.WorkerOptions) {
    super(file instanceof URL && file.href === storeWorker.href ? oneFile(storeWorker) : file, options);
  }
};
syncBuiltinESMExports();
