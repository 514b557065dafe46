import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { syncFolder } from "../../../durable-file.ts";
import { isUnfinished, unfinished } from "./file-names.ts";
import { portionsOf } from "./portions.ts";
import type { Asked, Told } from "./worker.ts";
import type { Assignment, BatchRequest, Outcome, Written } from "./write-letters.ts";

export type { BatchRequest, Outcome };

export interface BatchOptions {
  /** It exists. */
  folder: string;
  /** Files are called `<name>-001.pdf` and so on. */
  name: string;
  /** Readers of PDF/A-1 and many printers take 8,000 pages. */
  pagesPerFile?: number;
  /** A file is full once it has so many; its last letter and the fonts come on top. */
  bytesPerFile?: number;
  /** Letters with faults: left out, or printed all the same where they can be. */
  onFault?: "skip" | "print";
  /** Each letter begins on the front of a sheet. */
  twoSided?: boolean;
  /** The front of each sheet bears a code for the inserter. */
  marked?: boolean;
  /** No file is made: the answer tells how many pages each letter has, and its faults. */
  measured?: boolean;
  signal?: AbortSignal;
}

export interface LetterBatch {
  files: Written[];
  /** In the order of the requests: where each letter is, or why it is in no file, and what is doubtful about it. */
  letters: Outcome[];
}

const worker = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);
/** Portions that the thread has at a time: one to write, one to wait. */
const most = 2;

/**
 * Writes many letters into few PDFs, in a thread of its own: fonts once a file, pictures and whatever letters have in
 * common once. It takes requests as it gets on, so a list need never be in memory as a whole. A letter with a fault is
 * left out and told; the others go on. The same requests give the same bytes.
 *
 * The files appear when all are complete. Where it fails or is aborted, none is left.
 * @throws the signal's reason, what `requests` throws, errors of the system (`ENOSPC` …)
 */
export async function composeBatch(
  requests: Iterable<BatchRequest> | AsyncIterable<BatchRequest>,
  options: BatchOptions,
): Promise<LetterBatch> {
  const { folder, name, signal } = options;
  signal?.throwIfAborted();
  const { pagesPerFile = 8_000, bytesPerFile = 2_000_000_000, onFault = "skip" } = options;
  const { twoSided = false, marked = false, measured = false } = options;
  const limits = { pagesPerFile, bytesPerFile };
  const assignment: Assignment = { folder, name, limits, onFault, sheets: { twoSided, marked }, measured };
  // Without a limit what each letter leaves behind is collected late: three times the memory.
  const resourceLimits = { maxYoungGenerationSizeMb: 16 };
  const thread = new Worker(worker, { workerData: assignment, resourceLimits });
  const letters: Outcome[] = [];
  const written = Promise.withResolvers<Written[]>();
  // Whoever waits for anything waits for this as well, and hears of it there.
  written.promise.catch(() => {});
  const abort = () => written.reject(signal?.reason);
  signal?.addEventListener("abort", abort);
  let ahead = 0;
  let room = Promise.withResolvers<void>();
  thread.on("error", written.reject);
  thread.on("exit", () => written.reject(new Error("the thread of a batch has ended")));
  thread.on("message", (told: Told) => {
    if ("written" in told) return written.resolve(told.written);
    for (const each of told.outcomes) letters.push(each);
    ahead -= 1;
    room.resolve();
  });
  const send = (asked: Asked) => thread.postMessage(asked);
  const unlessEnded = <T>(work: Promise<T>) => Promise.race([work, written.promise.then(() => work)]);

  const portions = portionsOf(requests);
  try {
    for (;;) {
      const { done, value } = await unlessEnded(portions.next());
      if (done === true) break;
      ahead += 1;
      send(value);
      room = Promise.withResolvers();
      if (ahead >= most) await unlessEnded(room.promise);
    }
    send(undefined);
    const files = await written.promise;
    for (const { name: file } of files) await rename(join(folder, unfinished(file)), join(folder, file));
    await syncFolder(folder);
    return { files, letters };
  } catch (error) {
    // Not waited for: the source may never give what it is asked for.
    portions.return(undefined).catch(() => {});
    await thread.terminate();
    await removeUnfinished(folder, name);
    throw error;
  } finally {
    signal?.removeEventListener("abort", abort);
    await thread.terminate();
  }
}

async function removeUnfinished(folder: string, name: string): Promise<void> {
  for (const file of await readdir(folder)) if (isUnfinished(name, file)) await rm(join(folder, file), { force: true });
}
