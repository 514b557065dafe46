import type { AreaFeature, FeatureKind } from "../area/content.ts";
import { type Point, rectangle } from "./plane.ts";

/** What stands out, placed by hand: large buildings, and names to find one's way by. */
export const largeBuildings: readonly { name: string; ring: Point[] }[] = [
  { name: "Les Halles", ring: rectangle([-418, 566], 62, 30, 0.16) },
  { name: "Gare", ring: rectangle([676, 934], 78, 16, 0.66 + Math.PI / 2) },
  { name: "Église Saint-Aurèle", ring: cross([-312, 612], 0.5) },
  { name: "Mairie", ring: rectangle([-66, 560], 42, 20, 0.12) },
  { name: "Capitainerie", ring: rectangle([-770, 268], 26, 13, -0.04) },
  { name: "La Criée", ring: rectangle([-600, -66], 92, 20, -0.04) },
  { name: "Phare de la Pointe", ring: rectangle([-1340, 1300], 12, 12, 0.3) },
];

/** Blocks that stay green, by a point within. */
export const parkPlaces: readonly { name: string; at: Point }[] = [
  { name: "Jardin des Tamaris", at: [-20, 800] },
  { name: "Parc de l’Orvelle", at: [350, 190] },
  { name: "Square des Vergers", at: [330, 1060] },
  { name: "Jardin de la Dune", at: [-300, -620] },
  { name: "Parc des Cigales", at: [280, -900] },
  { name: "Square du Bel Air", at: [800, 330] },
  { name: "Jardin du Sémaphore", at: [-740, 760] },
];
export const sportsGround = { name: "Stade municipal", at: [800, 620] as Point };

export const names: readonly { kind: FeatureKind; name: string; at: Point; zoom: [number, number] }[] = [
  { kind: "sea-name", name: "Océan", at: [-1700, -500], zoom: [10, 18] },
  { kind: "sea-name", name: "Baie des Sternes", at: [-1250, 640], zoom: [12, 18] },
  { kind: "water-name", name: "Le Port", at: [-640, 100], zoom: [13, 19] },
  { kind: "quarter", name: "Vieille ville", at: [-470, 480], zoom: [13, 16.6] },
  { kind: "quarter", name: "Les Halles", at: [150, 480], zoom: [13, 16.6] },
  { kind: "quarter", name: "La Gare", at: [560, 1010], zoom: [13, 16.6] },
  { kind: "quarter", name: "La Pointe", at: [-960, 1210], zoom: [13, 16.6] },
  { kind: "quarter", name: "Les Salines", at: [1010, 260], zoom: [13, 16.6] },
  { kind: "quarter", name: "Les Dunes", at: [330, -560], zoom: [13, 16.6] },
  { kind: "quarter", name: "L’Océan", at: [-330, -1010], zoom: [13, 16.6] },
  { kind: "quarter", name: "Beauséjour", at: [930, -480], zoom: [13, 16.6] },
  { kind: "wood", name: "Bois des Pins", at: [20, -1650], zoom: [13, 19] },
  { kind: "beach", name: "Plage des Sternes", at: [-690, -1010], zoom: [13.5, 19] },
  { kind: "beach", name: "Anse du Nord", at: [-1030, 830], zoom: [14.5, 19] },
  { kind: "meadow", name: "Pointe des Sternes", at: [-1255, 1350], zoom: [13, 19] },
  { kind: "meadow", name: "Marais salants", at: [1790, 0], zoom: [13, 19] },
  { kind: "poi", name: "École de voile", at: [-690, -330], zoom: [15.5, 20] },
  { kind: "poi", name: "Feu du môle", at: [-1084, 96], zoom: [14.5, 20] },
];

function cross([x, y]: Point, angle: number): Point[] {
  const shape: Point[] = [
    [-21, -6],
    [-4, -6],
    [-4, -13],
    [6, -13],
    [6, -6],
    [14, -6],
    [19, 0],
    [14, 6],
    [6, 6],
    [6, 13],
    [-4, 13],
    [-4, 6],
    [-21, 6],
  ];
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return shape.map(([u, v]): Point => [x + u * c - v * s, y + u * s + v * c]);
}

export type Ground = Pick<AreaFeature, "kind" | "shape" | "name" | "zoom"> & { points: readonly Point[] };
