import Flatbush from "flatbush";
import type { Feature, Ground } from "../area/area.ts";

/** Finds the features that touch a box and are shown at a zoom level, in the order given; all, or those with a name. */
export function featureIndex(features: readonly Feature[]): Ground["featuresIn"] {
  if (features.length === 0) return () => [];
  const index = new Flatbush(features.length, 16, Float64Array);
  for (const { box } of features) index.add(...box);
  index.finish();
  const shown = ({ zoom: [from, to], name }: Feature, zoom: number, which?: "named") =>
    zoom >= from && zoom < to && (which === undefined || name !== "");
  return (box, zoom, which) =>
    index
      .search(...box, (i) => shown(features[i]!, zoom, which))
      .sort((a, b) => a - b)
      .map((i) => features[i]!);
}
