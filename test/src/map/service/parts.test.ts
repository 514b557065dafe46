import assert from "node:assert/strict";
import polylineCodec from "@googlemaps/polyline-codec";
import { describe, it } from "mocha";
import type { Position, Store } from "../../../../src/contract/index.ts";
import { metresBetween } from "../../../../src/map/area/plane.ts";
import { geoLink, webLink } from "../../../../src/map/links.ts";
import { filled } from "../../../../src/map/service/address.ts";
import { answerCache } from "../../../../src/map/service/cache.ts";
import { checkNotSwapped } from "../../../../src/map/service/far-apart.ts";
import { finishPicture } from "../../../../src/map/service/finish-picture.ts";
import { extentOf, pixelOf, viewHolding } from "../../../../src/map/service/map-view.ts";
import { nearestByRoad } from "../../../../src/map/service/nearest-store.ts";
import type { ProvidedRoute, Provider } from "../../../../src/map/service/provider.ts";
import { keepForOf, rateOf } from "../../../../src/map/service/provider-of.ts";
import { shortLine } from "../../../../src/map/service/short-line.ts";
import { signedUrl } from "../../../../src/map/service/sign-url.ts";
import { home, port, station } from "./stubs/places.ts";
import { quickMeans, settingsOf } from "./stubs/settings.ts";

describe("a signed address", () => {
  it("is as Google publishes it", () => {
    assert.equal(
      signedUrl(
        "https://maps.googleapis.com/maps/api/geocode/json?address=New+York&client=clientID",
        "vNIXE0xscrmjlyV-12Nj_BvUPaw=",
      ),
      "https://maps.googleapis.com/maps/api/geocode/json?address=New+York&client=clientID&signature=chaRF2hTJKOScPr-RQCEhZbSzIE=",
    );
  });
});

describe("an address with placeholders", () => {
  const address = "https://maps.example/v1/{street}/places?of={town}";
  const cases: [street: string, url: string][] = [
    ["4 quai d’Azur", "/v1/4%20quai%20d%E2%80%99Azur/places"],
    ["../../admin?x=", "/v1/..%2F..%2Fadmin%3Fx%3D/places"],
    ["..", "/v1//places"],
    [".", "/v1//places"],
  ];
  for (const [street, path] of cases)
    it(`keeps “${street}” one part of its path`, () => {
      assert.equal(new URL(filled(address, { street, town: "a&b" })).pathname, path);
    });
});

describe("a picture that claims to be larger than was asked for", () => {
  it("is refused before it is unpacked", async () => {
    const png = Buffer.alloc(64);
    png.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
    png.writeUInt32BE(60_000, 16);
    png.writeUInt32BE(60_000, 20);
    const view = viewHolding([home, port.location], 320, 240);
    const job = { host: "maps.example", view, scale: 2, type: "png" as const, credits: "" };
    await assert.rejects(finishPicture({ ...job, picture: { bytes: png, type: "image/png" } }), {
      key: "map.provider-image-size",
    });
  });
});

describe("a line that is made shorter", () => {
  const zigzag = Array.from({ length: 5_000 }, (_, i): Position => [2 + i / 10_000, 48 + (i % 2) / 1_000]);
  it("keeps its ends and fits, percent-encoded", () => {
    for (const room of [16_000, 2_000, 300]) {
      const text = shortLine(zigzag, room);
      assert.ok(encodeURIComponent(text).length <= room);
      const points = polylineCodec.decode(text, 5);
      assert.deepEqual(
        [points[0], points.at(-1)],
        [
          [48, 2],
          [48.001, 2.4999],
        ],
      );
    }
  });
  it("loses nothing that one sees while there is room", () => {
    const straight: Position[] = [
      [2, 48],
      [2.01, 48],
      [2.02, 48],
      [2.02, 48.01],
    ];
    assert.deepEqual(polylineCodec.decode(shortLine(straight, 16_000), 5), [
      [48, 2],
      [48, 2.02],
      [48.01, 2.02],
    ]);
  });
  it("may have no points", () => assert.equal(shortLine([], 100), ""));
  it("ends with its two ends where there is no room", () => {
    for (const room of [3, 0, -50]) assert.equal(polylineCodec.decode(shortLine(zigzag, room), 5).length, 2);
  });
});

