import type { RoadClass } from "../area/content.ts";
import { beside, crossing, curve, distance, inside, type Point } from "./plane.ts";
import type { RoadLine } from "./road-line.ts";
import { hallsSquare, moleNorth, moleSouth, oldTown, smoothCoast, stationSquare } from "./site.ts";

interface Roundabout {
  name: string;
  centre: Point;
  radius: number;
}

const roundabouts: readonly Roundabout[] = [
  { name: "Rond-point des Salines", centre: [545, 352], radius: 24 },
  { name: "Rond-point des Dunes", centre: [655, -640], radius: 22 },
  { name: "Rond-point de la Pointe", centre: [-566, 1215], radius: 19 },
];
const [salines, dunes, pointe] = roundabouts.map(({ centre }) => centre) as [Point, Point, Point];

const road = (name: string, kind: RoadClass, points: Point[], more: Partial<RoadLine> = {}): RoadLine => ({
  name,
  class: kind,
  line: curve(points, 14),
  main: true,
  ...more,
});

const seafront = beside(
  smoothCoast.filter(([, y]) => y < -330 && y > -1500),
  () => 76,
);

const drawn: RoadLine[] = [
  road("Route des Marais", "primary", [[4200, 1420], [3200, 1160], [2300, 980], [1650, 800], [1100, 560], salines]),
  road("Avenue des Halles", "secondary", [salines, [330, 352], [120, 400], [-250, 500]]),
  road("Boulevard des Salines", "primary", [salines, [560, 180], [566, 0], [572, -120], [612, -400], dunes]),
  road("Avenue des Pins", "secondary", [dunes, [560, -860], [400, -1080], [262, -1330], [210, -1620], [120, -2000]]),
  road("Route de Port-Aurèle", "secondary", [
    [120, -2000],
    [40, -2700],
    [90, -4200],
  ]),
  road("Route de Beauséjour", "primary", [dunes, [1000, -600], [1500, -640], [2300, -860], [4200, -1120]]),
  road("Boulevard des Dunes", "secondary", [dunes, [380, -690], [40, -770], [-280, -800], [-600, -838]]),
  road("Avenue du Pont Vieux", "secondary", [
    [-300, 560],
    [-140, 380],
    [-130, 250],
    [-136, 120],
    [-150, -20],
    [-160, -120],
  ]),
  road("Avenue de la Plage", "secondary", [
    [-160, -120],
    [-236, -280],
    [-390, -440],
    [-560, -540],
    [-700, -580],
  ]),
  road("Boulevard de l’Océan", "tertiary", [
    [-520, -76],
    [-640, -150],
    [-724, -268],
    ...thin(seafront),
    [-640, -1640],
    [-420, -1900],
    [-120, -2010],
    [120, -2000],
  ]),
  road("Quai de la Criée", "tertiary", [
    [-160, -120],
    [-330, -60],
    [-432, -52],
    [-520, -76],
    [-640, -84],
    [-800, -86],
  ]),
  road("Quai des Thoniers", "tertiary", [
    [-128, 196],
    [-300, 206],
    [-380, 236],
    [-468, 272],
    [-700, 276],
    [-846, 296],
  ]),
  road("Boulevard des Remparts", "tertiary", [], { line: close([...oldTown].reverse().slice(1)) }),
  road("Avenue de la Gare", "secondary", [
    [-300, 600],
    [-110, 650],
    [60, 700],
    [300, 770],
    [520, 842],
    [594, 868],
  ]),
  road("Avenue du Stade", "tertiary", [
    [660, 880],
    [800, 760],
    [930, 600],
    [1030, 524],
  ]),
  road("Route de la Pointe", "secondary", [[-420, 640], [-455, 800], [-520, 980], pointe]),
  road("Route du Nord", "secondary", [pointe, [-520, 1500], [-470, 1900], [-330, 2500], [-280, 4200]]),
  road("Chemin du Phare", "tertiary", [pointe, [-800, 1270], [-1060, 1290], [-1290, 1290], [-1352, 1276]]),
  road("Boulevard du Nord", "tertiary", [pointe, [-300, 1150], [10, 1130], [300, 1050], [500, 960], [610, 900]]),
  road("Avenue des Vergers", "secondary", [
    [-300, 620],
    [-190, 745],
    [-40, 930],
    [130, 1300],
    [380, 1700],
    [700, 2100],
    [1250, 2900],
    [1700, 4200],
  ]),
  road("Rue de la Rivière", "tertiary", [
    [-140, 18],
    [60, -60],
    [300, -130],
    [567, -150],
    [820, -190],
    [1100, -330],
    [1320, -620],
  ]),
  road("Quai des Lavandières", "residential", [
    [-132, 190],
    [0, 176],
    [200, 90],
    [400, 30],
    [560, 26],
  ]),
  road("Chemin des Douaniers", "footway", [
    [-846, 296],
    ...thin(
      beside(
        smoothCoast.filter(([, y]) => y < 1900 && y > 350),
        () => 26,
      ),
      2,
    ).reverse(),

    [-740, 2100],
    [-440, 2060],
  ]),
  road("Jetée du Phare", "footway", [[-846, 296], ...moleNorth]),
  road("Jetée des Sternes", "footway", [[-800, -86], ...moleSouth]),
  road("Allée du Bois", "footway", [
    [-250, -850],
    [-220, -1180],
    [-120, -1420],
    [40, -1560],
    [222, -1540],
  ]),
  road("Sentier des Écureuils", "footway", [
    [-420, -1480],
    [-260, -1560],
    [-100, -1440],
    [40, -1560],
    [160, -1760],
    [150, -1920],
  ]),
  road("Chemin des Salines", "track", [
    [1100, -330],
    [1380, -260],
    [1600, -280],
    [1900, -120],
    [2140, 40],
    [2360, -140],
    [2420, -820],
  ]),
  road("Place des Halles", "pedestrian", [], { line: close(hallsSquare) }),
  road("Place de la Gare", "tertiary", [], { line: close(stationSquare) }),
];

