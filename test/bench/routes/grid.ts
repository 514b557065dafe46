import type { Area, Roads } from "../../../src/map/area/area.ts";
import { accessBit, profiles, roadClasses } from "../../../src/map/area/content.ts";
import { planeOf } from "../../../src/map/area/plane.ts";
import { chanceFrom } from "../../../src/map/town/chance.ts";

const everybody = profiles.reduce((mask, one) => mask | accessBit(one, "forward") | accessBit(one, "backward"), 0);
const oneWay = profiles.reduce((mask, one) => mask | accessBit(one, "forward"), 0);
/** Metres between crossings, before they are moved a little. */
const block = 80;

/** A town of `columns` x `rows` crossings: main roads every ten blocks, some streets one-way, some turns forbidden. */
export function gridArea(columns: number, rows: number, turnsPerNode: number): Area {
  const chance = chanceFrom(1);
  const nodes = columns * rows;
  const edges = (columns - 1) * rows + columns * (rows - 1);
  const [x, y] = [new Float64Array(nodes), new Float64Array(nodes)];
  for (let n = 0; n < nodes; n++) {
    x[n] = ((n % columns) - columns / 2) * block + chance.between(-20, 20);
    y[n] = (Math.floor(n / columns) - rows / 2) * block + chance.between(-20, 20);
  }
  const [from, to, length] = [new Uint32Array(edges), new Uint32Array(edges), new Float64Array(edges)];
  const [kind, access, speed] = [new Uint8Array(edges), new Uint8Array(edges).fill(everybody), new Uint8Array(edges)];
  const points = new Float64Array(4 * edges);
  let edge = 0;
  const street = (a: number, b: number, main: boolean) => {
    [from[edge], to[edge]] = [a, b];
    length[edge] = Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!);
    points.set([x[a]!, y[a]!, x[b]!, y[b]!], 4 * edge);
    kind[edge] = roadClasses.indexOf(main ? "primary" : "residential");
    speed[edge] = main ? 70 : 50;
    if (!main && chance.odds(0.15)) access[edge] = oneWay;
    edge += 1;
  };
  for (let n = 0; n < nodes; n++) {
    const [column, row] = [n % columns, Math.floor(n / columns)];
    if (column + 1 < columns) street(n, n + 1, row % 10 === 0);
    if (row + 1 < rows) street(n, n + columns, column % 10 === 0);
  }
  const turns = Math.floor(nodes * turnsPerNode);
  const turnArc = new Uint32Array(2 * turns);
  const leaving: number[][] = Array.from({ length: nodes }, () => []);
  for (let e = 0; e < edges; e++) {
    leaving[from[e]!]!.push(2 * e);
    leaving[to[e]!]!.push(2 * e + 1);
  }
  for (let t = 0; t < turns; t++) {
    const arc = Math.floor(chance.next() * 2 * edges);
    const onwards = leaving[(arc % 2 === 0 ? to : from)[arc >> 1]!]!.filter((next) => next !== (arc ^ 1));
    turnArc.set([arc, onwards[Math.floor(chance.next() * onwards.length)]!], 2 * t);
  }
  const roads: Roads = {
    nodes,
    edges,
    from,
    to,
    length,
    class: kind,
    access,
    speed,
    points,
    flags: new Uint8Array(edges),
    surface: new Uint8Array(edges),
    name: new Uint32Array(edges),
    names: [""],
    lineStart: Uint32Array.from({ length: edges + 1 }, (_, e) => 2 * e),
    line: new Int32Array(0),
    node: new Int32Array(0),
    barrier: new Uint8Array(nodes),
    turnStart: Uint32Array.from({ length: turns + 1 }, (_, t) => 2 * t),
    turnArc,
    turnProfiles: new Uint8Array(turns).fill(7),
  };
  const bbox: [number, number, number, number] = [2, 48, 3, 49];
  const nothing = { en: "", fr: "" };
  return {
    path: "",
    hash: `grid ${columns} ${rows} ${turnsPerNode}`,
    name: "Grid",
    country: "FR",
    bbox,
    attribution: nothing,
    version: "1",
    plane: planeOf(bbox),
    roads,
    stores: [],
    featuresIn: () => [],
  };
}
