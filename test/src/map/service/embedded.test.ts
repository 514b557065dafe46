import assert from "node:assert/strict";
import { loadImage } from "@napi-rs/canvas";
import { after, before, describe, it } from "mocha";
import { type MapRequest, openMapService, readArea } from "../../../../src/map/index.ts";
import { usePool } from "../../../../src/pool.ts";
import { areaFile } from "../town-file.ts";

describe("a map service on an area file", () => {
  const area = areaFile("embedded");
  const service = openMapService({ kind: "area", area }, {});
  const { stores, samples } = readArea(area);
  const base: MapRequest = { stores: [...stores], profile: "car", language: "en" };
  const lost = { country: "FR", postalCode: "99380", locality: "Nulle-Part", thoroughfare: ["1 rue Perdue"] };
  let release: () => Promise<void>;
  before(() => {
    release = usePool();
  });
  after(async () => {
    await service.close();
    await release();
  });

  it("says what its terms are", () => {
    assert.deepEqual(service.terms, {
      print: true,
      cacheFor: Number.POSITIVE_INFINITY,
      attribution: "Belle Histoire — imaginary town",
    });
  });

  it("finds an address", async () => {
    const [best] = await service.find(samples[0]!.address, "fr");
    assert.deepEqual([best?.location, best?.precision, best?.score], [samples[0]!.location, "house", 1]);
  });

  it("draws a film's picture and a screen's PNG in the sizes asked for", async () => {
    const screen = { width: 300, height: 200, scale: 2, type: "png" } as const;
    const drawn = await service.draw({ ...base, screen, video: {} });
    const [image, video] = [await loadImage(drawn.image!), await loadImage(drawn.video!)];
    assert.deepEqual([image.width, image.height, video.width, video.height], [600, 400, 1280, 720]);
    assert.equal(drawn.imageType, "image/png");
    assert.equal(Buffer.from(drawn.image!).toString("latin1", 1, 4), "PNG");
  });

  it("tells the extent of the screen's picture: its middle lies between home and store", async () => {
    const origin = { location: samples[3]!.location };
    const { extent, store, route } = await service.draw({
      ...base,
      origin,
      screen: { width: 300, height: 200, scale: 1 },
    });
    const [west, south, east, north] = extent!;
    for (const [lon, lat] of [origin.location, store.location, ...route!])
      assert.ok(lon > west && lon < east && lat > south && lat < north);
    assert.equal((await service.draw(base)).extent, undefined);
  });

  it("prints a picture of 300 dpi as a PDF of one page where it is asked for", async () => {
    const { vector } = await service.draw({ ...base, print: { width: 100, height: 60, form: "raster" } });
    const raw = Buffer.from(vector!).toString("latin1");
    assert.match(raw, /\/Subtype\s*\/Image/u);
    const [, width, height] = /\/Width (\d+)[\s\S]*?\/Height (\d+)/u.exec(raw) ?? [];
    assert.deepEqual([Number(width), Number(height)], [1181, 709]);
    const [, right] = /\/MediaBox \[0 [-\d.]+ ([\d.]+)/u.exec(raw) ?? [];
    assert.ok(Math.abs(Number(right) - (100 / 25.4) * 72) < 0.001);
  });

  const noWay: [what: string, origin: MapRequest["origin"], key: string][] = [
    ["an unknown address", { address: lost }, "map.address-unknown"],
    ["no address", {}, "map.no-home"],
    ["a home elsewhere", { location: [2.35, 48.85] }, "map.outside"],
    ["a home in the sea", { location: [-2.9745, 46.5375] }, "map.no-road"],
  ];
  for (const [what, origin, key] of noWay)
    it(`shows the store's surroundings for ${what} where that is asked for, and says why`, async () => {
      const drawn = await service.draw({ ...base, origin, fallback: "store" });
      assert.deepEqual([drawn.store.id, drawn.fallback?.key, drawn.route], [stores[0]!.id, key, undefined]);
      assert.match(drawn.alt, /^Map of the surroundings/u);
      await assert.rejects(service.draw({ ...base, origin }), { key });
    });

  it("never takes a fault of a store for one of the recipient", async () => {
    const away = { ...stores[0]!, location: [2.35, 48.85] as [number, number] };
    await assert.rejects(service.draw({ ...base, stores: [away], origin: {}, fallback: "store" }), {
      key: "map.outside",
    });
  });

  it("links to the store alone", async () => {
    const { webLink } = await service.draw({ ...base, origin: { location: samples[0]!.location } });
    assert.match(
      webLink,
      /^https:\/\/www\.openstreetmap\.org\/\?mlat=46\.\d{6}&mlon=-2\.\d{6}#map=17\/46\.\d+\/-2\.\d+$/u,
    );
  });
});
