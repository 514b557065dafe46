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

const cell = 32;
const margin = 5;

export function makeObstacles(width: number, height: number): Obstacles {
  const columns = Math.ceil(width / cell) + 1;
  const rows = Math.ceil(height / cell) + 1;
  const cells: (Rect[] | undefined)[] = new Array(columns * rows);
  const inside = ([left, top, right, bottom]: Rect, slack = 0) =>
    left >= margin - slack &&
    top >= margin - slack &&
    right <= width - margin + slack &&
    bottom <= height - margin + slack;
  const meets = (a: Rect, b: Rect) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
  const column = (x: number) => Math.max(0, Math.min(columns - 1, Math.floor(x / cell)));
  const row = (y: number) => Math.max(0, Math.min(rows - 1, Math.floor(y / cell)));

  function met(rect: Rect, visit: (other: Rect) => boolean): boolean {
    const [west, east] = [column(rect[0]), column(rect[2])];
    const south = row(rect[3]);
    for (let r = row(rect[1]); r <= south; r++) {
      for (let c = west; c <= east; c++) {
        const list = cells[r * columns + c];
        if (list === undefined) continue;
        for (const other of list) if (meets(rect, other) && visit(other)) return true;
      }
    }
    return false;
  }

  return {
    inside,
    free: (rects) => rects.every((rect) => inside(rect) && !met(rect, () => true)),
    under(rect) {
      const found = new Set<Rect>();
      met(rect, (other) => {
        found.add(other);
        return false;
      });
      return found.size;
    },
    take(rects) {
      for (const rect of rects) {
        const south = row(rect[3]);
        const east = column(rect[2]);
        for (let r = row(rect[1]); r <= south; r++) {
          for (let c = column(rect[0]); c <= east; c++) {
            const list = cells[r * columns + c];
            if (list === undefined) cells[r * columns + c] = [rect];
            else list.push(rect);
          }
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
