import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "mocha";
import type { Area, Feature } from "../../../src/map/area/area.ts";
import { seaFromCoast } from "../../../src/map/import/coast.ts";
import { contains } from "../../../src/map/import/geometry.ts";
import { areaOf, grid } from "./imported.ts";
import type { TestMap, TestTags } from "./pbf-file.ts";
import { degrees, shapes, webMercator, writeZip } from "./shapefile-zip.ts";
import { folderFor } from "./town-file.ts";

const near = (area: Area, zoom: number): readonly Feature[] => area.featuresIn([-4e5, -4e5, 4e5, 4e5], zoom);
const all = { bbox: [1.99, 46.99, 2.02, 47.02] as const };
const street = { highway: "residential" };
/** A street that no ground is made of, so that there is an area at all. */
const road: TestMap["ways"] = { 900: [[11, 21], street] };
const square = [22, 32, 33, 23, 22];

/** Twice the signed area of a ring of a feature. */
function turn({ points, rings }: Feature, r = 0): number {
  let sum = 0;
  for (let i = rings[r]!; i < rings[r + 1]! - 1; i++) {
    sum += points[2 * i]! * points[2 * i + 3]! - points[2 * i + 2]! * points[2 * i + 1]!;
  }
  return sum;
}

describe("ground of an imported map", () => {
  const folder = folderFor("import-ground");

  const areas: [tags: TestTags, kind: string, name: string][] = [
    [{ natural: "water" }, "water", ""],
    [{ waterway: "riverbank" }, "water", ""],
    [{ leisure: "swimming_pool" }, "pond", ""],
    [{ natural: "water", water: "pond" }, "pond", ""],
    [{ landuse: "forest", name: "Bois" }, "wood", "Bois"],
    [{ natural: "wood" }, "wood", ""],
    [{ leisure: "park", name: "Parc" }, "park", "Parc"],
    [{ landuse: "cemetery" }, "cemetery", ""],
    [{ leisure: "pitch" }, "pitch", ""],
    [{ landuse: "residential" }, "built", ""],
    [{ landuse: "industrial" }, "industrial", ""],
    [{ landuse: "farmland" }, "farmland", ""],
    [{ landuse: "meadow" }, "meadow", ""],
    [{ natural: "beach" }, "beach", ""],
    [{ natural: "bare_rock" }, "rock", ""],
    [{ amenity: "parking" }, "parking", ""],
    [{ man_made: "pier" }, "pier", ""],
    [{ highway: "pedestrian", area: "yes" }, "plaza", ""],
    [{ place: "square" }, "plaza", ""],
    [{ building: "yes" }, "building", ""],
    [{ building: "church" }, "building", ""],
    [{ building: "church", name: "Saint-Paul" }, "landmark", "Saint-Paul"],
    [{ building: "yes", amenity: "townhall", name: "Mairie" }, "landmark", "Mairie"],
  ];
  for (const [tags, kind, name] of areas) {
    it(`an area ${JSON.stringify(tags)} is ${kind}`, async () => {
      const { area } = await areaOf(folder, { nodes: grid(4, 4), ways: { ...road, 1: [square, tags] } }, { pbf: all });
      const [found, ...more] = near(area, 17).filter(({ shape }) => shape === "polygon");
      assert.deepEqual([found?.kind, found?.name, more.length], [kind, name, 0]);
      assert.ok(turn(found!) > 0, "the outer ring runs counter-clockwise");
    });
  }

  const lines: [tags: TestTags, kind: string | undefined, shape: string][] = [
    [{ natural: "coastline" }, "coast", "line"],
    [{ waterway: "river" }, "waterway", "line"],
    [{ waterway: "river", tunnel: "culvert" }, undefined, "line"],
    [{ railway: "rail" }, "railway", "line"],
    [{ railway: "rail", tunnel: "yes" }, undefined, "line"],
    [{ railway: "abandoned" }, undefined, "line"],
    [{ man_made: "breakwater" }, "pier", "polygon"],
    [{ barrier: "wall" }, undefined, "line"],
  ];
  for (const [tags, kind, shape] of lines) {
    it(`a line ${JSON.stringify(tags)} is ${kind ?? "not drawn"}`, async () => {
      const map = { nodes: grid(4, 4), ways: { ...road, 1: [[22, 32, 33], tags] } } as const;
      const found = near((await areaOf(folder, map, { pbf: all })).area, 17);
      assert.deepEqual(
        found.map((one) => [one.kind, one.shape]),
        kind === undefined ? [] : [[kind, shape]],
      );
    });
  }

  const points: [tags: TestTags, kind: string | undefined][] = [
    [{ natural: "tree" }, "tree"],
    [{ place: "town", name: "Ville" }, "place-name"],
    [{ place: "suburb", name: "Quartier" }, "quarter"],
    [{ place: "suburb" }, undefined],
    [{ amenity: "townhall", name: "Mairie" }, "poi"],
    [{ amenity: "bench", name: "Banc" }, undefined],
    [{ natural: "bay", name: "Baie" }, "sea-name"],
  ];
  for (const [tags, kind] of points) {
    it(`a point ${JSON.stringify(tags)} is ${kind ?? "not drawn"}`, async () => {
      const map = { nodes: grid(4, 4, { 33: tags }), ways: road };
      const found = near((await areaOf(folder, map, { pbf: all })).area, 17);
      assert.deepEqual(
        found.map((one) => one.kind),
        kind === undefined ? [] : [kind],
      );
    });
  }

  const water: TestTags = { type: "multipolygon", natural: "water" };
  const hole = [22, 32, 33, 23, 22];
  const outer = [11, 51, 55, 15, 11];
  const multi: [what: string, map: Pick<TestMap, "ways" | "relations">, polygons: number, rings: number][] = [
    [
      "an outer ring in three ways, one of them backwards",
      {
        ways: { 1: [[11, 51]], 2: [[55, 51]], 3: [[55, 15, 11]] },
        relations: { 1: [["w1 outer", "w2 outer", "w3 outer"], water] },
      },
      1,
      1,
    ],
    ["a hole", { ways: { 1: [outer], 2: [hole] }, relations: { 1: [["w1 outer", "w2 inner"], water] } }, 1, 2],
    ["a hole without roles", { ways: { 1: [outer], 2: [hole] }, relations: { 1: [["w1", "w2"], water] } }, 1, 2],
    [
      "two outer rings",
      { ways: { 1: [[11, 21, 22, 11]], 2: [[33, 43, 44, 33]] }, relations: { 1: [["w1 outer", "w2 outer"], water] } },
      2,
      1,
    ],
    [
      "tags on the outer way, as of old",
      {
        ways: { 1: [outer, { natural: "water" }], 2: [hole] },
        relations: { 1: [["w1 outer", "w2 inner"], { type: "multipolygon" }] },
      },
      1,
      2,
    ],
    ["a ring that does not close", { ways: { 1: [[11, 51, 55]] }, relations: { 1: [["w1 outer"], water] } }, 0, 0],
    ["a way that is not there", { ways: { 1: [[11, 51]] }, relations: { 1: [["w1 outer", "w9 outer"], water] } }, 0, 0],
    ["no member at all", { relations: { 1: [[], water] } }, 0, 0],
  ];
  for (const [what, { ways, relations }, polygons, rings] of multi) {
    it(`a multipolygon with ${what} becomes ${polygons} polygons`, async () => {
      const map = { nodes: grid(5, 5), ways: { ...road, ...ways }, relations };
      const found = near((await areaOf(folder, map, { pbf: all })).area, 17);
      assert.equal(found.length, polygons);
      for (const one of found) {
        assert.equal(one.rings.length - 1, rings);
        assert.ok(turn(one) > 0);
        for (let r = 1; r < rings; r++) assert.ok(turn(one, r) < 0, "a hole runs clockwise");
      }
    });
  }

  it("an island in a lake in a wood is two polygons, and the lake has the island for a hole", async () => {
    const { area } = await areaOf(
      folder,
      {
        nodes: grid(9, 9),
        ways: { ...road, 1: [[11, 91, 99, 19, 11]], 2: [[22, 82, 88, 28, 22]], 3: [[44, 64, 66, 46, 44]] },
        relations: { 1: [["w1 outer", "w2 inner", "w3 outer"], { type: "multipolygon", landuse: "forest" }] },
      },
      { pbf: all },
    );
    assert.deepEqual(
      near(area, 17).map(({ rings }) => rings.length - 1),
      [2, 1],
    );
  });

  it("is drawn with fewer corners from afar, and not at all where it would be a speck", async () => {
    const nodes: Record<number, [number, number]> = { 11: [2, 47], 21: [2.001, 47] };
    const refs: number[] = [];
    for (let i = 0; i < 360; i++) {
      const angle = (i * Math.PI) / 180;
      nodes[1000 + i] = [2.005 + 0.002 * Math.cos(angle), 47.005 + 0.0014 * Math.sin(angle)];
      refs.push(1000 + i);
    }
    const ways = { ...road, 1: [[...refs, 1000], { natural: "water" }] } as const;
    const { area } = await areaOf(folder, { nodes, ways }, { pbf: all });
    const corners = (zoom: number) => near(area, zoom).map(({ rings }) => rings[1]);
    assert.deepEqual(corners(8), []);
    assert.ok(corners(16)[0]! > 90, `${corners(16)} corners`);
    const [afar] = corners(11);
    assert.ok(afar! >= 8 && afar! < 40, `${afar} corners`);
    for (const zoom of [9.99, 10, 11.999, 12, 14.199, 14.2, 18])
      assert.ok(corners(zoom).length <= 1, `once at ${zoom}`);
  });

  it("is painted land first, then water, then houses, larger ones of a kind first", async () => {
    const { area } = await areaOf(
      folder,
      {
        nodes: grid(9, 9),
        ways: {
          ...road,
          1: [[44, 54, 55, 44], { building: "yes" }],
          2: [[33, 63, 66, 36, 33], { leisure: "park" }],
          3: [[22, 82, 88, 28, 22], { leisure: "park" }],
          4: [[11, 91, 99, 19, 11], { landuse: "residential" }],
          5: [[44, 64, 66, 44], { natural: "water" }],
        },
      },
      { pbf: all },
    );
    const found = near(area, 17);
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ["built", "park", "park", "water", "building"],
    );
    assert.ok(turn(found[1]!) > turn(found[2]!));
  });
});

