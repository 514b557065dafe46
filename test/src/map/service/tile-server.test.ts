import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { groundStyles, palette, roadStyles } from "../../../../src/map/draw/palette.ts";
import { type MapRequest, type MapService, openMapService } from "../../../../src/map/index.ts";
import { usePool } from "../../../../src/pool.ts";
import { startService, type TestService } from "../../service/server.ts";
import { osmFile } from "../osm-data.ts";
import { near, pixelsOf, rgbOf } from "../pictures.ts";
import { canMakeTiles, serveMadeTiles } from "./made-tiles.ts";
import { osrmStub } from "./stubs/osrm.ts";
import { settingsOf } from "./stubs/settings.ts";
import { startTileServer, type TileServer, tileServerFolder } from "./tile-server.ts";

const ground = Object.fromEntries(groundStyles);

/** Shares of the picture: a town as dense as this one leaves about a quarter of it to bare land. */
const shown = {
  way: { colour: palette.way, least: 0.003, most: 0.03 },
  land: { colour: palette.land, least: 0.1, most: 0.5 },
  houses: { colour: ground.building!.fill, least: 0.08, most: 0.35 },
  parks: { colour: ground.park!.fill, least: 0.005, most: 0.08 },
  woods: { colour: ground.wood!.fill, least: 0.005, most: 0.1 },
  "main roads": { colour: roadStyles.primary.fill, least: 0.015, most: 0.15 },
};

/** Which share of a picture a colour has. */
async function sharesOf(picture: Uint8Array): Promise<(colour: string) => number> {
  const { width, height, at } = await pixelsOf(picture);
  const places = Array.from({ length: width * height }, (_, i) => [i % width, Math.floor(i / width)] as const);
  return (colour) => {
    const wanted = rgbOf(colour);
    return places.filter(([x, y]) => near(at(x, y), wanted, 4)).length / places.length;
  };
}

describe("a map on vector tiles of a real town", () => {
  const store = { id: "port", name: "Agence du Port", location: [7.4246, 43.7347] as [number, number] };
  const home: [number, number] = [7.4176, 43.7312];
  let router: TestService;
  let tiles: TileServer;
  let service: MapService;
  let release: () => Promise<void>;
  before(async function () {
    this.timeout(60_000);
    const [folder, extract] = [tileServerFolder(), osmFile("monaco-latest.osm.pbf")];
    if (folder === undefined && (extract === undefined || !canMakeTiles())) return this.skip();
    release = usePool();
    router = await startService(osrmStub);
    tiles = await (folder === undefined ? serveMadeTiles(extract!) : startTileServer(folder));
    service = openMapService(settingsOf.osrm(router.origin, { tiles: tiles.url }), {});
  });
  after(async () => {
    await service?.close();
    await tiles?.close();
    await router?.close();
    await release?.();
  });

  it("shows the town under the way, in every size", async () => {
    const screen = { width: 600, height: 400, scale: 1, type: "png" } as const;
    const request: MapRequest = { stores: [store], profile: "car", language: "fr", origin: { location: home } };
    const drawn = await service.draw({ ...request, screen, video: {}, print: { width: 100, height: 60 } });
    assert.deepEqual([drawn.fallback, drawn.print], [undefined, true]);
    assert.match(drawn.attribution, /OpenStreetMap/u);
    for (const [name, picture] of Object.entries({ screen: drawn.image!, video: drawn.video! })) {
      const shares = await sharesOf(picture);
      for (const [what, { colour, least, most }] of Object.entries(shown)) {
        const share = shares(colour);
        assert.ok(share >= least && share <= most, `${name}, ${what}: ${(100 * share).toFixed(2)} % of the picture`);
      }
    }
    // The page with way and marker, but without a town, is a third of that.
    assert.ok(drawn.vector!.length > 60_000, `${drawn.vector!.length} bytes to print`);
  });
});
