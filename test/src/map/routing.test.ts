import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Position } from "../../../src/contract/index.ts";
import { accessBit, type Profile, profiles } from "../../../src/map/area/content.ts";
import { openArea } from "../../../src/map/area/read.ts";
import { type Graph, graphOf } from "../../../src/map/road/graph.ts";
import { wayToNearest } from "../../../src/map/road/nearest.ts";
import { searchTo, secondsFrom } from "../../../src/map/road/search.ts";
import { type Snap, snap } from "../../../src/map/road/snap.ts";
import { wayFrom } from "../../../src/map/road/way.ts";
import { chanceFrom } from "../../../src/map/town/chance.ts";
import { at, oneWay, smallArea } from "./small-area.ts";
import { areaFile } from "./town-file.ts";

interface Place {
  edge: number;
  share: number;
}

/** Dijkstra's search as it stands in books, over a list, from the origin forwards: nothing of the code under test. */
function plainSeconds({ roads, seconds, usable }: Graph, profile: Profile, origin: Place, target: Place): number {
  const links = new Map<string, [to: string, cost: number][]>();
  const link = (from: string, to: string, cost: number) => links.set(from, [...(links.get(from) ?? []), [to, cost]]);
  for (let e = 0; e < roads.edges; e++) {
    if (usable[e] === 0) continue;
    const stops: [string, number][] = [
      [`${roads.from[e]}`, 0],
      [`${roads.to[e]}`, 1],
    ];
    if (origin.edge === e) stops.push(["origin", origin.share]);
    if (target.edge === e) stops.push(["target", target.share]);
    stops.sort((a, b) => a[1] - b[1]);
    for (let i = 1; i < stops.length; i++) {
      const [[a, low], [b, high]] = [stops[i - 1]!, stops[i]!];
      if ((roads.access[e]! & accessBit(profile, "forward")) !== 0) link(a, b, (high - low) * seconds[e]!);
      if ((roads.access[e]! & accessBit(profile, "backward")) !== 0) link(b, a, (high - low) * seconds[e]!);
    }
  }
  const best = new Map([["origin", 0]]);
  const open = new Set(["origin"]);
  while (open.size > 0) {
    const here = [...open].reduce((a, b) => (best.get(a)! <= best.get(b)! ? a : b));
    open.delete(here);
    if (here === "target") return best.get(here)!;
    for (const [to, cost] of links.get(here) ?? []) {
      if (best.get(here)! + cost >= (best.get(to) ?? Infinity)) continue;
      best.set(to, best.get(here)! + cost);
      open.add(to);
    }
  }
  return Infinity;
}

const asSnap = ({ edge, share }: Place): Snap => ({ edge, share, x: 0, y: 0, distance: 0 });

describe("a way", () => {
  const area = openArea(areaFile("routing"));

  for (const profile of profiles) {
    it(`by ${profile} takes as long as a plain search says, for 120 pairs of places`, () => {
      const graph = graphOf(area.roads, profile);
      const chance = chanceFrom(profile.length);
      const edges = Array.from(graph.usable.keys()).filter((e) => graph.usable[e] === 1);
      const place = (): Place => ({ edge: edges[Math.floor(chance.next() * edges.length)]!, share: chance.next() });
      for (let i = 0; i < 120; i++) {
        const origin = place();
        // Every tenth pair lies on one edge, where a way may be straight or all round the block.
        const target = i % 10 === 0 ? { edge: origin.edge, share: chance.next() } : place();
        const search = searchTo(graph, asSnap(target));
        const expected = plainSeconds(graph, profile, origin, target);
        const seconds = secondsFrom(search, asSnap(origin));
        assert.ok(Math.abs(seconds - expected) < 1e-6, `${seconds} instead of ${expected}`);
        const way = wayFrom(search, asSnap(origin))!;
        const summed = way.pieces.reduce(
          (sum, { edge, from, to }) => sum + graph.seconds[edge]! * Math.abs(to - from),
          0,
        );
        assert.ok(Math.abs(summed - seconds) < 1e-6, "the pieces of the way take as long as the way");
        for (const { edge, from, to } of way.pieces) {
          const bit = accessBit(profile, to > from ? "forward" : "backward");
          assert.ok((area.roads.access[edge]! & bit) !== 0, "no way goes against a one-way street");
        }
        for (let k = 1; k < way.pieces.length; k++) {
          const [before, after] = [way.pieces[k - 1]!, way.pieces[k]!];
          const end = before.to > before.from ? area.roads.to[before.edge] : area.roads.from[before.edge];
          const start = after.to > after.from ? area.roads.from[after.edge] : area.roads.to[after.edge];
          assert.equal(end, start, "the pieces of the way join");
        }
      }
    });
  }

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
    const graph = graphOf(
      openArea(
        areaFile(
          "none",
          smallArea([
            [
              "One",
              [
                [0, 0],
                [300, 0],
              ],
            ],
            [
              "Two",
              [
                [300, 0],
                [600, 0],
              ],
            ],
          ]),
        ),
      ).roads,
      "car",
    );
    const search = searchTo(graph, asSnap({ edge: 0, share: 0.5 }));
    search.seconds.fill(Infinity);
    assert.equal(wayFrom(search, asSnap({ edge: 1, share: 0.5 })), undefined);
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
