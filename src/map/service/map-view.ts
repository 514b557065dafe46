import type { Position } from "../../contract/index.ts";

/** Room in CSS px that markers need at the edges. */
const room = { side: 44, top: 58, bottom: 42 } as const;
/** Nearer than this a map shows no surroundings. */
const nearest = 17;
/** Metres shown round a store on a map without a way, to each side. */
const surroundings = 500;
const tile = 256;
const radians = Math.PI / 180;

/** Which part of the world a web map shows: Web Mercator, 256 CSS px for the whole world at zoom 0. */
export interface MapView {
  centre: Position;
  zoom: number;
  width: number;
  height: number;
}

const across = (lon: number) => (lon + 180) / 360;
const down = (lat: number) => (1 - Math.log(Math.tan(Math.PI / 4 + (lat * radians) / 2)) / Math.PI) / 2;
const lonAt = (x: number) => x * 360 - 180;
const latAt = (y: number) => (2 * Math.atan(Math.exp(Math.PI * (1 - 2 * y))) - Math.PI / 2) / radians;

/** The nearest view at a whole zoom level that holds all places, with room round them; one place with its surroundings. */
export function viewHolding(places: readonly Position[], width: number, height: number): MapView {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of places.length > 1 ? places : around(places[0]!)) {
    west = Math.min(west, across(lon));
    east = Math.max(east, across(lon));
    north = Math.max(north, 1 - down(lat));
    south = Math.min(south, 1 - down(lat));
  }
  const free = [Math.max(20, width - 2 * room.side), Math.max(20, height - room.top - room.bottom)] as const;
  const fits = Math.min(free[0] / (east - west || 1e-9), free[1] / (north - south || 1e-9)) / tile;
  const zoom = Math.max(0, Math.min(nearest, Math.floor(Math.log2(fits))));
  const world = tile * 2 ** zoom;
  const middle = 1 - (south + north) / 2 - (room.top - room.bottom) / 2 / world;
  return { centre: [lonAt((west + east) / 2), latAt(middle)], zoom, width, height };
}

function around([lon, lat]: Position): Position[] {
  const step = surroundings / 111_195;
  const wide = step / Math.cos(lat * radians);
  return [
    [lon - wide, lat - step],
    [lon + wide, lat + step],
  ];
}

/** West, south, east, north of a view in degrees. */
export function extentOf({ centre, zoom, width, height }: MapView): [number, number, number, number] {
  const world = tile * 2 ** zoom;
  const [x, y] = [across(centre[0]), down(centre[1])];
  const [wide, high] = [width / 2 / world, height / 2 / world];
  return [lonAt(x - wide), latAt(y + high), lonAt(x + wide), latAt(y - high)];
}

/** Where a place is on the picture, in CSS px from its upper left corner. */
export function pixelOf({ centre, zoom, width, height }: MapView, [lon, lat]: Position): [number, number] {
  const world = tile * 2 ** zoom;
  return [(across(lon) - across(centre[0])) * world + width / 2, (down(lat) - down(centre[1])) * world + height / 2];
}
