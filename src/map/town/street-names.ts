import type { Network } from "./network.ts";
import { distance, inside, lineLength, middle, type Point } from "./plane.ts";
import type { RoadLine } from "./road-line.ts";
import { oldTown, smoothCoast } from "./site.ts";

/** Made-up but plausible names, by quarter; none honours a person. */
const themes = {
  oldTown: [
    "Rue de l’Horloge",
    "Rue du Four",
    "Rue des Tonneliers",
    "Rue aux Sels",
    "Rue du Puits",
    "Rue des Cordiers",
    "Venelle du Chat",
    "Passage de l’Octroi",
    "Rue de la Poterne",
    "Rue du Beffroi",
    "Rue du Minage",
    "Rue Basse",
    "Rue Haute",
    "Rue de la Monnaie",
    "Venelle des Lavoirs",
    "Rue des Voiliers",
    "Rue du Marché",
    "Rue de la Tour",
    "Rue des Drapiers",
    "Rue du Pressoir",
    "Passage du Cloître",
    "Rue des Potiers",
    "Rue de l’Ancre",
    "Venelle du Guet",
  ],
  sea: [
    "Rue du Port",
    "Rue des Pêcheurs",
    "Rue des Goélands",
    "Rue des Sternes",
    "Rue de l’Estran",
    "Rue du Large",
    "Rue des Embruns",
    "Rue de la Houle",
    "Rue des Régates",
    "Rue de la Capitainerie",
    "Rue des Sauniers",
    "Rue de la Marée",
    "Rue du Sémaphore",
    "Rue des Mouettes",
    "Rue des Oyats",
    "Rue de la Vigie",
    "Rue des Courlis",
    "Rue des Hippocampes",
    "Rue des Coquillages",
    "Rue de la Boussole",
    "Rue des Alizés",
    "Rue du Goémon",
    "Rue des Cormorans",
    "Rue de l’Écume",
    "Rue des Gréements",
    "Rue de la Baie",
  ],
  pines: [
    "Allée des Mimosas",
    "Rue des Tamaris",
    "Rue des Genêts",
    "Rue des Bruyères",
    "Rue des Ajoncs",
    "Rue des Arbousiers",
    "Rue des Chênes verts",
    "Rue des Acacias",
    "Rue des Lauriers",
    "Rue des Roses trémières",
    "Rue des Cistes",
    "Rue des Immortelles",
    "Allée des Écureuils",
    "Rue de la Pinède",
    "Rue des Fougères",
    "Rue des Geais",
    "Rue du Belvédère",
    "Rue des Résiniers",
    "Allée des Cigales",
    "Rue de la Clairière",
  ],
  centre: [
    "Rue de la République",
    "Rue des Écoles",
    "Rue de la Mairie",
    "Rue de la Poste",
    "Rue du Théâtre",
    "Rue des Jardins",
    "Rue de la Fontaine",
    "Rue du Moulin",
    "Rue du Lavoir",
    "Rue des Vignes",
    "Rue des Prés",
    "Rue du Collège",
    "Rue de la Paix",
    "Rue de la Liberté",
    "Rue des Ateliers",
    "Rue du Viaduc",
    "Rue des Tilleuls",
    "Rue des Platanes",
    "Rue de la Concorde",
    "Rue du Verger",
    "Rue du Château d’eau",
    "Rue des Alouettes",
    "Rue du Clos",
    "Rue de la Croix blanche",
    "Rue du Bel Air",
    "Rue des Marais",
    "Rue de la Passerelle",
    "Rue des Peupliers",
    "Rue du Gué",
    "Rue des Saules",
    "Rue de l’Abreuvoir",
    "Rue des Chaumes",
    "Rue du Pigeonnier",
    "Rue des Noyers",
    "Rue de l’Égalité",
    "Rue des Hirondelles",
    "Rue du Couchant",
    "Rue du Levant",
    "Rue des Moissons",
  ],
} as const;
const deadEnds = [
  "des Lilas",
  "du Cerisier",
  "des Pinsons",
  "du Figuier",
  "des Merles",
  "du Puits vert",
  "des Glycines",
  "du Levain",
  "des Iris",
  "du Grillon",
  "des Mésanges",
  "du Tilleul",
  "des Mûriers",
  "de la Source",
  "du Romarin",
  "des Jonquilles",
  "du Jasmin",
  "des Bleuets",
  "du Noisetier",
  "des Violettes",
];