describe("the view of a provider's picture", () => {
  const sizes: [number, number][] = [
    [320, 240],
    [640, 360],
    [160, 140],
    [600, 200],
  ];
  for (const [width, height] of sizes)
    it(`of ${width} × ${height} holds its places with room for the marker`, () => {
      const view = viewHolding([home, port.location], width, height);
      assert.ok(Number.isInteger(view.zoom) && view.zoom >= 10);
      for (const place of [home, port.location]) {
        const [x, y] = pixelOf(view, place);
        assert.ok(x >= 20 && x <= width - 20 && y >= 40 && y <= height - 20, `${x} ${y}`);
      }
      const [west, south, east, north] = extentOf(view);
      const [left, top] = pixelOf(view, [west, north]);
      const [right, bottom] = pixelOf(view, [east, south]);
      for (const [is, be] of [
        [left, 0],
        [top, 0],
        [right, width],
        [bottom, height],
      ] as const)
        assert.ok(Math.abs(is - be) < 1e-6);
    });
  it("shows a store with its surroundings", () => {
    const [west, , east] = extentOf(viewHolding([port.location], 600, 400));
    const wide = metresBetween([west, port.location[1]], [east, port.location[1]]);
    assert.ok(wide > 1_000 && wide < 4_000, `${wide}`);
  });
});

describe("kept answers", () => {
  it("are asked for once within their time, and again after it; faults are not kept", async () => {
    const { clock } = quickMeans();
    const cache = answerCache(clock);
    let asked = 0;
    const ask = async () => ++asked;
    assert.deepEqual([await cache.answer(["a", home], 60, ask), await cache.answer(["a", home], 60, ask)], [1, 1]);
    assert.equal(await cache.answer(["a", port.location], 60, ask), 2);
    await new Promise<void>((resolve) => void clock.after(60_001, resolve));
    assert.equal(await cache.answer(["a", home], 60, ask), 3);
    await assert.rejects(cache.answer(["b"], 60, async () => Promise.reject(new Error("no"))));
    assert.equal(await cache.answer(["b"], 60, ask), 4);
    assert.deepEqual([await cache.answer(["c"], 0, ask), await cache.answer(["c"], 0, ask)], [5, 6], "0: not at all");
    cache.clear();
    assert.equal(await cache.answer(["a", home], 60, ask), 7);
  });
  it("are bounded in number and in bytes, the longest unused gone first", async () => {
    const cache = answerCache(quickMeans().clock);
    let asked = 0;
    const large = async () => {
      asked += 1;
      return new Uint8Array(10_000_000);
    };
    for (let i = 0; i < 6; i++) await cache.answer([i], 60, large);
    await cache.answer([0], 60, large);
    assert.equal(asked, 6);
    await cache.answer([6], 60, large);
    await cache.answer([0], 60, large);
    assert.equal(asked, 7, "what was used last is still there");
    await cache.answer([1], 60, large);
    assert.equal(asked, 8, "what was not has made room");
    await cache.answer(["too large"], 60, async () => new Uint8Array(20_000_000));
    await cache.answer(["too large"], 60, large);
    assert.equal(asked, 9);
  });
  it("of Google are positions of addresses alone, and for 30 days at most", () => {
    const year = 365 * 86_400;
    assert.deepEqual(keepForOf(settingsOf.google("", { cacheFor: year })), { places: 30 * 86_400, others: 0 });
    assert.deepEqual(keepForOf(settingsOf.google("")), { places: 0, others: 0 });
    assert.deepEqual(keepForOf(settingsOf.osrm("", { cacheFor: 60 })), { places: 60, others: 60 });
  });
});

