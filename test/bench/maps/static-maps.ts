import { fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Picture } from "../../../src/map/draw/picture.ts";

/** The part of staticmaps that is used here: its types are there only once the benchmarks were installed. */
interface StaticMap {
  addLine(line: { coords: [number, number][]; color: string; width: number }): void;
  addCircle(circle: { coord: [number, number]; radius: number; fill: string; color: string; width: number }): void;
  render(): Promise<void>;
  image: { buffer(type: string, options: { quality: number }): Promise<Buffer> };
}
type StaticMaps = new (options: {
  width: number;
  height: number;
  tileUrl: string;
  paddingX: number;
  paddingY: number;
}) => StaticMap;

/** Draws with the npm package staticmaps on tiles from loopback: a map of as many pixels as ours. */
export async function staticMaps(area: string): Promise<{ draw(picture: Picture): Promise<Buffer>; close(): void }> {
  const Maps = createRequire(import.meta.url)("staticmaps") as StaticMaps;
  const server = fork(fileURLToPath(new URL("./tile-server.ts", import.meta.url)), [area]);
  const [port] = (await once(server, "message")) as [number];
  const tileUrl = `http://127.0.0.1:${port}/{z}/{x}/{y}.png`;
  return {
    async draw({ ground, store, home, way }) {
      const map = new Maps({ width: 1200, height: 800, tileUrl, paddingX: 88, paddingY: 100 });
      const coords: [number, number][] = [];
      for (let i = 0; i < way!.length; i += 2)
        coords.push([...ground.plane.position(way![i]!, way![i + 1]!)] as [number, number]);
      map.addLine({ coords, color: "#1d6fdc", width: 10 });
      map.addCircle({
        coord: [...store.location] as [number, number],
        radius: 20,
        fill: "#d7263d",
        color: "#ffffff",
        width: 4,
      });
      map.addCircle({ coord: [...home!] as [number, number], radius: 20, fill: "#1d6fdc", color: "#ffffff", width: 4 });
      await map.render();
      return map.image.buffer("image/jpeg", { quality: 86 });
    },
    close: () => server.disconnect(),
  };
}
