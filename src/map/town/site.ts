import { beside, curve, inside, type Point, rectangle, toLine } from "./plane.ts";

/** The lie of the land, drawn by hand: where the sea, the harbour, the river, the wood and the old town are. */
const coastPoints: Point[] = [
  [-620, 4200],
  [-700, 3300],
  [-820, 2400],
  [-930, 1900],
  [-1120, 1560],
  [-1330, 1400],
  [-1385, 1270],
  [-1290, 1160],
  [-1130, 1040],
  [-1010, 800],
  [-985, 610],
  [-890, 470],
  [-850, 330],
  [-840, 120],
  [-850, -90],
  [-880, -210],
  [-800, -400],
  [-690, -640],
  [-640, -900],
  [-670, -1180],
  [-790, -1460],
  [-980, -1680],
  [-1180, -1900],
  [-1240, -2300],
  [-1150, -3100],
  [-1150, -4200],
];

/** The coast without its small bends: what streets and distances go by. */
export const smoothCoast = curve(coastPoints, 45);
const coast = roughen(curve(coastPoints, 9));
export const sea: Point[] = [[-5200, 4200], ...coast, [-5200, -4200]];

/** The harbour basin, with the straight edges of its quays. */
export const basin: Point[] = [
  [-1000, 236],
  [-700, 244],
  [-470, 238],
  [-425, 205],
  [-392, 150],
  [-388, 88],
  [-430, 10],
  [-520, -42],
  [-700, -52],
  [-1000, -60],
];

const riverMiddle = curve(
  [
    [4200, 980],
    [3400, 560],
    [2700, 420],
    [2250, 600],
    [1760, 500],
    [1330, 140],
    [900, -40],
    [560, -60],
    [240, 10],
    [0, 95],
    [-220, 128],
    [-420, 118],
  ],
  16,
);
const riverWidth = (i: number) => 12 + (11 * i) / riverMiddle.length + 2 * Math.sin(i / 7);
export const river: Point[] = [
  ...beside(riverMiddle, riverWidth),
  ...beside(riverMiddle, (i) => -riverWidth(i)).reverse(),
];
export const riverLine = riverMiddle;

/** Sea, harbour and river in one ring: drawn as one water, without seams where they meet. */
export const water: Point[] = (() => {
  const [mouthWest, quays] = [-392, basin.filter(([x]) => x > -900)];
  const bank = (half: (i: number) => number) => beside(riverMiddle, half).filter(([x]) => x > mouthWest);
  return [
    [-5200, 4200],
    ...coast.filter(([, y]) => y > 300),
    [-846, 242],
    ...quays.filter(([, y]) => y > 118),
    // The river's line runs from the country to the sea: its left bank is the southern one.
    ...bank((i) => -riverWidth(i)).reverse(),
    ...bank(riverWidth),
    ...quays.filter(([, y]) => y < 118),
    [-850, -58],
    ...coast.filter(([, y]) => y < -95),
    [-5200, -4200],
  ];
})();

/** Where that water meets the land, from north to south: the water lies to the right. */
export const waterline: Point[] = water.slice(1, -1);

/** Moles that shelter the harbour: stone drawn over the sea, with a way for walkers on top. */
export const moleNorth: Point[] = [
  [-868, 300],
  [-960, 268],
  [-1050, 190],
  [-1086, 90],
];
export const moleSouth: Point[] = [
  [-866, -118],
  [-940, -104],
  [-1010, -52],
];
export const band = (line: readonly Point[], half: number): Point[] => [
  ...beside(line, () => half),
  ...beside(line, () => -half).reverse(),
];

