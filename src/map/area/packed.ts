import type { AreaFeature, FeatureKind } from "./content.ts";

/** A feature as it lies in the file. */
export interface PackedFeature {
  kind: FeatureKind;
  shape: "polygon" | "line" | "point";
  name: string;
  /** Zoom levels from which it is drawn, and below which. */
  zoom: readonly [number, number];
  /** lon, lat by point in 1e-7 degrees */
  coordinates: Int32Array;
  /** Ring r is points `rings[r] … rings[r + 1])`. */
  rings: Uint32Array;
}

export function packFeature({ kind, shape, name, zoom, coordinates, holes }: AreaFeature): PackedFeature {
  const rings = [coordinates, ...(holes ?? [])];
  return { kind, shape, name, zoom, coordinates: packPositions(rings.flat()), rings: startsOf(rings) };
}

export function packPositions(positions: readonly (readonly [number, number])[]): Int32Array {
  return Int32Array.from(positions.flat(), (degrees) => Math.round(degrees * 1e7));
}

/** Where each list begins when they are put one behind the other, and where the last one ends. */
export function startsOf(lists: readonly (readonly unknown[])[]): Uint32Array {
  const starts = new Uint32Array(lists.length + 1);
  for (const [i, list] of lists.entries()) starts[i + 1] = starts[i]! + list.length;
  return starts;
}
