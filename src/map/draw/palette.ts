import type { FeatureKind, RoadClass } from "../area/content.ts";

/**
 * Colours of the map: paper-warm and quiet, so that the way and the marker speak. All opaque: transparency in a PDF makes
 * print workflows slow and files large.
 */
export const palette = {
  land: "#f7f3ea",
  water: "#b9dbe8",
  shore: "#8fbfd3",
  text: "#51463b",
  textSoft: "#75685a",
  halo: "#fdfaf4",
  waterText: "#3f7f9c",
  parkText: "#5c7a41",
  way: "#1d6fdc",
  marker: "#d7263d",
  white: "#ffffff",
  frame: "#cfc4b4",
} as const;

interface Ground {
  fill: string;
  edge?: string;
  edgeWidth?: number;
}
export const groundStyles: Partial<Record<FeatureKind, Ground>> = {
  sea: { fill: palette.water, edge: palette.shore, edgeWidth: 1.1 },
  water: { fill: palette.water, edge: palette.shore, edgeWidth: 0.9 },
  pond: { fill: "#cbe4ec", edge: "#a5cddb", edgeWidth: 0.7 },
  farmland: { fill: "#f3ecd2" },
  meadow: { fill: "#e6ecd0" },
  built: { fill: "#f2ece1" },
  wood: { fill: "#c6dbae", edge: "#b4cd99", edgeWidth: 0.8 },
  beach: { fill: "#f6e7bd", edge: "#ead59d", edgeWidth: 0.7 },
  park: { fill: "#d5e6bd", edge: "#c0d6a3", edgeWidth: 0.7 },
  pitch: { fill: "#bfd9a2", edge: "#f4f8ec", edgeWidth: 1 },
  rock: { fill: "#ddd5c9" },
  pier: { fill: "#e9e2d6", edge: "#b9ad9c", edgeWidth: 0.8 },
  plaza: { fill: "#f5e9dc", edge: "#dccbb8", edgeWidth: 0.7 },
  building: { fill: "#e7ddce", edge: "#d5c8b5", edgeWidth: 0.6 },
  landmark: { fill: "#d9c6ad", edge: "#b9a183", edgeWidth: 0.8 },
};

interface RoadStyle {
  fill: string;
  casing: string;
  /** CSS px at zoom 16 */
  width: number;
  /** Dashes in CSS px; such a way has no casing. */
  dash?: readonly [number, number];
}
export const roadStyles: Readonly<Record<RoadClass, RoadStyle>> = {
  motorway: { fill: "#f6b26b", casing: "#d98e40", width: 13 },
  primary: { fill: "#fbd78f", casing: "#dcae5e", width: 11.5 },
  secondary: { fill: "#fdeab8", casing: "#dec486", width: 10 },
  tertiary: { fill: "#fffdf6", casing: "#d3c5ae", width: 8.6 },
  residential: { fill: "#ffffff", casing: "#dbd0c0", width: 6.8 },
  service: { fill: "#ffffff", casing: "#e2d9cb", width: 4 },
  pedestrian: { fill: "#fbf1e6", casing: "#ddcdb9", width: 5 },
  cycleway: { fill: "#8fb0c9", casing: "", width: 1.6, dash: [4, 3] },
  track: { fill: "#c3aa86", casing: "", width: 1.8, dash: [6, 3] },
  footway: { fill: "#c59f80", casing: "", width: 1.5, dash: [2.6, 2.4] },
};

/** Width in CSS px of a road at a zoom level: roads grow more slowly than the land, as on printed maps. */
export function roadWidth(kind: RoadClass, zoom: number): number {
  const { width, dash } = roadStyles[kind];
  const growth = 2 ** ((zoom - 16) * (dash === undefined ? 0.72 : 0.35));
  return Math.max(dash === undefined ? 1.1 : 0.8, width * growth);
}
