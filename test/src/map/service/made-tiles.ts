import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { answerJson, startService } from "../../service/server.ts";
import type { TileServer } from "./tile-server.ts";

/** How tiles of OpenMapTiles are made, as it comes with Debian's tilemaker. */
const recipes = "/usr/share/doc/tilemaker/examples";
const [settings, rules] = [`${recipes}/config-openmaptiles.json`, `${recipes}/process-openmaptiles.lua`];

/** Whether tiles can be made here; where they cannot, a line says so. */
export function canMakeTiles(): boolean {
  const there = existsSync("/usr/bin/tilemaker") && existsSync(settings) && existsSync(rules);
  if (!there)
    console.log("    no vector tiles: tilemaker is not installed (Debian: tilemaker), or its examples are not");
  return there;
}

/** Vector tiles of an extract of OpenStreetMap, made by tilemaker, and given out with their TileJSON. */
export async function serveMadeTiles(extract: string): Promise<TileServer> {
  const place = mkdtempSync(join(tmpdir(), "belle-histoire-tiles-"));
  const file = join(place, "town.mbtiles");
  const made = ["--input", extract, "--output", file, "--config", settings, "--process", rules];
  // Seas and lakes of the whole world, which the recipe wants as well, are not there: the town has none of its own.
  execFileSync("tilemaker", made, { cwd: place, stdio: "ignore", timeout: 120_000 });
  const tiles = new DatabaseSync(file, { readOnly: true });
  const find = tiles.prepare("select tile_data from tiles where zoom_level = ? and tile_column = ? and tile_row = ?");
  const service = await startService(({ url, headers }, response) => {
    if (url === "/town.json")
      return answerJson(response, 200, {
        ...{ tilejson: "3.0.0", tiles: [`http://${headers.host}/{z}/{x}/{y}.pbf`], minzoom: 0, maxzoom: 14 },
        attribution: "© OpenMapTiles © OpenStreetMap contributors",
      });
    const [z = 0, x = 0, y = 0] = (/^\/(\d+)\/(\d+)\/(\d+)\.pbf$/.exec(url) ?? []).slice(1).map(Number);
    // Rows are counted from the south in such a file.
    const found = find.get(z, x, 2 ** z - 1 - y);
    if (found === undefined) return void response.writeHead(204).end();
    response.writeHead(200, { "content-type": "application/x-protobuf", "content-encoding": "gzip" });
    response.end(found.tile_data);
  });
  return {
    url: `${service.origin}/town.json`,
    async close() {
      await service.close();
      tiles.close();
      rmSync(place, { recursive: true, force: true });
    },
  };
}