const shore = smoothCoast.filter(([, y]) => y < -215 && y > -1690);
const taper = (i: number) => Math.sin((Math.PI * i) / (shore.length - 1)) ** 0.6;
/** Sand on both sides of the waterline, narrowing to nothing at both ends. */
export const beach: Point[] = [
  ...beside(shore, (i) => 46 * taper(i)),
  ...beside(shore, (i) => -52 * taper(i) - 4 * Math.sin(i * 0.9)).reverse(),
];
export const coveBeach: Point[] = (() => {
  const line = curve(coastPoints, 15).filter(([, y]) => y < 1010 && y > 690);
  const half = (i: number) => Math.sin((Math.PI * i) / (line.length - 1)) ** 0.7;
  return [...beside(line, (i) => 20 * half(i)), ...beside(line, (i) => -26 * half(i)).reverse()];
})();

const blob = (cx: number, cy: number, rx: number, ry: number, phase: number): Point[] => {
  const points: Point[] = [];
  for (let i = 0; i < 16; i++) {
    const angle = (i / 16) * 2 * Math.PI;
    const swell = 1 + 0.13 * Math.sin(3 * angle + phase) + 0.08 * Math.sin(5 * angle + 2 * phase);
    points.push([cx + rx * swell * Math.cos(angle), cy + ry * swell * Math.sin(angle)]);
  }
  return curve(points, 22, true);
};

export const pineWood = blob(60, -1560, 560, 300, 1.2);
export const northWood = blob(1350, 2050, 430, 300, 2.7);
export const eastWood = blob(2250, -330, 320, 210, 0.4);
export const headland = coast.filter(([, y]) => y < 1560 && y > 1110);

export const oldTown = blob(-410, 560, 292, 222, 4.1);
export const hallsSquare: Point[] = rectangle([-418, 566], 112, 74, 0.16);
export const stationSquare: Point[] = rectangle([628, 884], 74, 52, 0.66);

/** The line into the terminus, from the country to the buffers. */
export const railway = curve(
  [
    [4200, 3500],
    [2900, 2600],
    [2000, 1960],
    [1400, 1480],
    [980, 1130],
    [712, 930],
  ],
  20,
);

export const townLimit = blob(40, 60, 1330, 1290, 0.3);

/** Salt ponds east of the town, south of the river: a chequer of shallow basins. */
export const saltPonds: Point[][] = (() => {
  const ponds: Point[][] = [];
  for (let i = 0; i < 7; i++) {
    for (let j = 0; j < 5; j++) {
      const centre: Point = [1480 + i * 92 + j * 22, 30 - j * 66 + i * 24];
      const pond = rectangle(centre, 80, 54, 0.25);
      if (pond.every((corner) => toLine(corner, riverMiddle) > 60)) ponds.push(pond);
    }
  }
  return ponds;
})();

export function inWater(point: Point): boolean {
  return inside(sea, point) || inside(basin, point) || inside(river, point);
}

const dryMargin = (point: Point, margin: number): boolean =>
  toLine(point, smoothCoast) > margin && toLine(point, riverMiddle) > margin + 22;

/** Whether a residential street may run here. */
export function mayBuild(point: Point): boolean {
  if (!inside(townLimit, point) || inside(sea, point) || !dryMargin(point, 24)) return false;
  if (inside(basin, point) || toLine(point, basin) < 24) return false;
  if (toLine(point, railway) < 26) return false;
  if (inside(beach, point) || inside(coveBeach, point) || inside(pineWood, point)) return false;
  if (inside(hallsSquare, point) || inside(stationSquare, point)) return false;
  return saltPonds.every((pond) => !inside(pond, point));
}

/** Small bends that a coast has and a curve has not: sand lies smooth, quays are straight, rock is broken. */
function roughen(line: Point[]): Point[] {
  return beside(line, (i) => {
    const y = line[i]![1];
    const roughness = y < -150 && y > -1750 ? 0.8 : y < 420 && y > -150 ? 0 : 4.2;
    const swell = 1 + 0.8 * Math.sin(i * 0.071 + 2);
    const bends =
      Math.sin(i * 0.83) + 0.9 * Math.sin(i * 0.347 + 1) + 0.8 * Math.sin(i * 0.149) + 0.4 * Math.sin(i * 2.21);
    return roughness * swell * bends;
  });
}
