import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import type { MapRequest, MapService } from "../../../../src/map/index.ts";
import { openMapService, readArea } from "../../../../src/map/index.ts";
import { type OsrmServer, serveOsrm } from "../../../../src/map/osrm/serve.ts";
import { usePool } from "../../../../src/pool.ts";
import { areaFile } from "../town-file.ts";
import { settingsOf } from "./stubs/settings.ts";

const screen = { width: 320, height: 240, scale: 1 };

describe("the OSRM adapter against a real server", () => {
  const area = areaFile("osrm-server");
  const { stores, samples } = readArea(area);
  const embedded = openMapService({ kind: "area", area }, {});
  let server: OsrmServer;
  let online: MapService;
  let release: () => Promise<void>;
  before(async () => {
    release = usePool();
    server = await serveOsrm(area, { port: 0 });
    online = openMapService(settingsOf.osrm(server.url, { fallbackArea: area }), {});
  });
  after(async () => {
    await online.close();
    await server.close();
    await release();
  });

  for (const profile of ["car", "bike", "foot"] as const)
    it(`leads to the same store by the same way as the engine behind it (${profile})`, async () => {
      for (const { location } of samples.slice(0, 6)) {
        const request: MapRequest = { stores: [...stores], origin: { location }, profile, language: "fr" };
        const [told, own] = [await online.draw(request), await embedded.draw(request)];
        assert.deepEqual([told.fallback, told.store.id], [undefined, own.store.id]);
        assert.ok(Math.abs(told.distance! - own.distance!) <= 2, `${told.distance} m instead of ${own.distance} m`);
        assert.ok(Math.abs(told.duration! - own.duration!) <= 2, `${told.duration} s instead of ${own.duration} s`);
        assert.deepEqual(
          told.steps!.map(({ text }) => text),
          own.steps!.map(({ text }) => text),
        );
      }
    });

  it("draws a picture that is as large, with the server's credits", async () => {
    const request: MapRequest = { stores: [...stores], origin: samples[0]!, profile: "car", language: "en", screen };
    const { image, attribution } = await online.draw(request);
    assert.ok(image!.length > 5_000);
    assert.match(attribution, /^© OpenStreetMap .* · Belle Histoire/u);
  });

  it("says so where no way leads there", async () => {
    const sea = { location: [-2.9745, 46.5375] as [number, number] };
    await assert.rejects(online.draw({ stores: [...stores], origin: sea, profile: "car", language: "fr" }), {
      key: "map.no-way",
    });
  });
});
