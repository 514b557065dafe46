import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { HttpAnswer } from "../../../../src/http.ts";
import { answerCache } from "../../../../src/map/service/cache.ts";
import type { Calls } from "../../../../src/map/service/calls.ts";
import { keptProvider } from "../../../../src/map/service/kept-provider.ts";
import { tilesOf, vectorTiles } from "../../../../src/map/service/vector-tiles.ts";
import { quickMeans } from "./stubs/settings.ts";

const own = "https://tiles.example";
const monaco = [7.41, 43.725, 7.43, 43.74] as const;

/** Answers calls by their address; what is not there is a 404. */
function callsTo(answers: (path: string) => { status?: number; type?: string; body: string } | undefined) {
  const seen: string[] = [];
  const calls = async ({ url }: { url: string }): Promise<HttpAnswer> => {
    seen.push(url.replace(own, ""));
    const { status = 200, type = "application/x-protobuf", body } = answers(seen.at(-1)!) ?? { status: 404, body: "" };
    return { status, headers: { "content-type": type }, bytes: Buffer.from(body), text: body };
  };
  return { calls, seen };
}

/** Reads the tiles that cover a view. */
const reader = (address: string, calls: Calls) => {
  const source = vectorTiles(address, calls);
  return (...view: Parameters<typeof source.cover>) => tilesOf(source, "tiles.example", view);
};

const json = (body: object) => ({ type: "application/json", body: JSON.stringify(body) });

describe("vector tiles of a server", () => {
  it("are those that cover a view, by the address of tiles", async () => {
    const { calls, seen } = callsTo((path) => ({ body: path }));
    const tiles = await reader(`${own}/{z}/{x}/{y}.pbf`, calls)(monaco, 14.7);
    assert.deepEqual(seen, ["/14/8529/5973.pbf", "/14/8530/5973.pbf", "/14/8529/5974.pbf", "/14/8530/5974.pbf"]);
    assert.deepEqual(
      tiles.map(({ z, x, y, bytes }) => `/${z}/${x}/${y}.pbf ${bytes}`),
      seen.map((path) => `${path} ${Buffer.from(path)}`),
    );
  });

  it("are those of a TileJSON, read once, no deeper than it says", async () => {
    const { calls, seen } = callsTo((path) =>
      path.endsWith("json")
        ? json({ tilejson: "3.0.0", tiles: [`${own}/t/{z}/{x}/{y}`], minzoom: 0, maxzoom: 12 })
        : { body: "t" },
    );
    const read = reader(`${own}/town.json`, calls);
    await read(monaco, 16);
    await read(monaco, 3);
    assert.deepEqual(seen, ["/town.json", "/t/12/2132/1493", "/t/3/4/2"]);
  });

  it("are empty where the server has none", async () => {
    const { calls } = callsTo(() => undefined);
    const tiles = await reader(`${own}/{z}/{x}/{y}`, calls)(monaco, 14);
    assert.ok(tiles.length === 4 && tiles.every(({ bytes }) => bytes.length === 0));
  });

  it("are of a lower zoom level where a view would need too many", async () => {
    const { calls, seen } = callsTo(() => ({ body: "t" }));
    await reader(`${own}/{z}/{x}/{y}`, calls)([-5, 42, 8, 51], 14);
    assert.ok(seen.length > 8 && seen.length <= 64, `${seen.length}`);
  });

  it("are asked for by https where their TileJSON was, whatever it says", async () => {
    const { calls, seen } = callsTo((path) =>
      path.endsWith("json") ? json({ tiles: ["http://tiles.example/{z}/{x}/{y}"] }) : { body: "t" },
    );
    await reader(`${own}/town.json`, calls)(monaco, 3);
    assert.deepEqual(seen, ["/town.json", "/3/4/2"]);
  });

  it("are kept one by one, so that recipients of one town share them, and those who ask at once too", async () => {
    const { calls, seen } = callsTo((path) => ({ body: path }));
    const terms = { print: true, cacheFor: 60, attribution: "" } as const;
    const own_ = { name: "x", terms, tiles: vectorTiles(`${own}/{z}/{x}/{y}`, calls) };
    const { tiles } = keptProvider(own_, answerCache(quickMeans().clock), { places: 60, others: 60 });
    const north = [monaco[0], 43.735, monaco[2], monaco[3]] as const;
    await Promise.all([tilesOf(tiles!, "x", [monaco, 14]), tilesOf(tiles!, "x", [north, 14])]);
    await tilesOf(tiles!, "x", [monaco, 14]);
    assert.equal(seen.length, 4, seen.join());
  });

  it("are refused where they are too much together", async () => {
    const { calls } = callsTo(() => ({ body: "x".repeat(3_900_000) }));
    const wide = [7.3, 43.7, 7.4, 43.78] as const;
    await assert.rejects(reader(`${own}/{z}/{x}/{y}`, calls)(wide, 14), { key: "http.too-large" });
  });

  const bad: [what: string, answers: Parameters<typeof callsTo>[0], key: string][] = [
    [
      "a TileJSON that leads to another host",
      () => json({ tiles: ["https://elsewhere.example/{z}/{x}/{y}"] }),
      "map.provider-other-host",
    ],
    [
      "a TileJSON that leads to the public tiles",
      () => json({ tiles: ["https://tile.openstreetmap.org/{z}/{x}/{y}"] }),
      "map.service-public-tiles",
    ],
    ["a TileJSON without placeholders", () => json({ tiles: [`${own}/tile`] }), "map.provider-other-host"],
    ["a TileJSON that leads to a file", () => json({ tiles: ["file:///etc/{z}/{x}/{y}"] }), "map.service-address"],
    ["a TileJSON that is none", () => json({ tiles: [] }), "map.provider-answer"],
    ["a TileJSON that is a page", () => ({ type: "text/html", body: "<html>" }), "map.provider-answer"],
    ["no TileJSON", () => undefined, "map.provider-refused"],
  ];
  for (const [what, answers, key] of bad)
    it(`are refused for ${what} as ${key}, and asked for anew the next time`, async () => {
      const { calls, seen } = callsTo(answers);
      const read = reader(`${own}/town.json`, calls);
      for (let i = 0; i < 2; i++) await assert.rejects(read(monaco, 14), { key });
      assert.equal(seen.length, 2);
    });

  it("are refused where a page comes in a tile's place, or the key does not open", async () => {
    const page = callsTo(() => ({ type: "text/html; charset=utf-8", body: "<html>" }));
    await assert.rejects(reader(`${own}/{z}/{x}/{y}`, page.calls)(monaco, 14), { key: "map.provider-answer" });
    const closed = callsTo(() => ({ status: 403, body: "" }));
    await assert.rejects(reader(`${own}/{z}/{x}/{y}`, closed.calls)(monaco, 14), { key: "map.provider-key" });
  });
});
