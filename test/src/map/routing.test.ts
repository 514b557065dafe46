import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Position } from "../../../src/contract/index.ts";
import { type AreaContent, type AreaTurn, profiles } from "../../../src/map/area/content.ts";
import { openArea } from "../../../src/map/area/read.ts";
import { writeArea } from "../../../src/map/index.ts";
import { graphOf } from "../../../src/map/road/graph.ts";
import { wayToNearest } from "../../../src/map/road/nearest.ts";
import { searchTo, secondsFrom } from "../../../src/map/road/search.ts";
import { searchBytes, searchFor } from "../../../src/map/road/searches.ts";
import { type Snap, snap } from "../../../src/map/road/snap.ts";
import { type Way, wayFrom } from "../../../src/map/road/way.ts";
import { type Chance as Numbers, chanceFrom as numbersFrom } from "../../../src/map/town/chance.ts";
import { type Place, plainSeconds, type Rules, rulesOf } from "./plain-search.ts";
import { at, oneWay, smallArea } from "./small-area.ts";
import { areaFile, theTown } from "./town-file.ts";

interface Chance extends Numbers {
  pick<Item>(list: readonly Item[]): Item;
}

function chanceFrom(seed: number): Chance {
  const numbers = numbersFrom(seed);
  return { ...numbers, pick: (list) => list[Math.floor(numbers.next() * list.length)]! };
}

const asSnap = ({ edge, share }: Place): Snap => ({ edge, share, x: 0, y: 0, distance: 0 });

const everyTurn = ["car", "bike", "foot"].map((_, i) => 1 << i).reduce((mask, bit) => mask | bit);

/** The same roads, with turns over two to four of them forbidden, and some nodes closed, by chance. */
function restricted(content: AreaContent, chance: Chance, count: { turns: number; barriers: number }): AreaContent {
  const { edges, nodes } = content;
  const head = (arc: number) => (arc % 2 === 0 ? edges[arc >> 1]!.to : edges[arc >> 1]!.from);
  const leaving: number[][] = nodes.map(() => []);
  for (let arc = 0; arc < 2 * edges.length; arc++) leaving[head(arc ^ 1)]!.push(arc);
  const profilesOf = () => (chance.odds(0.5) ? everyTurn : 1 + Math.floor(chance.next() * everyTurn));
  const turns: AreaTurn[] = [];
  while (turns.length < count.turns) {
    const arcs = [Math.floor(chance.next() * 2 * edges.length)];
    const size = chance.odds(0.6) ? 2 : chance.odds(0.7) ? 3 : 4;
    while (arcs.length < size) {
      const onwards = leaving[head(arcs.at(-1)!)]!.filter((arc) => arc !== (arcs.at(-1)! ^ 1) || chance.odds(0.1));
      if (onwards.length === 0) break;
      arcs.push(chance.pick(onwards));
    }
    if (arcs.length === size) turns.push({ arcs, profiles: profilesOf() });
  }
  const barriers = Array.from({ length: count.barriers }, () => ({
    node: Math.floor(chance.next() * nodes.length),
    profiles: profilesOf(),
  }));
  return { ...content, turns, barriers };
}

/** Blocks of streets, of which some are one-way and some are missing, with loops and dead ends. */
function blocks(size: number, chance: Chance): AreaContent {
  const streets: Parameters<typeof smallArea>[0][number][] = [];
  const to = (x: number, y: number): [number, number] => [90 * x, 90 * y];
  for (let x = 0; x < size; x++) {
    for (let y = 0; y < size; y++) {
      for (const [u, v] of [
        [x + 1, y],
        [x, y + 1],
      ] as const) {
        if (u === size || v === size || chance.odds(0.12)) continue;
        const speed = Math.floor(chance.between(10, 60));
        streets.push(["", [to(x, y), to(u, v)], { speed, ...(chance.odds(0.25) ? { access: oneWay } : {}) }]);
      }
    }
  }
  const [a, b] = [to(size - 1, size - 1), to(0, 0)];
  streets.push(["", [a, [a[0] + 50, a[1]], [a[0] + 50, a[1] + 50], a]]);
  streets.push(["", [b, [b[0] - 50, b[1]]]], ["", [b, [b[0], b[1] - 50]]]);
  return smallArea(streets);
}

