import type { DrawnRoads } from "../area/area.ts";
import { edgeFlag, roadClasses } from "../area/content.ts";
import { nameOnly } from "../draw/road-index.ts";
import { said, type TileShape } from "./decode.ts";
import { roadOf } from "./schema.ts";
import type { Placement } from "./tile-grid.ts";
import { insideTile } from "./tile-lines.ts";

const drawn = new Set(["transportation", "streets"]);
const named = new Set(["transportation_name", "street_labels"]);
/** Ends nearer to each other than this share of a tile are one crossing: rounding moves them at a tile's border. */
const grid = 1024;

/** Roads of tiles. Their names are lines of their own there, and so they are here: edges that only bear a name. */
export function roadsOf(shapes: readonly TileShape[], place: Placement): DrawnRoads {
  const nodes = new Map<string, number>();
  const names = new Map<string, number>([["", 0]]);
  const [from, to, kinds, flags, name, points] = [[], [], [], [], [], []] as number[][] as [
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
  ];
  const starts = [0];
  const nodeAt = (x: number, y: number): number => {
    const key = `${Math.round(x * grid)} ${Math.round(y * grid)}`;
    const known = nodes.get(key) ?? nodes.size;
    nodes.set(key, known);
    return known;
  };
  for (const shape of shapes) {
    const [draws, names_] = [drawn.has(shape.layer), named.has(shape.layer)];
    if ((!draws && !names_) || shape.shape !== "line") continue;
    const kind = roadOf(shape);
    const text = names_ ? said(shape, "name:latin") || said(shape, "name") || said(shape, "ref") : "";
    if (kind === undefined || (names_ && text === "")) continue;
    const id = names.get(text) ?? names.size;
    names.set(text, id);
    for (const [line] of shape.parts) {
      for (const part of insideTile(line!, shape.extent)) {
        const spots = part.map(
          ({ x, y }) => [shape.tile.x + x / shape.extent, shape.tile.y + y / shape.extent] as const,
        );
        for (const [x, y] of spots) points.push(place.x(x), place.y(y));
        starts.push(points.length / 2);
        from.push(nodeAt(...spots[0]!));
        to.push(nodeAt(...spots[spots.length - 1]!));
        kinds.push(roadClasses.indexOf(kind));
        flags.push(names_ ? nameOnly : flagsOf(shape));
        name.push(id);
      }
    }
  }
  return {
    edges: from.length,
    nodes: nodes.size,
    names: [...names.keys()],
    lineStart: Uint32Array.from(starts),
    points: Float64Array.from(points),
    from: Uint32Array.from(from),
    to: Uint32Array.from(to),
    class: Uint8Array.from(kinds),
    flags: Uint8Array.from(flags),
    name: Uint32Array.from(name),
  };
}

function flagsOf(shape: TileShape): number {
  const { properties } = shape;
  const yes = (key: string) => properties[key] === true || properties[key] === 1;
  const brunnel = said(shape, "brunnel");
  const steps = said(shape, "subclass") === "steps" || said(shape, "kind") === "steps";
  return (
    (brunnel === "bridge" || yes("bridge") ? edgeFlag.bridge : 0) |
    (brunnel === "tunnel" || yes("tunnel") ? edgeFlag.tunnel : 0) |
    (yes("ramp") || yes("link") || /_link$/u.test(said(shape, "class")) ? edgeFlag.link : 0) |
    (steps ? edgeFlag.steps : 0)
  );
}
