import { playMailing } from "../flows/mailing/play.ts";
import type { Result } from "./figures.ts";

/** `BELLE_HISTOIRE_BENCH_LETTERS=100000 npm run bench -- print-run`. */
const letters = Number(process.env.BELLE_HISTOIRE_BENCH_LETTERS ?? 10_000);
const most = 2_000;
/** Megabytes of JavaScript that each thread of Node-RED may hold. */
const heap = 192;
/** What a process may hold more at the end than after a fifth of the letters. */
const mostGrowth = 1.3;

/** A list through a real Node-RED: enrolled, written, collected, and laid into a print folder in batches. */
export async function run(): Promise<Result> {
  // Of a heap that may grow, memory says how lazily it is swept: with this one a process that gathers letters ends.
  process.env.NODE_OPTIONS = `--max-old-space-size=${heap}`;
  const marks = [0.2, 0.5, 1].map((share) => Math.floor(share * letters));
  const { batches, places, memory, wall } = await playMailing(letters, most, marks);
  const [first, last] = [memory[0], memory.at(-1)];
  const growth = (last?.rss ?? Number.NaN) / (first?.rss ?? Number.NaN);
  const pages = batches.reduce((all, batch) => all + batch.pages, 0);
  const bytes = batches.reduce((all, batch) => all + batch.bytes, 0);
  const own = new Set(places.map(({ file, firstPage }) => `${file} ${firstPage}`)).size;
  return {
    subject: `print-run: ${letters} people, enrolled and printed in batches of ${most} at most by a real Node-RED with a heap of ${heap} MB`,
    figures: [
      {
        name: "all",
        values: { "letters/s": (letters * 1_000) / wall, s: wall / 1_000, "kB a letter": bytes / pages / 1_000 },
      },
      ...memory.map(({ letters: printed, rss, peak }) => ({
        name: `memory after ${printed} letters`,
        values: { "RSS MB": rss, "peak MB": peak },
      })),
    ],
    claims: [
      { claim: "pages that are a letter's own", measured: own, aim: `= ${letters}`, met: own === letters },
      { claim: "pages", measured: pages, aim: `= ${letters}`, met: pages === letters },
      {
        claim: "memory at the end, of that after a fifth",
        measured: growth,
        aim: `≤ ${mostGrowth}`,
        met: growth <= mostGrowth,
      },
    ],
  };
}
