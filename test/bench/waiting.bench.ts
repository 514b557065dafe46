import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { long } from "../size.ts";
import type { Figure, Result } from "./figures.ts";
import { fillFile } from "./waiting/file.ts";
import type { Done, Work } from "./waiting/process.ts";

const few = 10_000;
const many = long(1_000_000, 10_000_000);
const work = { polls: 300, releases: long(1_000, 3_000) };

async function inProcess(order: Work): Promise<Done> {
  const child = fork(fileURLToPath(new URL("./waiting/process.ts", import.meta.url)));
  const exited = once(child, "exit");
  try {
    child.send(order);
    const [word] = (await Promise.race([
      once(child, "message"),
      exited.then(() => Promise.reject(new Error("the process ended"))),
    ])) as [{ done: Done } | { failed: string }];
    if ("failed" in word) throw new Error(word.failed);
    return word.done;
  } finally {
    if (child.connected) child.disconnect();
    await exited;
  }
}

const spoken = (count: number) => count.toLocaleString("en");

/** What it costs an embedded store that many wait: looks that find nothing, one that goes on, and memory. */
export async function run(): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "belle-histoire-bench-"));
  const figures: Figure[] = [];
  const done: Done[] = [];
  try {
    for (const cases of [few, many]) {
      const path = join(folder, `${cases}.sqlite`);
      await fillFile(path, cases);
      const one = await inProcess({ path, cases, ...work });
      done.push(one);
      for (const [name, { p50, p99 }] of Object.entries(one.times))
        figures.push({ name: `${spoken(cases)} wait: ${name}`, values: { "p50 ms": p50, "p99 ms": p99 } });
      const { opened, worked } = one.memory;
      figures.push({
        name: `${spoken(cases)} wait: memory of the process`,
        values: { "MiB opened": opened, "MiB worked": worked },
      });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const [small, large] = done as [Done, Done];
  const atMost = (claim: string, measured: number, aim: number) => ({
    claim,
    measured,
    aim: `≤ ${aim}`,
    met: measured <= aim,
  });
  const looks = Object.entries(large.times).filter(([name]) => name.includes("finds nothing"));
  return {
    subject: `waiting: ${spoken(many)} recipients wait, against ${spoken(few)}`,
    figures,
    claims: [
      ...looks.map(([name, { p50 }]) => atMost(`${name}, p50 in ms`, p50, 1)),
      atMost(
        "release of any one, time in the database without the wait for the disk, p50 in ms",
        large.times["release, its statements"]?.p50 ?? Number.NaN,
        1,
      ),
      // 64 MB of the file are kept in memory at most, however large it is.
      atMost(
        `MiB of memory more than with ${spoken(few)}, of which at most 64 are pages of the file`,
        large.memory.worked - small.memory.worked,
        80,
      ),
    ],
  };
}
