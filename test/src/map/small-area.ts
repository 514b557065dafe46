import type { Position } from "../../../src/contract/index.ts";
import { type AreaContent, type AreaEdge, accessBit, profiles } from "../../../src/map/area/content.ts";

const metres = 1 / 111_195;

/** Metres east and north of a point on the equator, where both degrees are equally long. */
export const at = (x: number, y: number): Position => [x * metres, y * metres];

const everyone = profiles.reduce(
  (bits, profile) => bits | accessBit(profile, "forward") | accessBit(profile, "backward"),
  0,
);
export const oneWay = profiles.reduce((bits, profile) => bits | accessBit(profile, "forward"), 0);

type Street = [name: string, points: [number, number][], more?: Partial<AreaEdge>];

/** A made-up area of straight streets, joined where their ends meet. */
export function smallArea(streets: readonly Street[]): AreaContent {
  const nodes: Position[] = [];
  const node = (point: [number, number]): number => {
    const position = at(...point);
    const known = nodes.findIndex(([lon, lat]) => lon === position[0] && lat === position[1]);
    return known === -1 ? nodes.push(position) - 1 : known;
  };
  return {
    name: "Small",
    country: "FR",
    bbox: [-0.05, -0.05, 0.05, 0.05],
    attribution: { en: "test", fr: "test" },
    version: "1",
    nodes,
    edges: streets.map(([name, points, more]) => ({
      from: node(points[0]!),
      to: node(points[points.length - 1]!),
      class: "residential",
      access: everyone,
      flags: 0,
      speed: 36,
      surface: "paved",
      name,
      line: points.map((point) => at(...point)),
      ...more,
    })),
    turns: [],
    barriers: [],
    features: [],
    addresses: [],
    stores: [],
  };
}
