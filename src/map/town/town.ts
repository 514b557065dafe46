import type { Position, Store } from "../../contract/index.ts";
import {
  type AreaAddress,
  type AreaContent,
  type AreaEdge,
  type AreaFeature,
  accessBit,
  edgeFlag,
} from "../area/content.ts";
import { blockAt, blocksOf } from "./blocks.ts";
import { type Building, layOut } from "./buildings.ts";
import { type Chance, chanceFrom } from "./chance.ts";
import { fields, trees } from "./countryside.ts";
import { type Ground, largeBuildings, names, parkPlaces, sportsGround } from "./landmarks.ts";
import { mainRoads } from "./main-roads.ts";
import { type Network, networkOf } from "./network.ts";
import { distance, middle, type Point, rectangle } from "./plane.ts";
import type { RoadLine } from "./road-line.ts";
import * as site from "./site.ts";
import { nameStreets } from "./street-names.ts";
import { traceStreets } from "./traced-streets.ts";

const origin: Position = [-2.95, 46.55];
const metresPerDegree = [111_320 * Math.cos((origin[1] * Math.PI) / 180), 111_170] as const;
const locality = "Saint-Aurèle-sur-Mer";
const postalCode = "99380";

/**
 * Saint-Aurèle-sur-Mer, a town that does not exist, at sea in the Bay of Biscay: the same seed gives the same town.
 * Its coast and main roads are drawn by hand; streets, houses and numbers grow between them.
 */
export function makeTown(seed = 7): AreaContent {
  const chance = chanceFrom(seed);
  const drawn = [...mainRoads, ...traceStreets(mainRoads, chance)];
  const network = networkOf(drawn);
  const streets = oneWays(nameStreets(drawn, network), chance);
  const parks = parksOf(network);
  const taken = [...parks.flatMap(({ points }) => [points]), ...largeBuildings.map(({ ring }) => ring)];
  const squares = [site.hallsSquare, site.stationSquare];
  const buildings = layOut(streets, network, [...taken, ...squares], chance);
  return {
    name: locality,
    country: "FR",
    bbox: [...place([-1950, -1750]), ...place([2050, 1750])] as AreaContent["bbox"],
    attribution: { en: "Belle Histoire — imaginary town", fr: "Belle Histoire — ville imaginaire" },
    version: `saint-aurele-${seed}`,
    nodes: network.nodes.map(place),
    edges: network.edges.map((edge) => edgeOf(edge, streets[edge.street]!)),
    turns: [],
    barriers: [],
    features: [...ground(chance), ...parks, ...standing(parks, buildings, chance)].map(featureOf),
    addresses: addressesOf(buildings),
    stores: storesOf(addressesOf(buildings)),
  };
}

function place([x, y]: Point): Position {
  const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
  return [round(origin[0] + x / metresPerDegree[0]), round(origin[1] + y / metresPerDegree[1])];
}

function featureOf({ points, ...rest }: Ground): AreaFeature {
  return { ...rest, coordinates: points.map(place) };
}

/** In the middle of the town every other street lets cars through in one direction only. */
function oneWays(streets: RoadLine[], chance: Chance): RoadLine[] {
  return streets.map((street) => {
    const near = distance(middle(street.line), [-120, 480]) < 760;
    if (street.class !== "residential" || street.main === true || !near || !chance.odds(0.5)) return street;
    return { ...street, oneWay: true };
  });
}

const speeds: Partial<Record<RoadLine["class"], number>> = {
  primary: 50,
  secondary: 45,
  tertiary: 40,
  residential: 28,
  track: 15,
  pedestrian: 6,
  footway: 5,
};

function edgeOf(edge: Network["edges"][number], street: RoadLine): AreaEdge {
  const walkersOnly = street.class === "footway";
  let access = accessBit("foot", "forward") | accessBit("foot", "backward");
  if (street.roundabout === true) access |= accessBit("bike", "forward");
  else if (!walkersOnly) access |= accessBit("bike", "forward") | accessBit("bike", "backward");
  if (!walkersOnly && street.class !== "pedestrian" && street.class !== "track") {
    access |= accessBit("car", "forward");
    if (street.oneWay !== true) access |= accessBit("car", "backward");
  }
  const flags = (edge.bridge ? edgeFlag.bridge : 0) | (street.roundabout === true ? edgeFlag.roundabout : 0);
  const speed = street.roundabout === true ? 25 : (speeds[street.class] ?? 30);
  const line = edge.line.map(place);
  const { from, to } = edge;
  return { from, to, class: street.class, access, flags, speed, surface: "paved", name: street.name, line };
}

