import { createServer } from "node:http";
import { createCanvas } from "@napi-rs/canvas";
import { openArea } from "../../../src/map/area/read.ts";
import { paintFresh } from "../../../src/map/draw/base-tiles.ts";
import { viewAt } from "../../../src/map/draw/view.ts";

/**
 * Serves raster tiles of an area as a map service does, in a process of its own: PNG of 256 pixels under /{z}/{x}/{y}.png.
 * Each is drawn at its first call and then kept, so that what asks for them waits for nothing but loopback.
 */
const area = openArea(process.argv[2]!);
const tiles = new Map<string, Buffer>();
const side = 256;
const mercator = (degrees: number) => Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360));

function draw(z: number, x: number, y: number): Buffer {
  const world = side * 2 ** z;
  const [west, , east] = area.bbox;
  const unitsPerDegree = (area.plane.x(east) - area.plane.x(west)) / (east - west);
  const scale = world / 360 / unitsPerDegree;
  const originX = ((area.plane.position(0, 0)[0] + 180) / 360) * world;
  const originY = (1 - mercator(area.plane.position(0, 0)[1]) / Math.PI) * 0.5 * world;
  const corner = {
    width: side,
    height: side,
    scale,
    step: 0,
    density: 1,
    left: x * side - originX,
    top: y * side - originY,
  };
  const canvas = createCanvas(side, side);
  paintFresh(canvas.getContext("2d"), viewAt(area.plane, corner), area);
  return canvas.toBuffer("image/png");
}

const server = createServer((request, response) => {
  const place = /^\/(\d+)\/(\d+)\/(\d+)\.png$/u.exec(request.url ?? "");
  if (place === null) {
    response.writeHead(404).end();
    return;
  }
  const [z, x, y] = place.slice(1).map(Number) as [number, number, number];
  const tile = tiles.get(place[0]) ?? draw(z, x, y);
  tiles.set(place[0], tile);
  response.writeHead(200, { "content-type": "image/png", "content-length": tile.length }).end(tile);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" && address !== null ? address.port : 0);
});
process.on("disconnect", () => process.exit(0));
