import * as z from "zod";
import { Fault } from "../../contract/index.ts";
import { checkedAddress, filled, hostOf } from "./address.ts";
import type { Calls } from "./calls.ts";
import type { TileName, TileSource, VectorTile } from "./provider.ts";
import { isSuccess, jsonOf, refusalOf, shaped } from "./read-answer.ts";

/** Tiles of one picture, and their bytes, unpacked; a wide one at 300 dpi needs some forty of a few hundred kB. */
const mostTiles = 64;
const mostBytes = 48_000_000;
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
export function vectorTiles(address: string, calls: Calls, headers: Readonly<Record<string, string>> = {}): TileSource {
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
    // A server behind a proxy may not know that it is called by https; keys and positions stay encrypted.
    const tiles = /^https:/iu.test(address) ? [template!.replace(/^http:/iu, "https:")] : told.tiles;
    return { ...told, tiles };
  }

  function read(): Promise<z.infer<typeof TileJson>> {
    source ??= readSource().catch((error: unknown) => {
      source = undefined;
      throw error;
    });
    return source;
  }

  async function tile({ z, x, y }: TileName): Promise<VectorTile> {
    const template = (await read()).tiles[0]!;
    const answer = await calls({ purpose: "tiles", url: filled(template, { z, x, y }), headers });
    // Where nothing is, servers have no tile.
    if (answer.status === 404 || answer.status === 204) return { z, x, y, bytes: new Uint8Array() };
    const host = hostOf(template);
    if (!isSuccess(answer)) throw refusalOf(host, answer);
    if (answer.headers["content-type"]?.startsWith("text/html") === true)
      throw new Fault("map.provider-answer", { host, where: "/" });
    return { z, x, y, bytes: answer.bytes };
  }

  return {
    async cover(bbox, zoom) {
      const { minzoom, maxzoom } = await read();
      let level = Math.max(minzoom, Math.min(maxzoom, Math.floor(zoom)));
      let cells = cellsOf(bbox, level);
      while (cells.length > mostTiles && level > minzoom) cells = cellsOf(bbox, --level);
      if (cells.length > mostTiles) throw new Fault("map.provider-tiles", { host: hostOf(address), most: mostTiles });
      return cells.map(([x, y]) => ({ z: level, x, y }));
    },
    tile,
  };
}

/**
 * The tiles that cover a view.
 * @param provider whose tiles they are, for people
 * @throws Fault map.provider-…, http.…; http.too-large where they are too much together
 */
export async function tilesOf(
  { cover, tile }: TileSource,
  provider: string,
  view: Readonly<Parameters<TileSource["cover"]>>,
): Promise<VectorTile[]> {
  const tiles = await Promise.all((await cover(...view)).map(tile));
  const bytes = tiles.reduce((sum, one) => sum + one.bytes.length, 0);
  if (bytes > mostBytes) throw new Fault("http.too-large", { host: provider, limit: mostBytes });
  return tiles;
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
