import * as z from "zod";
import { Fault } from "../../contract/index.ts";
import { checkedAddress, filled, hostOf } from "./address.ts";
import type { Calls } from "./calls.ts";
import type { VectorTile } from "./provider.ts";
import { isSuccess, jsonOf, refusalOf, shaped } from "./read-answer.ts";

/** Tiles of one picture; a wide one at 300 dpi needs some forty. */
const mostTiles = 64;
/** Where the address is that of tiles and nobody says how deep they go. */
const usualDepth = 14;

/** TileJSON 3.0.0 (github.com/mapbox/tilejson-spec), as far as it is read. */
const TileJson = z.looseObject({
  tiles: z.array(z.string().max(2_000)).min(1).max(20),
  minzoom: z.int().min(0).max(30).default(0),
  maxzoom: z.int().min(0).max(30).default(usualDepth),
});

const isTemplate = (address: string) => ["{z}", "{x}", "{y}"].every((part) => address.includes(part));

/**
 * The part of a provider that hands out vector tiles.
 * @param address of tiles with {z}, {x} and {y}, or of their TileJSON
 */
export function vectorTiles(address: string, calls: Calls, headers: Readonly<Record<string, string>> = {}) {
  let source: Promise<z.infer<typeof TileJson>> | undefined;

  async function readSource(): Promise<z.infer<typeof TileJson>> {
    if (isTemplate(address)) return { tiles: [address], minzoom: 0, maxzoom: usualDepth };
    const host = hostOf(address);
    const answer = await calls({ purpose: "tiles", url: address, headers });
    if (!isSuccess(answer)) throw refusalOf(host, answer);
    const told = shaped(TileJson, jsonOf(answer), host);
    const [template] = told.tiles;
    if (!isTemplate(template!) || hostOf(checkedAddress(template!, "tiles")) !== host)
      throw new Fault("map.provider-other-host", { host });
    return told;
  }

  async function tile(template: string, z: number, x: number, y: number): Promise<VectorTile> {
    const url = filled(template, { z, x, y });
    const answer = await calls({ purpose: "tiles", url, headers });
    // Where nothing is, servers have no tile.
    if (answer.status === 404 || answer.status === 204) return { z, x, y, bytes: new Uint8Array() };
    const host = hostOf(template);
    if (!isSuccess(answer)) throw refusalOf(host, answer);
    if (answer.headers["content-type"]?.startsWith("text/html") === true)
      throw new Fault("map.provider-answer", { host, where: "/" });
    return { z, x, y, bytes: answer.bytes };
  }

  return async (bbox: readonly [number, number, number, number], zoom: number): Promise<VectorTile[]> => {
    source ??= readSource().catch((error: unknown) => {
      source = undefined;
      throw error;
    });
    const { tiles, minzoom, maxzoom } = await source;
    let level = Math.max(minzoom, Math.min(maxzoom, Math.floor(zoom)));
    let cells = cellsOf(bbox, level);
    while (cells.length > mostTiles && level > minzoom) cells = cellsOf(bbox, --level);
    if (cells.length > mostTiles) throw new Fault("map.provider-tiles", { host: hostOf(address), most: mostTiles });
    return Promise.all(cells.map(([x, y]) => tile(tiles[0]!, level, x, y)));
  };
}

/** Columns and rows of the tiles that cover west, south, east, north. */
function cellsOf([west, south, east, north]: readonly [number, number, number, number], level: number) {
  const count = 2 ** level;
  const within = (value: number) => Math.max(0, Math.min(count - 1, Math.floor(value)));
  const column = (lon: number) => within(((lon + 180) / 360) * count);
  const row = (lat: number) => {
    const angle = (lat * Math.PI) / 180;
    return within(((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2) * count);
  };
  const cells: [number, number][] = [];
  for (let y = row(north); y <= row(south); y++) for (let x = column(west); x <= column(east); x++) cells.push([x, y]);
  return cells;
}
