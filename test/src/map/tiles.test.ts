import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Ground } from "../../../src/map/area/area.ts";
import { edgeFlag, roadClasses } from "../../../src/map/area/content.ts";
import { paintPng } from "../../../src/map/draw/outputs.ts";
import { frame } from "../../../src/map/draw/picture.ts";
import { edgesIn } from "../../../src/map/draw/road-index.ts";
import { streetNames } from "../../../src/map/draw/street-labels.ts";
import { groundOfTiles } from "../../../src/map/tiles/ground-of-tiles.ts";
import { near, pixelsOf } from "./pictures.ts";
import { type Shape, tileOf } from "./vector-tile.ts";

const [z, x0, y0] = [14, 8400, 5800] as const;
const buffer = 64;
const full: [number, number][] = [
  [-buffer, -buffer],
  [4096 + buffer, -buffer],
  [4096 + buffer, 4096 + buffer],
  [-buffer, 4096 + buffer],
];
const sea: Shape = { layer: "water", type: "polygon", parts: [full], properties: { class: "ocean" } };
const road = (properties: Shape["properties"], layer = "transportation"): Shape => ({
  layer,
  type: "line",
  parts: [
    [
      [-buffer, 2048],
      [4096 + buffer, 2048],
    ],
  ],
  properties,
});
const two = (shapes: readonly Shape[]) => [tileOf(z, x0, y0, shapes), tileOf(z, x0 + 1, y0, shapes)];

/** The middle of the border between the two tiles. */
const middleOf = (ground: Ground) => ground.plane.position(0, 0);
const everywhere = [-1e5, -1e5, 1e5, 1e5] as const;