describe("the pace of IGN", () => {
  const paces: [what: string, settings: ReturnType<typeof settingsOf.ign>, route: number, geocode: number][] = [
    [
      "is 5 ways and 50 addresses a second at the most",
      settingsOf.ign("", { routeUrl: "", geocodeUrl: "", rate: 1000 }),
      5,
      50,
    ],
    ["may be slower", settingsOf.ign("", { routeUrl: "", geocodeUrl: "", rate: 2 }), 2, 20],
    ["is one's own on a server of one's own", settingsOf.ign("https://road2.example", { rate: 40 }), 40, 400],
  ];
  for (const [what, settings, route, geocode] of paces)
    it(what, () => assert.deepEqual([rateOf(settings)("route"), rateOf(settings)("geocode")], [route, geocode]));
});

describe("the nearest store", () => {
  const stores: Store[] = Array.from({ length: 8 }, (_, i) => ({
    id: `${i}`,
    name: `${i}`,
    location: [home[0] + (i + 1) / 100, home[1]],
  }));
  const ask = { profile: "car", language: "fr" } as const;
  const way = (duration: number): ProvidedRoute => ({
    points: [],
    distance: duration * 8,
    duration,
    steps: [],
    streets: [],
  });
  const terms = { print: true, cacheFor: 0, attribution: "" } as const;
  /** Seconds to each store by its id; absent: no way. */
  function provider(
    seconds: Record<string, number>,
    table: boolean,
  ): Provider & { asked: string[]; route: NonNullable<Provider["route"]> } {
    const asked: string[] = [];
    const idOf = (to: Position) => stores.find(({ location }) => location === to)!.id;
    return {
      name: "stub",
      terms,
      asked,
      async route(_from, to) {
        const id = idOf(to);
        asked.push(id);
        const duration = seconds[id];
        if (duration === undefined)
          throw Object.assign(new (await import("../../../../src/contract/index.ts")).Fault("map.no-way"));
        return way(duration);
      },
      ...(table && {
        table: async (_from: readonly Position[], to: readonly Position[]) => [to.map((place) => seconds[idOf(place)])],
      }),
    };
  }
  it("is that of the table's least, however far by air", async () => {
    const one = provider({ 0: 900, 1: 800, 6: 100 }, true);
    assert.equal((await nearestByRoad(one, stores, home, ask)).store.id, "6");
    assert.deepEqual(one.asked, ["6"], "one way is asked for");
  });
  it("is the soonest of the nearest four where there is no table", async () => {
    const one = provider({ 0: 900, 1: 800, 2: 950, 3: 700, 4: 10 }, false);
    assert.equal((await nearestByRoad(one, [...stores].reverse(), home, ask)).store.id, "3");
    assert.deepEqual(one.asked, ["0", "1", "2", "3"]);
  });
  it("is found with fewer calls where the next is too far even by air", async () => {
    const one = provider({ 0: 30, 1: 5, 2: 5 }, false);
    assert.equal((await nearestByRoad(one, stores, home, ask)).store.id, "0");
    assert.deepEqual(one.asked, ["0"]);
  });
  it("passes over one without a way, and is none where there is none", async () => {
    assert.equal((await nearestByRoad(provider({ 2: 400 }, false), stores, home, ask)).store.id, "2");
    for (const table of [true, false])
      await assert.rejects(nearestByRoad(provider({}, table), stores, home, ask), { key: "map.no-way" });
  });
});

describe("a home", () => {
  it("whose numbers are exchanged is told from one that is far away", () => {
    assert.throws(() => checkNotSwapped([home[1], home[0]], [port, station], "x"), { key: "map.swapped" });
    for (const place of [home, [2.35, 48.85], [140, 35]] as Position[])
      assert.equal(checkNotSwapped(place, [port], "x"), place);
  });
});

describe("a link", () => {
  const evil: Store = { ...port, name: `<script>alert("x")</script>)&q=0,0(${"a".repeat(300)}` };
  it("carries a store's name as text alone", () => {
    assert.match(geoLink(evil), /^geo:46\.549600,-2\.957100\?q=46\.549600,-2\.957100\([^()<>"&]+\)$/u);
    for (const kind of ["area", "osrm", "ign", "google", "custom"] as const) {
      const link = webLink(kind, evil);
      assert.ok(URL.canParse(link) && !/script|aaa/u.test(link) && link.startsWith("https://"), link);
    }
  });
});