/** Gives every street without a name one; streets that run on across a crossing share theirs. */
export function nameStreets(streets: readonly RoadLine[], network: Network): RoadLine[] {
  const named = streets.map((street) => ({ ...street }));
  const parts = new Map<number, number[]>();
  for (const [i, { street }] of network.edges.entries()) parts.set(street, [...(parts.get(street) ?? []), i]);
  const lengthOf = (street: number) =>
    (parts.get(street) ?? []).reduce((sum, i) => sum + lineLength(network.edges[i]!.line), 0);
  const pools = structuredClone(themes) as unknown as Record<keyof typeof themes, string[]>;
  const spare = [...deadEnds];
  const degree = degrees(network);
  const order = [...parts.keys()]
    .filter((street) => named[street]!.name === "")
    .sort((a, b) => lengthOf(b) - lengthOf(a));
  for (const street of order) {
    if (named[street]!.name !== "") continue;
    const edges = parts.get(street)!.map((i) => network.edges[i]!);
    const [first, last] = [edges[0]!.from, edges[edges.length - 1]!.to];
    const length = lengthOf(street);
    if (length < 72) continue;
    const deadEnd = length < 170 && (degree[first] === 1 || degree[last] === 1) && edges.length < 3;
    const centre = middle(edges.flatMap(({ line }) => line));
    const theme = deadEnd ? undefined : themeAt(centre);
    const name =
      theme === undefined
        ? `Impasse ${spare.shift() ?? "du Bout"}`
        : (pools[theme].shift() ?? pools.centre.shift() ?? "");
    named[street]!.name = name;
    if (deadEnd) continue;
    for (const other of continuing(street, network, parts)) {
      if (named[other]!.name === "" && named[other]!.class === named[street]!.class) named[other]!.name = name;
    }
  }
  return named;
}

function themeAt(point: Point): keyof typeof themes {
  if (inside(oldTown, point)) return "oldTown";
  if (Math.min(...smoothCoast.map((other) => distance(other, point))) < 420) return "sea";
  return point[1] < -480 ? "pines" : "centre";
}

function degrees({ nodes, edges }: Network): number[] {
  const degree = nodes.map(() => 0);
  for (const { from, to } of edges) {
    degree[from]! += 1;
    degree[to]! += 1;
  }
  return degree;
}

/** Streets that begin where this one ends and go on in about its direction. */
function continuing(street: number, network: Network, parts: ReadonlyMap<number, number[]>): number[] {
  const ends = (id: number): [node: number, angle: number][] => {
    const edges = (parts.get(id) ?? []).map((i) => network.edges[i]!);
    const [first, last] = [edges[0]!, edges[edges.length - 1]!];
    return [
      [first.from, angleOut(first.line)],
      [last.to, angleOut([...last.line].reverse())],
    ];
  };
  const found: number[] = [];
  for (const other of parts.keys()) {
    if (other === street) continue;
    const meets = ends(street).some(([node, angle]) =>
      ends(other).some(([otherNode, otherAngle]) => node === otherNode && Math.cos(angle - otherAngle) < -0.78),
    );
    if (meets) found.push(other);
  }
  return found;
}

/** Direction in which the line leaves its first point. */
function angleOut(line: readonly Point[]): number {
  const [a, b] = [line[0]!, line[Math.min(2, line.length - 1)]!];
  return Math.atan2(b[1] - a[1], b[0] - a[0]);
}
