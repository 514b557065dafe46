import { execFileSync } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { keepLetter, type LetterRequest } from "../../src/print/index.ts";
import { openAssets } from "../../src/store/index.ts";
import { letterhead, logoPng, signaturePng } from "../src/print/sample-letter.ts";
import type { Result } from "./figures.ts";
import type { MailingTold } from "./letters/mailing-process.ts";
import { drawMap } from "./letters/map.ts";
import { requests } from "./letters/ours.ts";

/** `BELLE_HISTOIRE_BENCH_LETTERS=100000 npm run bench -- mailing`. */
const letters = Number(process.env.BELLE_HISTOIRE_BENCH_LETTERS ?? 10_000);
/** Files of one letter each. */
const alone = 50;

/** Letters with a map, a logo, a signature and a background that all share, as messages keep them. */
async function keepLetters(folder: string): Promise<void> {
  const map = await drawMap(folder);
  const assets = openAssets(join(folder, "assets"));
  const file = (name: string, data: Uint8Array) => ({ name, data, state: name });
  const design: Partial<LetterRequest> = {
    logo: { file: file("logo.png", logoPng(1600, 400)), width: 45, place: "right" },
    signaturePicture: file("signature.png", signaturePng()),
    background: file("background.pdf", await (await letterhead()).save()),
  };
  async function* lines() {
    for (const request of requests(letters, map.pdf))
      yield `${JSON.stringify(await keepLetter({ ...request, ...design }, assets.put))}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(join(folder, "letters.ndjson")));
}

/** A mailing from what messages carry: letters with pictures in common, in one batch and each in a file of its own. */
export async function run(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "belle-histoire-mailing-"));
  const program = fileURLToPath(new URL("letters/mailing-process.ts", import.meta.url));
  const draw = (mode: "batch" | "alone", count: number) =>
    JSON.parse(String(execFileSync(process.execPath, [program, folder, mode, String(count)]))) as MailingTold;
  try {
    await keepLetters(folder);
    const [single, batch] = [draw("alone", Math.min(alone, letters)), draw("batch", letters)];
    const figureOf = (told: MailingTold) => ({
      letters: told.letters,
      files: told.files,
      pages: told.pages,
      "CPU ms a letter": told.cpu / told.letters,
      "letters/s": (told.letters * 1000) / told.wall,
      "kB a letter": told.bytes / told.letters / 1000,
      "max RSS, MiB": told.memory,
      "event loop p99, ms": told.delay,
    });
    const cpu = batch.cpu / letters;
    const ratio = single.cpu / single.letters / cpu;
    const atMost = (claim: string, measured: number, aim: number) => ({
      ...{ claim, measured, aim: `≤ ${aim}`, met: measured <= aim },
    });
    return {
      subject: `mailing: ${letters} letters as messages keep them, a process each`,
      figures: [
        { name: "a file a letter", values: figureOf(single) },
        { name: "one batch", values: figureOf(batch) },
      ],
      claims: [
        atMost("CPU ms a letter", cpu, 1.5),
        { claim: "a file a letter ÷ one batch, CPU", measured: ratio, aim: "≥ 5", met: ratio >= 5 },
        atMost("MiB of memory", batch.memory, 700),
        atMost("event loop of the main thread, p99 in ms", batch.delay, 50),
        { claim: "pages", measured: batch.pages, aim: `= ${letters}`, met: batch.pages === letters },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
