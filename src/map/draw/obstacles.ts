/** left, top, right, bottom in CSS px */
export type Rect = readonly [number, number, number, number];

/** What is already on the picture, so that letters do not run into it. */
export interface Obstacles {
  /** Whether a rectangle is inside the picture's margins, or reaches over them by at most `slack` CSS px. */
  inside(rect: Rect, slack?: number): boolean;
  /** Whether all of the rectangles are inside the picture and free. */
  free(rects: readonly Rect[]): boolean;
  take(rects: readonly Rect[]): void;
  /** How many of those that have been taken a rectangle lies over. */
  under(rect: Rect): number;
}

export function makeObstacles(width: number, height: number): Obstacles {
  const cell = 48;
  const margin = 5;
  const cells = new Map<number, Rect[]>();
  const over = function* ([left, top, right, bottom]: Rect): Generator<number> {
    for (let c = Math.floor(left / cell); c <= Math.floor(right / cell); c++) {
      for (let r = Math.floor(top / cell); r <= Math.floor(bottom / cell); r++) yield c * 1024 + r;
    }
  };
  const inside = ([left, top, right, bottom]: Rect, slack = 0) =>
    left >= margin - slack &&
    top >= margin - slack &&
    right <= width - margin + slack &&
    bottom <= height - margin + slack;
  const meets = (a: Rect, b: Rect) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
  return {
    inside,
    free(rects) {
      return rects.every((rect) => {
        if (!inside(rect)) return false;
        for (const key of over(rect)) if (cells.get(key)?.some((other) => meets(rect, other)) === true) return false;
        return true;
      });
    },
    under(rect) {
      const met = new Set<Rect>();
      for (const key of over(rect)) for (const other of cells.get(key) ?? []) if (meets(rect, other)) met.add(other);
      return met.size;
    },
    take(rects) {
      for (const rect of rects) {
        for (const key of over(rect)) {
          const list = cells.get(key);
          if (list === undefined) cells.set(key, [rect]);
          else list.push(rect);
        }
      }
    },
  };
}

/** A square on a band `half` px wide to both sides that runs at this angle: a row of them covers it, and little more. */
export function squareOn(x: number, y: number, angle: number, half: number): Rect {
  const reach = half / (Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle)));
  return [x - reach, y - reach, x + reach, y + reach];
}
