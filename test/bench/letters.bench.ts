import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Figure, median, type Result } from "./figures.ts";
import { chromium } from "./letters/chromium.ts";
import { drawMap } from "./letters/map.ts";
import { inkedBackground, installedSize, marksOf } from "./letters/marks.ts";
import { ours } from "./letters/ours.ts";
import { pdfkit } from "./letters/pdfkit.ts";
import { typst } from "./letters/typst.ts";
import type { Way } from "./letters/way.ts";
import { cpuOf } from "./webhook/process-time.ts";

const rounds = 3;
/** Files of one letter each, a round. */
const alone = 10;
const together = 1_000;
const large = 10_000;

/** CPU of this process with its threads and of the others of a way, in ms; what has ended meanwhile had done nothing. */
function spent(way: Way): number {
  const { user, system } = process.cpuUsage();
  const others = way.processes().map((pid) => {
    try {
      return cpuOf(pid);
    } catch {
      return 0;
    }
  });
  return others.reduce((sum, each) => sum + each, user + system) / 1000;
}

/** Median CPU in ms, by the way's name. */
type Samples = Map<Way, number[]>;

async function sample(samples: Samples, way: Way, count: number, work: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const before = spent(way);
  const bytes = await work();
  samples.set(way, [...(samples.get(way) ?? []), (spent(way) - before) / count]);
  return bytes;
}

async function printAlone(way: Way, from: number): Promise<Uint8Array> {
  let bytes = new Uint8Array();
  for (let n = from; n < from + alone; n += 1) bytes = Uint8Array.from(await way.one(n));
  return bytes;
}

/** The same letter by several programs: each in a file of its own, and a thousand in one file. */
export async function run(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "belle-histoire-letters-"));
  const map = await drawMap(folder);
  const ways = [ours(folder, map), typst(folder), pdfkit(map), await chromium(folder)];
  const [singles, batches]: [Samples, Samples] = [new Map(), new Map()];
  const files = new Map<Way, { one: Uint8Array; many: number }>();
  try {
    // Libraries, fonts and caches are there before the clock counts.
    for (const way of ways) {
      await printAlone(way, 0);
      await way.many(20);
    }
    for (let round = 1; round <= rounds; round += 1)
      for (const way of ways) {
        const one = await sample(singles, way, alone, () => printAlone(way, round * alone));
        const many = await sample(batches, way, together, () => way.many(together));
        files.set(way, { one, many: many.length });
      }
    const background = await inkedBackground();
    const [our] = ways;
    const [ourSingle, ourBatch] = [median(singles.get(our!) ?? []), median(batches.get(our!) ?? [])];
    const figures: Figure[] = [];
    for (const way of ways) {
      const [single, batch] = [median(singles.get(way) ?? []), median(batches.get(way) ?? [])];
      const { one, many } = files.get(way)!;
      figures.push({
        name: way.name,
        values: {
          "alone: CPU ms": single,
          "× ours": single / ourSingle,
          kB: one.length / 1000,
          "of 1,000: CPU ms": batch,
          "× our batch": batch / ourBatch,
          "kB each": many / together / 1000,
          ...(await marksOf(one, await way.proof(background))),
          "MB installed": installedSize(way.installed),
        },
      });
    }
    const program = fileURLToPath(new URL("letters/batch-process.ts", import.meta.url));
    const inProcess = (count: number) => {
      const told = execFileSync(process.execPath, [program, folder, join(folder, "map.pdf"), String(count)]);
      return JSON.parse(String(told)) as { cpu: number; bytes: number; memory: number };
    };
    figures.push({
      name: "ours, a batch of one letter: its thread and libraries",
      values: { "CPU ms": inProcess(1).cpu },
    });
    const { cpu, bytes, memory } = inProcess(large);
    figures.push({
      name: `ours, ${large} in a batch, a process of its own; ${Math.round(memory)} MiB`,
      values: { "of 1,000: CPU ms": cpu / large, "kB each": bytes / large / 1000 },
    });
    const browser = ways.at(-1)!;
    const [browserSingle, browserBatch] = [median(singles.get(browser) ?? []), median(batches.get(browser) ?? [])];
    return {
      subject: `letters: one a file (${alone}), ${together} in one file, ${rounds} rounds in turn, CPU of all processes`,
      figures,
      claims: [
        atLeast("a letter alone: Chromium ÷ ours", browserSingle / ourSingle, 4),
        atLeast("1,000 letters: Chromium, 1,000 documents ÷ our batch", browserSingle / ourBatch, 40),
        atLeast("1,000 letters: Chromium, one document of 1,000 pages ÷ our batch", browserBatch / ourBatch, 40),
        atMost(`CPU ms a letter of ${large}`, cpu / large, 1.5),
        atMost(`MiB for ${large} letters`, memory, 700),
      ],
    };
  } finally {
    for (const way of ways) await way.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const atLeast = (claim: string, measured: number, aim: number) => ({
  claim,
  measured,
  aim: `≥ ${aim}`,
  met: measured >= aim,
});
const atMost = (claim: string, measured: number, aim: number) => ({
  claim,
  measured,
  aim: `≤ ${aim}`,
  met: measured <= aim,
});
