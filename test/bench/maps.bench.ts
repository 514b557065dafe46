import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openArea } from "../../src/map/area/read.ts";
import { paintFrame, paintJpeg, paintPdf, paintRasterPdf } from "../../src/map/draw/outputs.ts";
import { makeTown, writeArea } from "../../src/map/index.ts";
import { type Figure, median, type Result } from "./figures.ts";
import { recipients, storeMap, storesOf } from "./maps/recipients.ts";
import { staticMaps } from "./maps/static-maps.ts";

const screen = { width: 600, height: 400, scale: 2 };
/** Of ten thousand recipients, so many are measured. */
const stream = 500;
const few = 12;

/** CPU in ms of each piece of work, all threads of this process. */
async function cpuOf<Item>(items: Iterable<Item>, work: (item: Item) => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  for (const item of items) {
    const before = process.cpuUsage();
    await work(item);
    const { user, system } = process.cpuUsage(before);
    samples.push((user + system) / 1000);
  }
  return samples;
}

const mebibytes = () => process.memoryUsage.rss() / 2 ** 20;

/** Maps of 600 × 400 CSS px at two device pixels each as JPEG: ours with and without what was drawn before, and those of staticmaps. */
export async function run(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "belle-histoire-maps-"));
  try {
    const path = join(folder, "town.area");
    writeArea(path, makeTown());
    const area = openArea(path);
    const draw = (picture: Parameters<typeof paintJpeg>[0]) => paintJpeg(picture, screen);
    // Libraries, fonts, canvases and the index of the roads are there before the clock counts.
    const pictures = [...recipients(area, 30)];
    for (const picture of pictures) await draw(picture);

    const all = recipients(area, stream);
    const half = stream / 2;
    const take = (count: number) => Array.from({ length: count }, () => all.next().value!);
    const first = await cpuOf(take(half), draw);
    const before = mebibytes();
    const second = await cpuOf(take(half), draw);
    const after = mebibytes();

    // Another name for the same ground: nothing of it has been drawn.
    let turn = 0;
    const cold = await cpuOf(pictures, (picture) => {
      turn += 1;
      return draw({ ...picture, ground: { ...picture.ground, hash: `cold ${turn}` } });
    });
    // The first time a view's middle is kept, the second time its borders too.
    const again = pictures.slice(0, few / 2);
    for (const picture of [...again, ...again]) await draw(picture);
    const warm = await cpuOf([...again, ...again], draw);
    const [store] = storesOf(area);
    await draw(storeMap(area, store!));
    const kept = await cpuOf(Array(few).fill(storeMap(area, store!)), draw);
    const some = pictures.slice(0, few);
    const page = await cpuOf(some, (picture) => paintPdf(picture, 160, 105));
    const pixels = await cpuOf(some, (picture) => paintRasterPdf(picture, 160, 105));
    const video = await cpuOf(some, (picture) => paintFrame(picture, { width: 1280, height: 720 }));

    const others = await staticMaps(path);
    for (const picture of some) await others.draw(picture);
    const theirs = await cpuOf(some, (picture) => others.draw(picture));
    others.close();

    const figure = (name: string, samples: number[]): Figure => ({
      name,
      values: { "CPU ms a map, median": median(samples), mean: mean(samples), maps: samples.length },
    });
    const ratio = (samples: number[]) => median(theirs) / median(samples);
    const perMap = mean([...first, ...second]);
    return {
      subject: "maps: home → store, 600 × 400 at 2 device pixels, JPEG",
      figures: [
        figure("ours, nothing drawn before", cold),
        figure("ours, the ground drawn before", warm),
        figure(`ours, ${stream} recipients, one after the other`, [...first, ...second]),
        figure("ours, a store’s map drawn before", kept),
        figure("ours, vector PDF of 160 × 105 mm", page),
        figure("ours, PDF of pixels, 160 × 105 mm, 300 dpi", pixels),
        figure("ours, frame of a video, 1280 × 720", video),
        figure("staticmaps, all tiles on loopback", theirs),
        {
          name: `resident memory, MiB, after ${half} and ${stream}`,
          values: { "CPU ms a map, median": before, mean: after },
        },
      ],
      claims: [
        { claim: "staticmaps / ours, ground drawn before", measured: ratio(warm), aim: "≥ 20", met: ratio(warm) >= 20 },
        { claim: "staticmaps / ours, nothing drawn before", measured: ratio(cold), aim: "≥ 8", met: ratio(cold) >= 8 },
        {
          claim: `10,000 recipients × 5 stores, CPU s (from ${stream})`,
          measured: (perMap * 10_000) / 1000,
          aim: "≤ 600",
          met: perMap <= 60,
        },
        {
          claim: "memory, second half over first",
          measured: after / before,
          aim: "≤ 1.1",
          met: after / before <= 1.1,
        },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const mean = (samples: readonly number[]): number => samples.reduce((sum, one) => sum + one, 0) / samples.length;
