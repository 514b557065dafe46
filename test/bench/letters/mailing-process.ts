import { createReadStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createInterface } from "node:readline";
import type { JsonObject } from "../../../src/contract/index.ts";
import { usePool } from "../../../src/pool.ts";
import { composeBatch, composeLetter, type LetterRequest, openKeptLetters } from "../../../src/print/index.ts";
import { openAssets } from "../../../src/store/index.ts";

/** What one process tells of its letters. */
export interface MailingTold {
  letters: number;
  files: number;
  pages: number;
  bytes: number;
  /** Milliseconds. */
  cpu: number;
  wall: number;
  /** MiB, at most. */
  memory: number;
  /** Event loop of the main thread, 99 of 100, in milliseconds. */
  delay: number;
}

/**
 * `mailing-process.ts <folder> <batch|alone> <letters>`: reads letters as messages keep them, a line each of `letters.ndjson`,
 * and draws them into one batch, or each into a file of its own; tells what it took as JSON.
 */
const [folder = "", mode = "", count = ""] = process.argv.slice(2);
const assets = openAssets(join(folder, "assets"));

async function* letters(): AsyncGenerator<LetterRequest> {
  const read = openKeptLetters(assets.get);
  let left = Number(count);
  for await (const line of createInterface(createReadStream(join(folder, "letters.ndjson")))) {
    if (left === 0) return;
    left -= 1;
    yield await read(JSON.parse(line) as JsonObject);
  }
}

async function drawAlone(): Promise<Pick<MailingTold, "files" | "pages" | "bytes">> {
  const made = { files: 0, pages: 0, bytes: 0 };
  for await (const letter of letters()) {
    const { pdf, pages } = await composeLetter(letter);
    made.files += 1;
    made.pages += pages;
    made.bytes += pdf.length;
  }
  return made;
}

async function drawTogether(): Promise<Pick<MailingTold, "files" | "pages" | "bytes">> {
  const out = join(folder, "batch");
  await mkdir(out, { recursive: true });
  const { files } = await composeBatch(letters(), { folder: out, name: "mailing" });
  const sum = (of: "pages" | "bytes") => files.reduce((total, file) => total + file[of], 0);
  return { files: files.length, pages: sum("pages"), bytes: sum("bytes") };
}

const leavePool = usePool();
// Libraries and fonts of the pool are there before the clock counts; those of a batch's own thread are part of it.
if (mode === "alone") await drawAlone();
const delays = monitorEventLoopDelay({ resolution: 5 });
delays.enable();
const [before, began] = [process.cpuUsage(), performance.now()];
const made = mode === "alone" ? await drawAlone() : await drawTogether();
const { user, system } = process.cpuUsage(before);
const told: MailingTold = {
  letters: Number(count),
  ...made,
  cpu: (user + system) / 1000,
  wall: performance.now() - began,
  memory: process.resourceUsage().maxRSS / 1024,
  delay: delays.percentile(99) / 1e6,
};
console.log(JSON.stringify(told));
await leavePool();