/** Closed ways that other roads lead up to, not across. */
const circles: RoadLine[] = roundabouts.map(({ name, centre, radius }) => ({
  name,
  class: "tertiary",
  line: Array.from({ length: 25 }, (_, i): Point => {
    const angle = (i / 24) * 2 * Math.PI;
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
  }),
  oneWay: true,
  roundabout: true,
  main: true,
}));

/** The streets that were there first; traced streets fill the land between them. */
export const mainRoads: readonly RoadLine[] = [...circles, ...drawn.map(outsideRings)];

/** A road that leads to a roundabout ends on its ring. */
function outsideRings(road: RoadLine): RoadLine {
  let line = road.line;
  if (line[0] === line[line.length - 1]) return road;
  for (const ring of [...circles.map((circle) => circle.line), oldTown]) {
    const within = line.map((point) => inside(ring, point));
    if (!within.includes(true) || !within.includes(false)) continue;
    const atStart = within[0] === true;
    const kept = atStart ? line.slice(within.lastIndexOf(true)) : line.slice(0, within.indexOf(true) + 1);
    const [inner, outer] = atStart ? [0, 1] : [kept.length - 1, kept.length - 2];
    kept[inner] = ringPoint(kept[outer]!, kept[inner]!, ring);
    line = kept;
  }
  return { ...road, line };
}

function ringPoint(outer: Point, inner: Point, ring: readonly Point[]): Point {
  for (let i = 1; i < ring.length; i++) {
    const shares = crossing(outer, inner, ring[i - 1]!, ring[i]!);
    // A hair past the ring, so that the crossing is surely found again.
    if (shares !== undefined) {
      const share = shares[0] + 0.4 / distance(outer, inner);
      return [outer[0] + (inner[0] - outer[0]) * share, outer[1] + (inner[1] - outer[1]) * share];
    }
  }
  return inner;
}

function thin(line: readonly Point[], every = 3): Point[] {
  return line.filter((_, i) => i % every === 0);
}

function close(ring: readonly Point[]): Point[] {
  return [...ring, ring[0]!];
}
