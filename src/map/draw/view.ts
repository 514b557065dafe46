import type { Box } from "../area/area.ts";
import type { Plane } from "../area/plane.ts";

/** Which part of the plane is on the picture. Sizes in CSS px, y downwards. */
export interface View {
  width: number;
  height: number;
  /** CSS px per metre */
  scale: number;
  /** Which of the zoom steps `scale` is; 0 is the closest. */
  step: number;
  /** Device pixels per CSS px. */
  density: number;
  /** CSS px from the plane's origin to the picture's upper left corner. */
  left: number;
  top: number;
  /** Web-map zoom level with 256-pixel tiles, with decimals. */
  zoom: number;
  /** The visible part of the plane. */
  box: Box;
  px(x: number): number;
  py(y: number): number;
}

/** Room in CSS px that the marker and its label need at the edges. */
const room = { top: 58, side: 44, bottom: 42 } as const;
/** Never closer than this, in CSS px per metre: below, a street is as wide as a square. */
const closest = 1.35;
/** Steps between two halvings of the scale: maps of one step share their ground, and a step costs at most 16 % of the frame. */
const stepsPerHalving = 4;

const equator = 156_543.034;

/** The view that holds the points (x, y by point), with room round them, at the largest zoom step that does. */
export function viewOf(plane: Plane, width: number, height: number, points: readonly number[], density: number): View {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    west = Math.min(west, points[i]!);
    east = Math.max(east, points[i]!);
    south = Math.min(south, points[i + 1]!);
    north = Math.max(north, points[i + 1]!);
  }
  const side = Math.min(room.side, width * 0.2);
  const [above, below] = [Math.min(room.top, height * 0.36), Math.min(room.bottom, height * 0.24)];
  const [across, down] = [width - 2 * side, height - above - below];
  const tight = Math.min(across / Math.max(1, east - west), down / Math.max(1, north - south));
  // A hair's breadth of grace, so that what fits exactly is not put a step further away by rounding.
  const step = Math.max(0, Math.ceil(stepsPerHalving * Math.log2(closest / tight) - 1e-9));
  const scale = closest * 2 ** (-step / stepsPerHalving);
  const left = ((west + east) / 2) * scale - width / 2;
  const top = -((south + north) / 2) * scale - (above + down / 2);
  // Whole CSS px, however many device pixels each has: every output of a map places its letters alike.
  return viewAt(plane, { width, height, scale, step, density, left: Math.round(left), top: Math.round(top) });
}

type Corner = Pick<View, "width" | "height" | "scale" | "step" | "density" | "left" | "top">;

/** The view with this corner and size. */
export function viewAt({ latitude }: Pick<Plane, "latitude">, corner: Corner): View {
  const { width, height, scale, left, top } = corner;
  return {
    ...corner,
    zoom: Math.log2(equator * Math.cos((latitude * Math.PI) / 180) * scale),
    box: [left / scale, -(top + height) / scale, (left + width) / scale, -top / scale],
    px: (x) => x * scale - left,
    py: (y) => -y * scale - top,
  };
}