function keepsTheRules(rules: Rules, { pieces }: Way): void {
  const arcs = pieces.map(({ edge, from, to }) => 2 * edge + (to > from ? 0 : 1));
  assert.ok(arcs.every(rules.open), "no way goes against a one-way street");
  for (let k = 1; k < arcs.length; k++) {
    assert.ok(rules.after(arcs.slice(0, k)).includes(arcs[k]!), "each piece may follow those before it");
  }
}

describe("a way", () => {
  const area = openArea(areaFile("routing"));

  const town = theTown();
  const chance = chanceFrom(11);
  const networks: [name: string, content: AreaContent, pairs: number][] = [
    ["a town", town, 40],
    ["a town with forbidden turns and barriers", restricted(town, chance, { turns: 260, barriers: 30 }), 60],
    ["blocks where much is forbidden", restricted(blocks(7, chance), chance, { turns: 90, barriers: 3 }), 300],
    ["other blocks", restricted(blocks(9, chance), chance, { turns: 40, barriers: 6 }), 300],
  ];
  for (const [name, content, pairs] of networks) {
    const { roads } = openArea(areaFile("routing-network", content));
    for (const profile of profiles) {
      it(`by ${profile} in ${name} takes as long as a plain search says, for ${pairs} pairs of places`, () => {
        const graph = graphOf(roads, profile);
        const rules = rulesOf(content, profile);
        const seconds = (edge: number) => graph.ticks[edge]! / 100;
        const edges = Array.from(graph.usable.keys()).filter((e) => graph.usable[e] === 1);
        const place = (): Place => ({ edge: chance.pick(edges), share: chance.next() });
        for (let i = 0; i < pairs; i++) {
          const origin = place();
          // Every tenth pair lies on one edge, where a way may be straight or all round the block.
          const target = i % 10 === 0 ? { edge: origin.edge, share: chance.next() } : place();
          const search = searchTo(graph, [asSnap(target)]);
          const expected = plainSeconds(rules, seconds, 3, origin, target);
          const found = secondsFrom(search, asSnap(origin));
          assert.ok(Math.abs(found - expected) < 0.02, `${found} instead of ${expected}`);
          const way = wayFrom(search, asSnap(origin))!;
          assert.ok(Math.abs(way.duration - expected) < 0.02, "the pieces of the way take as long as the way");
          keepsTheRules(rules, way);
        }
      });
    }
  }

  it("is not searched any more on the roads of a file that was replaced", () => {
    const path = areaFile("replaced");
    const search = (content: AreaContent, position: Position) => {
      writeArea(path, content);
      const before = searchBytes();
      searchFor(openArea(path), "car", [position]);
      return searchBytes() - before;
    };
    const [store] = theTown().stores;
    // A version of its own: another test may have kept a search of the town as it is.
    const first = search({ ...theTown(), version: "earlier" }, store!.location);
    assert.ok(first > 0);
    assert.equal(search({ ...theTown(), version: "later" }, store!.location), 0);
  });

  it("to the nearest of many is the shortest of the ways to each", () => {
    const graph = graphOf(area.roads, "car");
    const edges = Array.from(graph.usable.keys()).filter((e) => graph.usable[e] === 1);
    const place = () => asSnap({ edge: chance.pick(edges), share: chance.next() });
    const stores = Array.from({ length: 12 }, place);
    const toAny = searchTo(graph, stores);
    const toEach = stores.map((store) => searchTo(graph, [store]));
    for (let i = 0; i < 200; i++) {
      const home = i % 10 === 0 ? { ...stores[i % 12]!, share: chance.next() } : place();
      const each = toEach.map((search) => secondsFrom(search, home));
      const way = wayFrom(toAny, home)!;
      assert.ok(Math.abs(secondsFrom(toAny, home) - Math.min(...each)) < 0.02);
      assert.ok(Math.abs(each[way.target]! - Math.min(...each)) < 0.02);
    }
  });

  it("goes round the block where the straight one is one-way", () => {
    const block = openArea(
      areaFile(
        "one-way",
        smallArea([
          [
            "South",
            [
              [0, 0],
              [300, 0],
            ],
            { access: oneWay },
          ],
          [
            "East",
            [
              [300, 0],
              [300, 200],
            ],
          ],
          [
            "North",
            [
              [300, 200],
              [0, 200],
            ],
          ],
          [
            "West",
            [
              [0, 200],
              [0, 0],
            ],
          ],
        ]),
      ),
    );
    const distance = (from: Position, to: Position) =>
      wayToNearest(block, "car", [{ id: "s", name: "s", location: to }], from).way.distance;
    assert.ok(Math.abs(distance(at(50, -5), at(250, -5)) - 200) < 1);
    assert.ok(Math.abs(distance(at(250, -5), at(50, -5)) - 800) < 1);
  });

  it("leads to the store that is nearest by road, not by air", () => {
    const river = openArea(
      areaFile(
        "river",
        smallArea([
          [
            "Left bank",
            [
              [0, 0],
              [500, 0],
            ],
          ],
          [
            "Left bank",
            [
              [500, 0],
              [3000, 0],
            ],
          ],
          [
            "Bridge",
            [
              [3000, 0],
              [3000, 60],
            ],
          ],
          [
            "Right bank",
            [
              [3000, 60],
              [0, 60],
            ],
          ],
        ]),
      ),
    );
    const across = { id: "across", name: "Across", location: at(10, 65) };
    const along = { id: "along", name: "Along", location: at(800, -5) };
    const { store, way } = wayToNearest(river, "car", [across, along], at(10, -5));
    assert.equal(store.id, "along");
    assert.ok(Math.abs(way.distance - 790) < 1);
  });

  it("passes over a store that no road leads to, as long as there is another", () => {
    const [good] = area.stores;
    const lost = { id: "lost", name: "Lost", location: [-2.9745, 46.5375] as Position };
    assert.equal(wayToNearest(area, "car", [lost, good!], good!.location).store.id, good!.id);
    assert.throws(() => wayToNearest(area, "car", [lost], good!.location), { key: "map.no-road-store" });
    assert.throws(() => wayToNearest(area, "car", [good!], lost.location), { key: "map.no-road" });
  });

  it("is refused where none leads there", () => {
    const streets = (points: [number, number][]) => points.slice(1).map((to, i) => ["", [points[i]!, to]] as const);
    const ring: [number, number][] = [
      [0, 0],
      [300, 0],
      [300, 300],
      [0, 300],
      [0, 0],
    ];
    const island: [number, number][] = [
      [2000, 0],
      [2300, 0],
    ];
    const apart = openArea(
      areaFile("none", smallArea([...streets(ring), ...streets(island)].map(([n, p]) => [n, [...p]]))),
    );
    const mainland = { id: "s", name: "s", location: at(150, 5) };
    const onIsland = { id: "i", name: "i", location: at(2150, 5) };
    // Roads without a way to the rest are no roads to start from, nor to lead to.
    assert.throws(() => wayToNearest(apart, "car", [mainland], onIsland.location), { key: "map.no-road" });
    assert.throws(() => wayToNearest(apart, "car", [onIsland], mainland.location), { key: "map.no-road-store" });
    const graph = graphOf(apart.roads, "car");
    const search = searchTo(graph, [asSnap({ edge: 0, share: 0.5 })]);
    assert.equal(secondsFrom(search, asSnap({ edge: 4, share: 0.5 })), Infinity);
    assert.equal(wayFrom(search, asSnap({ edge: 4, share: 0.5 })), undefined);
  });

  it("begins on the nearest road that the profile may use", () => {
    const graph = graphOf(area.roads, "car");
    const chance = chanceFrom(3);
    const { points, lineStart } = area.roads;
    for (let i = 0; i < 200; i++) {
      const [x, y] = [chance.between(-1200, 1200), chance.between(-1200, 1200)];
      let nearest = Infinity;
      for (let e = 0; e < area.roads.edges; e++) {
        if (graph.usable[e] === 0) continue;
        for (let p = lineStart[e]!; p < lineStart[e + 1]! - 1; p++) {
          const [ax, ay, bx, by] = points.subarray(2 * p, 2 * p + 4) as unknown as [number, number, number, number];
          const size = (bx - ax) ** 2 + (by - ay) ** 2;
          const t = size === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / size));
          nearest = Math.min(nearest, Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)));
        }
      }
      const found = snap(graph, area.plane, area.plane.position(x, y));
      if (nearest > 500) assert.equal(found, undefined);
      else assert.ok(Math.abs(found!.distance - nearest) < 0.001, `${found?.distance} instead of ${nearest}`);
    }
  });
});
