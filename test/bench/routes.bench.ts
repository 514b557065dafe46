import { createRequire } from "node:module";
import type { Position } from "../../src/contract/index.ts";
import type { Area } from "../../src/map/area/area.ts";
import { graphOf } from "../../src/map/road/graph.ts";
import { wayToNearest } from "../../src/map/road/nearest.ts";
import { searchTo, secondsFrom } from "../../src/map/road/search.ts";
import { searchBytes } from "../../src/map/road/searches.ts";
import { snap } from "../../src/map/road/snap.ts";
import { chanceFrom } from "../../src/map/town/chance.ts";
import { median, type Result } from "./figures.ts";
import { gridArea } from "./routes/grid.ts";

const require = createRequire(import.meta.url);

/** Milliseconds of this process's CPU: another process on the machine does not count. */
function cpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const chance = chanceFrom(2);
const somewhere = ({ plane, roads }: Area): Position => {
  const at = 2 * Math.floor(chance.next() * (roads.points.length / 2));
  return plane.position(roads.points[at]! + chance.between(-30, 30), roads.points[at + 1]! + chance.between(-30, 30));
};

/** The same ways by ngraph.path, the quickest of its searches, from crossing to crossing. */
function byNgraph({ roads }: Area, ways: number): number {
  const createGraph = require("ngraph.graph") as () => {
    addLink(from: number, to: number, ticks: number): void;
  };
  const { nba } = require("ngraph.path") as {
    nba(graph: unknown, options: object): { find(from: number, to: number): unknown[] };
  };
  const { ticks, out } = graphOf(roads, "car");
  const graph = createGraph();
  const tail = (arc: number) => (arc % 2 === 0 ? roads.from : roads.to)[arc >> 1]!;
  for (const arc of out) graph.addLink(tail(arc), tail(arc ^ 1), ticks[arc >> 1]!);
  const finder = nba(graph, {
    oriented: true,
    distance: (_a: unknown, _b: unknown, link: { data: number }) => link.data,
  });
  const node = () => Math.floor(chance.next() * roads.nodes);
  for (let i = 0; i < 3; i++) finder.find(node(), node());
  return (
    cpu(() => {
      for (let i = 0; i < ways; i++) finder.find(node(), node());
    }) / ways
  );
}

export async function run(): Promise<Result> {
  const figures: Result["figures"] = [];
  const searches = (area: Area) => {
    const graph = graphOf(area.roads, "car");
    const stores = Array.from({ length: 9 }, () => snap(graph, area.plane, somewhere(area))!);
    return median(stores.map((store) => cpu(() => searchTo(graph, [store]))));
  };
  const perRecipient = (area: Area, count: number) => {
    const graph = graphOf(area.roads, "car");
    const search = searchTo(graph, [snap(graph, area.plane, somewhere(area))!]);
    const homes = Array.from({ length: count }, () => somewhere(area));
    const look = () => {
      for (const home of homes) secondsFrom(search, snap(graph, area.plane, home)!);
    };
    look();
    return (1_000 * cpu(look)) / count;
  };

  // As many crossings as Monaco has.
  const small = gridArea(125, 125, 0);
  const ours = perRecipient(small, 20_000);
  const theirs = 1_000 * byNgraph(small, 40);
  figures.push(
    { name: "15,625 nodes: a recipient by ngraph.path (nba)", values: { us: theirs } },
    { name: "15,625 nodes: a recipient after the store's search", values: { us: ours } },
    { name: "15,625 nodes: a store's search", values: { ms: searches(small) } },
  );

  const large = gridArea(700, 715, 0);
  const building = cpu(() => graphOf(large.roads, "car"));
  const arrays = process.memoryUsage().arrayBuffers;
  const indexing = cpu(() => snap(graphOf(large.roads, "car"), large.plane, somewhere(large)));
  const index = (process.memoryUsage().arrayBuffers - arrays) / 2 ** 20;
  const search = searches(large);
  const recipient = perRecipient(large, 20_000);
  const guarded = searches(gridArea(700, 715, 0.01));
  figures.push(
    { name: "500,500 nodes: graph, once an area", values: { ms: building } },
    { name: "500,500 nodes: index of segments, once an area", values: { ms: indexing, MB: index } },
    { name: "500,500 nodes: a store's search", values: { ms: search } },
    { name: "500,500 nodes: the same, a turn forbidden at every 100th node", values: { ms: guarded } },
    { name: "500,500 nodes: a recipient after the store's search", values: { us: recipient } },
  );

  const stores = Array.from({ length: 5 }, (_, i) => ({ id: `${i}`, name: `${i}`, location: somewhere(large) }));
  const homes = Array.from({ length: 10_000 }, () => somewhere(large));
  const held: number[] = [];
  const nearest = cpu(() => {
    for (const [i, home] of homes.entries()) {
      wayToNearest(large, "car", stores, home);
      if (i % 1_000 === 999) held.push(process.memoryUsage.rss() / 2 ** 20);
    }
  });
  const each = (1_000 * nearest) / homes.length;
  const growth = Math.max(...held) / held[0]!;
  figures.push({
    name: "500,500 nodes: the whole way to the nearest of 5 stores, 10,000 recipients",
    values: { us: each, "RSS MB": Math.max(...held), "searches MB": searchBytes() / 2 ** 20 },
  });
  const ratio = theirs / ours;
  return {
    subject: "routes: from recipients to stores by road (CPU time)",
    figures,
    claims: [
      { claim: "a recipient after the store's search, us", measured: recipient, aim: "≤ 20", met: recipient <= 20 },
      { claim: "times as fast as ngraph.path", measured: ratio, aim: "≥ 100", met: ratio >= 100 },
      { claim: "a store's search among 500,500 nodes, ms", measured: search, aim: "< 150", met: search < 150 },
      { claim: "peak memory, of that after 1,000 recipients", measured: growth, aim: "≤ 1.2", met: growth <= 1.2 },
    ],
  };
}