function parksOf(network: Network): Ground[] {
  const blocks = blocksOf(network);
  const parks: Ground[] = [];
  for (const { name, at } of parkPlaces) {
    const points = blockAt(blocks, at, 7);
    if (points !== undefined) parks.push({ kind: "park", shape: "polygon", name, zoom: [12, 22], points });
  }
  const ground = blockAt(blocks, sportsGround.at, 7);
  if (ground !== undefined) {
    parks.push({ kind: "park", shape: "polygon", name: sportsGround.name, zoom: [12, 22], points: ground });
  }
  return parks;
}

/** What lies on the ground, in the order in which it is painted. */
function ground(chance: Chance): Ground[] {
  const polygon = (kind: Ground["kind"], points: readonly Point[], from = 8): Ground => ({
    kind,
    shape: "polygon",
    name: "",
    zoom: [from, 22],
    points,
  });
  return [
    ...fields(chance),
    polygon("built", site.townLimit),
    ...[site.pineWood, site.northWood, site.eastWood].map((ring) => polygon("wood", ring)),
    polygon("meadow", site.headland),
    polygon("sea", site.water),
    { kind: "coast", shape: "line", name: "", zoom: [8, 22], points: site.waterline },
    polygon("beach", site.beach),
    polygon("beach", site.coveBeach),
    ...site.saltPonds.map((ring) => polygon("pond", ring, 12)),
    ...[site.moleNorth, site.moleSouth].map((line) => polygon("pier", site.band(line, 5), 12)),
    polygon("plaza", site.hallsSquare, 13),
    polygon("plaza", site.stationSquare, 13),
    { kind: "railway", shape: "line", name: "", zoom: [11, 22], points: site.railway },
    { kind: "water-name", shape: "line", name: "L’Orvelle", zoom: [12, 22], points: [...site.riverLine].reverse() },
  ];
}

function standing(parks: readonly Ground[], buildings: readonly Building[], chance: Chance): Ground[] {
  const stadium = parks.find(({ name }) => name === sportsGround.name);
  const pitch = stadium === undefined ? [] : [rectangle(middle(stadium.points), 96, 58, -0.34)];
  return [
    ...pitch.map((points): Ground => ({ kind: "pitch", shape: "polygon", name: "", zoom: [13, 22], points })),
    ...trees(
      parks.map(({ points }) => points),
      pitch,
      chance,
    ),
    ...buildings.map(
      ({ ring }): Ground => ({ kind: "building", shape: "polygon", name: "", zoom: [14.2, 22], points: ring }),
    ),
    ...largeBuildings.map(
      ({ name, ring }): Ground => ({ kind: "landmark", shape: "polygon", name, zoom: [13, 22], points: ring }),
    ),
    ...names.map(({ kind, name, at, zoom }): Ground => ({ kind, shape: "point", name, zoom, points: [at] })),
  ];
}

function addressesOf(buildings: readonly Building[]): AreaAddress[] {
  return buildings.flatMap(({ address }) => {
    if (address === undefined) return [];
    const { number, street, door } = address;
    return [{ number, street, postalCode, locality, location: place(door) }];
  });
}

const agencies = [
  { id: "port", name: "Agence du Port", street: "Quai des Thoniers", near: [-420, 262] },
  { id: "halles", name: "Agence des Halles", street: "Avenue des Halles", near: [60, 420] },
  { id: "gare", name: "Agence de la Gare", street: "Avenue de la Gare", near: [500, 835] },
  { id: "pins", name: "Agence des Pins", street: "Avenue des Pins", near: [410, -1060] },
] as const;

/** Each agency moves into the house nearest to where it ought to be. */
function storesOf(addresses: readonly AreaAddress[]): Store[] {
  return agencies.map(({ id, name, street, near }) => {
    const [house] = addresses
      .filter((address) => address.street === street)
      .map((address) => ({ address, far: distance(address.location, place([...near])) }))
      .sort((a, b) => a.far - b.far);
    if (house === undefined) throw new Error(`no house in ${street}`);
    const { number, location } = house.address;
    const lower = street.replace(/^./, (letter) => letter.toLowerCase());
    return { id, name, location, address: `${number} ${lower}, ${postalCode} ${locality}` };
  });
}
