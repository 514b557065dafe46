import type { Point } from "./plane.ts";

/** Things found again by where they are: a grid of cells over the plane. */
export interface Near<Thing> {
  /** Files the thing under every cell its box touches. */
  put(thing: Thing, low: Point, high: Point): void;
  /** Everything filed within `reach` metres of the point, once each, in the order it was filed. */
  around(point: Point, reach: number): Thing[];
}

export function nearIndex<Thing>(cell = 40): Near<Thing> {
  const cells = new Map<number, number[]>();
  const things: Thing[] = [];
  const over = (low: Point, high: Point, visit: (key: number) => void) => {
    for (let x = Math.floor(low[0] / cell); x <= Math.floor(high[0] / cell); x++) {
      for (let y = Math.floor(low[1] / cell); y <= Math.floor(high[1] / cell); y++) visit((x + 2048) * 4096 + y + 2048);
    }
  };
  return {
    put(thing, low, high) {
      const id = things.push(thing) - 1;
      over(low, high, (key) => {
        const list = cells.get(key);
        if (list === undefined) cells.set(key, [id]);
        else list.push(id);
      });
    },
    around([x, y], reach) {
      const ids = new Set<number>();
      over([x - reach, y - reach], [x + reach, y + reach], (key) => {
        for (const id of cells.get(key) ?? []) ids.add(id);
      });
      return [...ids].sort((a, b) => a - b).map((id) => things[id]!);
    },
  };
}
