import { createCanvas, loadImage } from "@napi-rs/canvas";
import type { Position } from "../../../src/contract/index.ts";
import type { Area } from "../../../src/map/area/area.ts";
import { palette } from "../../../src/map/draw/palette.ts";
import type { Picture } from "../../../src/map/draw/picture.ts";
import { wayToNearest } from "../../../src/map/road/nearest.ts";

const settings = { attribution: "Credits", lineColour: palette.way, markerColour: palette.marker };

/** A map of the first store's surroundings. */
export function storePicture(area: Area): Picture {
  const [store] = area.stores;
  return { ...settings, ground: area, store: store!, streets: new Set() };
}

/** A map of the way from a home to the nearest store. */
export function routePicture(area: Area, home: Position): Picture {
  const { store, way } = wayToNearest(area, "car", [...area.stores], home);
  const streets = new Set(way.pieces.map(({ edge }) => area.roads.names[area.roads.name[edge]!]!));
  return { ...settings, ground: area, store, home, way: way.points, streets };
}

export type Rgb = readonly [number, number, number];

export interface Pixels {
  width: number;
  height: number;
  /** RGBA by pixel */
  data: Uint8ClampedArray;
  at(x: number, y: number): Rgb;
}

/** What a PNG or JPEG shows. */
export async function pixelsOf(image: Uint8Array): Promise<Pixels> {
  const { width, height } = await loadImage(Buffer.from(image));
  const pen = createCanvas(width, height).getContext("2d");
  pen.drawImage(await loadImage(Buffer.from(image)), 0, 0);
  const { data } = pen.getImageData(0, 0, width, height);
  return {
    width,
    height,
    data: data as Uint8ClampedArray,
    at(x, y) {
      const i = 4 * (Math.round(y) * width + Math.round(x));
      return [data[i]!, data[i + 1]!, data[i + 2]!];
    },
  };
}

export const near = (a: Rgb, b: Rgb, within = 28): boolean => a.every((value, i) => Math.abs(value - b[i]!) < within);

export const rgbOf = (hex: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
