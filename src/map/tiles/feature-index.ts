import Flatbush from "flatbush";
import type { Box, Feature } from "../area/area.ts";

/** Finds the features that touch a box and are shown at a zoom level, in the order given. */
export function featureIndex(features: readonly Feature[]): (box: Box, zoom: number) => Feature[] {
  if (features.length === 0) return () => [];
  const index = new Flatbush(features.length, 16, Float64Array);
  for (const { box } of features) index.add(...box);
  index.finish();
  const shown = (i: number, zoom: number) => zoom >= features[i]!.zoom[0] && zoom < features[i]!.zoom[1];
  return (box, zoom) =>
    index
      .search(...box, (i) => shown(i, zoom))
      .sort((a, b) => a - b)
      .map((i) => features[i]!);
}
