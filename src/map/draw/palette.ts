import type { FeatureKind, RoadClass } from "../area/content.ts";

/**
 * Colours of the map: paper-warm and quiet, so that the way and the marker speak. All opaque: transparency in a PDF makes
 * print workflows slow and files large. Way and marker are told apart by people who see few colours: they differ in
 * lightness and in shape, and blue beside red is the pair that every form of colour blindness tells apart.
 */
export const palette = {
  land: "#f7f3ea",
  water: "#b9dbe8",
  shore: "#8fbfd3",
  shallows: [
    [26, "#c4e1ec"],
    [15, "#cee6ef"],
    [7, "#d7ebf2"],
  ],
  text: "#4a4036",
  textSoft: "#695d50",
  halo: "#fdfaf4",
  waterText: "#27607c",
  parkText: "#4d6a34",
  quarterText: "#7d6753",
  placeText: "#3f352b",
  poiText: "#7f5d36",
  furniture: "#5d5247",
  plate: "#fdfbf7",
  label: "#3a2f27",
  way: "#1d6fdc",
  marker: "#d7263d",
  white: "#ffffff",
  frame: "#cfc4b4",
  tunnel: "#f1ebdf",
  bridge: "#a5957f",
  tree: "#b3cf93",
  rail: "#a39a90",
  railTie: "#f7f3ec",
} as const;

interface Ground {
  fill: string;
  edge?: string;
  /** CSS px of the edge outside of the fill. */
  edgeWidth?: number;
}

/** Areas in the order in which they are painted, whatever order they came in. */
export const groundStyles: readonly (readonly [FeatureKind, Ground])[] = [
  ["built", { fill: "#f2ece1" }],
  ["farmland", { fill: "#f3ecd2" }],
  ["industrial", { fill: "#ebe6e2" }],
  ["meadow", { fill: "#e6ecd0" }],
  ["sea", { fill: palette.water }],
  ["beach", { fill: "#f6e7bd", edge: "#ead59d", edgeWidth: 0.4 }],
  ["rock", { fill: "#ddd5c9" }],
  ["park", { fill: "#d5e6bd", edge: "#c0d6a3", edgeWidth: 0.4 }],
  ["wood", { fill: "#c6dbae", edge: "#b4cd99", edgeWidth: 0.4 }],
  ["cemetery", { fill: "#d3dfc4", edge: "#bccbaa", edgeWidth: 0.4 }],
  ["pitch", { fill: "#bfd9a2", edge: "#f4f8ec", edgeWidth: 0.7 }],
  ["water", { fill: palette.water, edge: palette.shore, edgeWidth: 0.5 }],
  ["pond", { fill: "#cbe4ec", edge: "#a5cddb", edgeWidth: 0.4 }],
  ["pier", { fill: "#e9e2d6", edge: "#b9ad9c", edgeWidth: 0.5 }],
  ["parking", { fill: "#efe9df", edge: "#ddd3c4", edgeWidth: 0.4 }],
  ["plaza", { fill: "#f5e9dc", edge: "#dccbb8", edgeWidth: 0.4 }],
  ["building", { fill: "#e7ddce", edge: "#d0c2ad", edgeWidth: 0.45 }],
  ["landmark", { fill: "#d9c6ad", edge: "#b9a183", edgeWidth: 0.5 }],
];

interface RoadStyle {
  fill: string;
  casing: string;
  /** CSS px at zoom 16 */
  width: number;
  /** Dashes in CSS px; such a way has no casing. */
  dash?: readonly [number, number];
}
export const roadStyles: Readonly<Record<RoadClass | "steps", RoadStyle>> = {
  motorway: { fill: "#f6b26b", casing: "#d98e40", width: 12.5 },
  primary: { fill: "#fbd78f", casing: "#dcae5e", width: 10.4 },
  secondary: { fill: "#fdeab8", casing: "#dec486", width: 9.2 },
  tertiary: { fill: "#fffdf6", casing: "#d3c5ae", width: 8.4 },
  residential: { fill: "#ffffff", casing: "#dbd0c0", width: 6.6 },
  service: { fill: "#ffffff", casing: "#e2d9cb", width: 3.8 },
  pedestrian: { fill: "#fbf1e6", casing: "#ddcdb9", width: 4.6 },
  cycleway: { fill: "#8fb0c9", casing: "", width: 1.6, dash: [4, 3] },
  track: { fill: "#c3aa86", casing: "", width: 1.8, dash: [6, 3] },
  footway: { fill: "#cdb09a", casing: "", width: 1.3, dash: [2.6, 2.2] },
  steps: { fill: "#bd9c84", casing: "", width: 3.2, dash: [1.1, 1.3] },
};

/** A colour between two, `share` (0 to 1) of the way to the second. */
export function mixed(a: string, b: string, share: number): string {
  if (share <= 0) return a;
  if (share >= 1) return b;
  const part = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return `#${[1, 3, 5]
    .map((at) => Math.round(part(a, at) + (part(b, at) - part(a, at)) * share))
    .map((value) => value.toString(16).padStart(2, "0"))
    .join("")}`;
}
