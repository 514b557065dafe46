import { classifyRings, VectorTile as Decoded } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { Fault } from "../../contract/index.ts";
import type { VectorTile } from "../service/provider.ts";

/** A point in units of its tile, y downwards. */
interface TilePoint {
  x: number;
  y: number;
}

/** One shape of a tile, with what is said of it. */
export interface TileShape {
  layer: string;
  tile: { x: number; y: number };
  /** Units of a tile's side. */
  extent: number;
  properties: Readonly<Record<string, string | number | boolean>>;
  shape: "polygon" | "line" | "point";
  /** Polygons: rings by polygon, the first the outer one. Lines and points: one list each. */
  parts: TilePoint[][][];
}

const shapes = [undefined, "point", "line", "polygon"] as const;

/**
 * The shapes of one tile (Mapbox Vector Tile 2.1).
 * @throws Fault map.tile-damaged
 */
export function decodeTile({ z, x, y, bytes }: VectorTile): TileShape[] {
  try {
    const found: TileShape[] = [];
    for (const [name, layer] of Object.entries(new Decoded(new PbfReader(bytes)).layers)) {
      for (let i = 0; i < layer.length; i++) {
        const feature = layer.feature(i);
        const shape = shapes[feature.type];
        if (shape === undefined) continue;
        const rings = feature.loadGeometry();
        const parts = shape === "polygon" ? classifyRings(rings) : rings.map((line) => [line]);
        const { properties, extent } = feature;
        found.push({ layer: name, tile: { x, y }, extent, properties, shape, parts });
      }
    }
    return found;
  } catch (cause) {
    throw new Fault("map.tile-damaged", { zoom: z, column: x, row: y }, { cause });
  }
}

/** What a shape's property says; empty where it says nothing. */
export const said = ({ properties }: TileShape, key: string): string => String(properties[key] ?? "");
