import assert from "node:assert/strict";
import { expected, playImport } from "../flows/audience/import.ts";
import type { Result } from "./figures.ts";

/** `BELLE_HISTOIRE_BENCH_ROWS=20000` tries it on a short list. */
const rows = Number(process.env.BELLE_HISTOIRE_BENCH_ROWS ?? 1_000_000);
/** Megabytes of JavaScript that Node-RED's main thread may hold. */
const heap = 192;
const marks = [rows / 10, rows / 2, rows];
/** What a process may hold more at the end than after a tenth of the rows. */
const mostGrowth = 1.5;

/** A list through a real Node-RED that is killed twice on the way, and goes on by itself each time. */
export async function run(): Promise<Result> {
  // Of a heap that may grow, memory says how lazily it is swept: with this one a process that gathers rows ends.
  process.env.NODE_OPTIONS = `--max-old-space-size=${heap}`;
  const kills = [rows / 3, (2 * rows) / 3].map(Math.floor);
  const { counts, journeys, recipients, memory, enrolling, resuming } = await playImport(rows, kills, marks);
  assert.deepEqual(counts, { ...expected(rows), state: "done" });
  const [first, last] = [memory[0], memory.at(-1)];
  const growth = (last?.rss ?? Number.NaN) / (first?.rss ?? Number.NaN);
  const once = journeys === counts.enrolled && recipients === counts.enrolled;
  return {
    subject: `audience: a CSV file of ${rows} rows, Node-RED with a heap of ${heap} MB killed twice on the way`,
    figures: [
      { name: "enrolling", values: { "rows/s": (1_000 * rows) / enrolling, s: enrolling / 1_000 } },
      ...resuming.map((ms, index) => ({ name: `going on after kill ${index + 1}`, values: { s: ms / 1_000 } })),
      ...memory.map(({ rows: done, rss, peak }) => ({
        name: `memory after ${done} rows`,
        values: { "RSS MB": rss, "peak MB": peak },
      })),
    ],
    claims: [
      { claim: "keys that were enrolled once, of all", measured: journeys / counts.enrolled, aim: "1", met: once },
      {
        claim: "memory at the end, of that after a tenth",
        measured: growth,
        aim: `≤ ${mostGrowth}`,
        met: growth <= mostGrowth,
      },
    ],
  };
}
