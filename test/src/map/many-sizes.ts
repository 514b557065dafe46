/**
 * Draws maps of ever other sizes and homes in a worker thread, and says how many MiB this process holds after a third of
 * them and after all: what a canvas takes is not counted by the collector, so that only the process as a whole tells.
 *
 *   node test/src/map/many-sizes.ts <maps>
 */
import { type MapRequest, madeUpTown, openMapService, readArea } from "../../../src/map/index.ts";
import { usePool } from "../../../src/pool.ts";

const count = Number(process.argv[2]);
const release = usePool();
const area = madeUpTown();
const service = openMapService({ kind: "area", area }, {});
const { stores, samples } = readArea(area);
const held = (): number => Math.round(process.memoryUsage().rss / 2 ** 20);

const told: number[] = [];
for (let i = 0; i < count; i++) {
  if (i === Math.floor(count / 3)) told.push(held());
  const request: MapRequest = { stores: [...stores], profile: "car", language: "fr" };
  const { location } = samples[i % samples.length]!;
  const screen = { width: 160 + ((i * 37) % 500), height: 140 + ((i * 53) % 400), scale: 1 + (i % 3) };
  await service.draw({ ...request, ...(i % 4 > 0 && { origin: { location } }), screen });
}
told.push(held());
console.log(JSON.stringify(told));
await service.close();
await release();