describe("ground made of vector tiles", () => {
  it("is one sea across tiles, without shore or seam where they meet", async () => {
    const ground = groundOfTiles(two([sea]));
    const picture = { ground, store: { name: "", location: middleOf(ground) }, streets: new Set<string>() };
    const settings = {
      attribution: "",
      lineColour: "#1d6fdc",
      markerColour: "#d7263d",
      labels: false,
      markerLabel: "",
    };
    const image = await pixelsOf(await paintPng({ ...picture, ...settings }, { width: 400, height: 300, scale: 2 }));
    let other = 0;
    for (let x = 100; x < 700; x++) {
      for (let y = 320; y < 520; y++) if (!near(image.at(x, y), [0xb9, 0xdb, 0xe8], 3)) other += 1;
    }
    // The marker's tip and shadow only.
    assert.ok(other < 500, `${other} pixels are not sea`);
    assert.equal(ground.featuresIn(everywhere, 15).filter(({ kind }) => kind === "coast").length, 0);
  });

  it("has a shore where the sea ends within a tile", () => {
    const half: Shape = {
      ...sea,
      parts: [
        [
          [-buffer, -buffer],
          [2000, -buffer],
          [2200, 4096 + buffer],
          [-buffer, 4096 + buffer],
        ],
      ],
    };
    const coast = groundOfTiles([tileOf(z, x0, y0, [half])])
      .featuresIn(everywhere, 15)
      .filter(({ kind }) => kind === "coast");
    assert.equal(coast.length, 1);
    assert.equal(coast[0]!.points.length, 4);
  });

  it("joins a street that crosses tiles, and draws none twice", () => {
    const name = road({ class: "primary", name: "Rue Longue" }, "transportation_name");
    const ground = groundOfTiles(two([road({ class: "primary" }), name]));
    assert.equal(ground.roads.edges, 4);
    const drawn = ground.roads.lineStart.length - 1;
    assert.equal(drawn, 4);
    const view = frame({ ground, store: { name: "", location: middleOf(ground) } }, 400, 300);
    const { major, minor } = streetNames(view, ground, new Set());
    assert.deepEqual([major.length, minor.length], [1, 0]);
    // From the west edge of one tile to the east edge of the other.
    const [first, last] = [major[0]!.points[0]!, major[0]!.points.at(-2)!];
    assert.ok(Math.abs(Math.abs(last - first) - 2 * (ground.plane.x(360 / 2 ** z) - ground.plane.x(0))) < 1);
  });

  const kinds: [what: string, shape: Shape, kind: string, flags: number][] = [
    ["a motorway", road({ class: "motorway" }), "motorway", 0],
    ["a street", road({ class: "minor" }), "residential", 0],
    ["steps", road({ class: "path", subclass: "steps" }), "footway", edgeFlag.steps],
    ["a cycleway", road({ class: "path", subclass: "cycleway" }), "cycleway", 0],
    ["a tunnel", road({ class: "primary", brunnel: "tunnel" }), "primary", edgeFlag.tunnel],
    ["a bridge", road({ class: "secondary", brunnel: "bridge" }), "secondary", edgeFlag.bridge],
    ["a ramp", road({ class: "motorway", ramp: 1 }), "motorway", edgeFlag.link],
    ["a street of Shortbread", road({ kind: "residential", bridge: true }, "streets"), "residential", edgeFlag.bridge],
    ["a ramp of Shortbread", road({ kind: "primary", link: true }, "streets"), "primary", edgeFlag.link],
  ];
  for (const [what, shape, kind, flags] of kinds) {
    it(`holds ${what} as what it is`, () => {
      const { roads } = groundOfTiles([tileOf(z, x0, y0, [shape])]);
      assert.equal(roads.edges, 1);
      assert.deepEqual([roadClasses[roads.class[0]!], roads.flags[0]], [kind, flags]);
    });
  }

  const polygon = (layer: string, properties: Shape["properties"]): Shape => ({ ...sea, layer, properties });
  const areas: [layer: string, properties: Shape["properties"], kind: string][] = [
    ["water", { class: "lake" }, "water"],
    ["ocean", {}, "sea"],
    ["landcover", { class: "wood" }, "wood"],
    ["landcover", { class: "grass", subclass: "park" }, "park"],
    ["landuse", { class: "cemetery" }, "cemetery"],
    ["land", { kind: "forest" }, "wood"],
    ["building", {}, "building"],
    ["buildings", {}, "building"],
  ];
  for (const [layer, properties, kind] of areas) {
    it(`holds ${layer} ${Object.values(properties).join(" ")} as ${kind}`, () => {
      const ground = groundOfTiles([tileOf(z, x0, y0, [polygon(layer, properties)])]);
      assert.equal(ground.featuresIn(everywhere, 16)[0]?.kind, kind);
    });
  }

  it("names places in order of their rank, each once", () => {
    const place = (name: string, rank: number): Shape => ({
      layer: "place",
      type: "point",
      parts: [[[4090, 2000]]],
      properties: { class: "quarter", name, rank },
    });
    const east = { ...place("Lesser", 9), parts: [[[-6, 2000] as const]] };
    const ground = groundOfTiles([
      tileOf(z, x0, y0, [place("Lesser", 9), place("Greater", 2)]),
      tileOf(z, x0 + 1, y0, [east]),
    ]);
    const names = ground.featuresIn(everywhere, 15).map(({ name }) => name);
    assert.deepEqual(names, ["Greater", "Lesser"]);
  });

  it("is known again by its content", () => {
    const [a, b] = [groundOfTiles(two([sea])), groundOfTiles(two([sea]))];
    assert.equal(a.hash, b.hash);
    assert.notEqual(a.hash, groundOfTiles(two([road({ class: "minor" })])).hash);
  });

  const damaged = tileOf(z, x0, y0, [sea]);
  const refused: [what: string, tiles: Parameters<typeof groundOfTiles>[0], key: string][] = [
    ["no tile", [], "map.no-tiles"],
    ["a web page", [{ ...damaged, bytes: Buffer.from("<!doctype html><html></html>") }], "map.tile-damaged"],
    ["a broken tile", [{ ...damaged, bytes: damaged.bytes.subarray(0, 30) }], "map.tile-damaged"],
  ];
  for (const [what, tiles, key] of refused) {
    it(`is not made of ${what}`, () => {
      assert.throws(() => groundOfTiles(tiles), { name: "Fault", key });
    });
  }

  it("lists its roads by view", () => {
    const { roads } = groundOfTiles(two([road({ class: "primary" }), road({ class: "service" })]));
    assert.equal(edgesIn(roads, everywhere, 16).length, 4);
    assert.equal(edgesIn(roads, everywhere, 10).length, 2);
    assert.equal(edgesIn(roads, [10, -1e5, 1e5, 1e5], 16).length, 2);
  });
});