describe("the sea of an imported map", () => {
  const folder = folderFor("import-sea");
  /** Of what is drawn. */
  const west = 1.97;
  /** Land to the west of 2.005° in web Mercator and in degrees, sea to the east. */
  const ring = [
    [2.005, 46.8],
    [2.005, 47.2],
    [2.3, 47.2],
    [2.3, 46.8],
    [2.005, 46.8],
  ] as const;
  const mercator = ring.map(([lon, lat]) => {
    const y = Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
    return [((lon * Math.PI) / 180) * 6_378_137, y * 6_378_137] as const;
  });
  const land: TestMap = { nodes: { 11: [2, 47], 21: [2.001, 47] }, ways: { 900: [[11, 21], street] } };
  const pbf = { bbox: [1.99, 46.99, 2.02, 47.02] as const };
  const seaOf = (area: Area) => near(area, 15).filter(({ kind }) => kind === "sea");
  const isSea = (area: Area, lon: number, lat: number) => {
    const [x, y] = [area.plane.x(lon), area.plane.y(lat)];
    // Even-odd over all rings: a hole is not sea.
    let inside = false;
    for (const { points, rings } of seaOf(area)) {
      for (let r = 0; r + 1 < rings.length; r++) {
        for (let i = rings[r]!; i < rings[r + 1]! - 1; i++) {
          const [ax, ay, bx, by] = points.subarray(2 * i, 2 * i + 4) as unknown as [number, number, number, number];
          if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
        }
      }
    }
    return inside;
  };

  for (const [what, projection, outer] of [
    ["web Mercator", webMercator, mercator],
    ["degrees", degrees, ring],
  ] as const) {
    it(`comes from a shapefile in ${what}, and goes on a tenth of a degree beyond the area`, async () => {
      const water = writeZip(join(folder, `${what}.zip`), {
        "folder/water.shp": shapes([
          [outer],
          [
            [
              [0, 0],
              [0, 1],
              [1, 1],
              [0, 0],
            ],
          ],
        ]),
        "folder/water.prj": projection,
      });
      const { area, report } = await areaOf(folder, land, { pbf, options: { water } });
      assert.equal(seaOf(area).length, 1);
      assert.ok(isSea(area, 2.01, 47) && !isSea(area, 2.004, 47));
      const [w, s, e, n] = seaOf(area)[0]!.box;
      const edges = [area.plane.position(w, s), area.plane.position(e, n)].flat();
      for (const [i, expected] of [2.005, 46.89, 2.12, 47.12].entries()) {
        assert.ok(Math.abs(edges[i]! - expected) < 1e-6, `${edges}`);
      }
      assert.deepEqual(report.notices, []);
    });
  }

  it("says so where the zip has no sea here although there is a coast", async () => {
    const water = writeZip(join(folder, "far.zip"), {
      "water.shp": shapes([
        [
          [
            [0, 0],
            [0, 1],
            [1, 1],
            [0, 0],
          ],
        ],
      ]),
      "water.prj": degrees,
    });
    const ways = { ...land.ways, 1: [[11, 21], { natural: "coastline" }] } as const;
    const { report } = await areaOf(folder, { ...land, ways }, { pbf, options: { water } });
    assert.deepEqual(report.notices, [{ key: "map.notice-water-elsewhere", data: {} }]);
  });

  /** Coasts by name, as positions; the water is to the right. */
  const c: Record<string, readonly (readonly [number, number])[]> = {
    // From south to north: the water to the east.
    northward: [
      [2.005, 46.9],
      [2.006, 47],
      [2.005, 47.1],
    ],
    // From north to south: the water to the west.
    southward: [
      [1.995, 47.1],
      [1.995, 46.9],
    ],
    inPieces1: [
      [2.005, 46.9],
      [2.006, 46.98],
    ],
    inPieces2: [
      [2.006, 46.98],
      [2.006, 47],
      [2.005, 47.1],
    ],
    // Land inside: counter-clockwise.
    island: [
      [2.01, 47],
      [2.012, 47],
      [2.012, 47.002],
      [2.01, 47.002],
      [2.01, 47],
    ],
    // Water inside: clockwise.
    basin: [
      [2.01, 47],
      [2.01, 47.002],
      [2.012, 47.002],
      [2.012, 47],
      [2.01, 47],
    ],
    cape: [
      [2.1, 46.99],
      [2.008, 47],
      [2.1, 47.01],
    ],
    ragged: [
      [2.005, 46.9],
      [2.006, 47],
      [2.006, 47.001],
    ],
    corner: [
      [1.9, 46.99],
      [1.99, 46.99],
      [1.99, 46.9],
    ],
  };
  const coasts: [names: string[], wet: [number, number][], dry: [number, number][], notice?: true][] = [
    [
      ["northward"],
      [
        [2.01, 47],
        [2.03, 47.03],
      ],
      [
        [2.004, 47],
        [1.98, 46.98],
      ],
    ],
    [
      ["southward"],
      [[1.98, 47]],
      [
        [2, 47],
        [2.03, 47],
      ],
    ],
    [
      ["southward", "northward"],
      [
        [1.98, 47],
        [2.03, 47],
      ],
      [[2, 47]],
    ],
    [["inPieces2", "inPieces1"], [[2.01, 47]], [[2.004, 47]]],
    [
      ["northward", "island"],
      [
        [2.009, 47.001],
        [2.03, 47],
      ],
      [
        [2.011, 47.001],
        [2, 47],
      ],
    ],
    [
      ["island"],
      [
        [2, 47],
        [2.03, 46.98],
      ],
      [[2.011, 47.001]],
    ],
    [
      ["basin"],
      [[2.011, 47.001]],
      [
        [2, 47],
        [2.03, 47],
      ],
    ],
    [
      ["cape"],
      [[2.03, 47]],
      [
        [2, 47],
        [2.03, 47.03],
        [2.03, 46.98],
      ],
    ],
    [
      ["corner"],
      [[1.975, 46.975]],
      [
        [2, 47],
        [1.975, 47],
        [2.03, 46.975],
      ],
    ],
    [
      ["ragged"],
      [],
      [
        [2.01, 47],
        [2, 47],
      ],
      true,
    ],
    [[], [], [[2.01, 47]]],
  ];
  for (const [names, wet, dry, notice] of coasts) {
    it(`is what lies to the right of coasts: ${names.join(", ") || "none"}`, async () => {
      const nodes: Record<number, readonly [number, number]> = { 11: [2, 47], 21: [2.001, 47] };
      const ids = new Map<string, number>();
      const ways: Record<number, [number[], TestTags]> = { 900: [[11, 21], street] };
      for (const [w, name] of names.entries()) {
        const refs = c[name]!.map((position) => {
          const key = position.join(" ");
          const id = ids.get(key) ?? 100 + ids.size;
          ids.set(key, id);
          nodes[id] = position;
          return id;
        });
        ways[w + 1] = [refs, { natural: "coastline" }];
      }
      const { area, report } = await areaOf(folder, { nodes, ways }, { pbf });
      for (const [lon, lat] of wet) assert.ok(isSea(area, lon, lat), `${lon} ${lat} is sea`);
      for (const [lon, lat] of dry) assert.ok(!isSea(area, lon, lat), `${lon} ${lat} is land`);
      assert.deepEqual(report.notices, notice === true ? [{ key: "map.notice-no-sea", data: {} }] : []);
      const box = seaOf(area).map(({ box: one }) => one);
      for (const [w] of box) assert.ok(w >= area.plane.x(west) - 1);
    });
  }

  it("is found between two coasts of a hundred thousand points each", () => {
    const coast = (y: number, step: number) =>
      Array.from({ length: 100_001 }, (_, i) => [(step > 0 ? -10 : 100_010) + step * 1.0002 * i, y]).flat();
    const box = [0, 0, 100_000, 100_000] as const;
    // The water is to the right of each: south of the northern one, north of the southern one.
    const polygons = seaFromCoast([coast(60_000, 1), coast(40_000, -1)], box) ?? [];
    assert.equal(polygons.length, 1);
    const [polygon] = polygons;
    assert.ok(contains(polygon!.outer, 50_000, 50_000));
    assert.ok(!contains(polygon!.outer, 50_000, 70_000) && !contains(polygon!.outer, 50_000, 30_000));
  });
});
