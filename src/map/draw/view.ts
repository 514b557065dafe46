import type { Box } from "../area/area.ts";
import type { Plane } from "../area/plane.ts";

/** Which part of the plane is on the picture. Sizes in CSS px, y downwards. */
export interface View {
  width: number;
  height: number;
  /** CSS px per metre */
  scale: number;
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

const equator = 156_543.034;

/** The view that holds the points (x, y by point), with room round them. */
export function viewOf(plane: Plane, width: number, height: number, points: readonly number[]): View {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    west = Math.min(west, points[i]!);
    east = Math.max(east, points[i]!);
    south = Math.min(south, points[i + 1]!);
    north = Math.max(north, points[i + 1]!);
  }
  const side = Math.min(room.side, width * 0.2);
  const [top, bottom] = [Math.min(room.top, height * 0.36), Math.min(room.bottom, height * 0.24)];
  const [across, down] = [width - 2 * side, height - top - bottom];
  const scale = Math.min(closest, across / Math.max(1, east - west), down / Math.max(1, north - south));
  const left = (west + east) / 2 - width / 2 / scale;
  const up = (south + north) / 2 + (top + down / 2) / scale;
  return {
    width,
    height,
    scale,
    zoom: Math.log2(equator * Math.cos((plane.latitude * Math.PI) / 180) * scale),
    box: [left, up - height / scale, left + width / scale, up],
    px: (x) => (x - left) * scale,
    py: (y) => (up - y) * scale,
  };
}
