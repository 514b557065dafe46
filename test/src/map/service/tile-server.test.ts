import assert from "node:assert/strict";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { after, before, describe, it } from "mocha";
import { type MapRequest, type MapService, openMapService } from "../../../../src/map/index.ts";
import { usePool } from "../../../../src/pool.ts";
import { startService, type TestService } from "../../service/server.ts";
import { osmFile } from "../osm-data.ts";
import { canMakeTiles, serveMadeTiles } from "./made-tiles.ts";
import { osrmStub } from "./stubs/osrm.ts";
import { settingsOf } from "./stubs/settings.ts";
import { startTileServer, type TileServer, tileServerFolder } from "./tile-server.ts";

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
    const image = await loadImage(Buffer.from(drawn.image!));
    const pen = createCanvas(image.width, image.height).getContext("2d");
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    const colours = new Map<number, number>();
    for (let i = 0; i < data.length; i += 4) {
      const colour = (data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!;
      colours.set(colour, (colours.get(colour) ?? 0) + 1);
    }
    assert.ok((colours.get(0x1d6fdc) ?? 0) > 400, "the way is blue");
    const large = [...colours].filter(([colour, count]) => count > 500 && colour !== 0x1d6fdc);
    assert.ok(large.length >= 5, `roads, houses, green and land: ${large}`);
    assert.ok(drawn.video!.length > 10_000 && drawn.vector!.length > 10_000);
  });
});
