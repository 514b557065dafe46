import type { Tags } from "../osm-objects.ts";
import { isCircular } from "./one-way.ts";
import type { RoadKind } from "./road-class.ts";

/** Words that stand for a limit (wiki.openstreetmap.org/wiki/Key:maxspeed), in km/h, whatever the country before them. */
const words: Readonly<Record<string, number>> = {
  walk: 6,
  living_street: 10,
  pedestrian_zone: 6,
  bicycle_road: 30,
  school: 30,
  urban: 50,
  rural: 80,
  trunk: 110,
  motorway: 130,
  none: 130,
};
/** Countries whose limit outside of towns, or on motorways, is another. */
const byCountry: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  FR: { living_street: 20 },
  MC: { living_street: 20 },
  BE: { living_street: 20, rural: 90, motorway: 120 },
  CH: { living_street: 20, trunk: 100, motorway: 120 },
  LU: { living_street: 20, rural: 90 },
  ES: { living_street: 20, rural: 90, trunk: 90, motorway: 120 },
  IT: { rural: 90 },
  DE: { living_street: 10, rural: 100, trunk: 120 },
  GB: { urban: 48, rural: 97, trunk: 113, motorway: 113 },
};
const mile = 1.609344;
const knot = 1.852;

/** km/h of one limit as it is written; undefined for what is none: "signals", "variable", a typing error. */
function readLimit(value: string | undefined, country: string): number | undefined {
  if (value === undefined) return undefined;
  const number = /^(\d{1,3}(?:\.\d+)?)\s*(|km\/?h|kmh|kph|mph|knots)$/u.exec(value.trim().toLowerCase());
  if (number !== null) {
    const factor = number[2] === "mph" ? mile : number[2] === "knots" ? knot : 1;
    const speed = Number(number[1]) * factor;
    return speed >= 1 ? Math.min(speed, 150) : undefined;
  }
  const worded = /^(?:([a-z]{2}(?:-[a-z]+)?):)?(?:zone:?)?([a-z_]+|\d{1,3})$/u.exec(value.trim().toLowerCase());
  if (worded === null) return undefined;
  const [, land, word] = worded as unknown as [string, string | undefined, string];
  if (/^\d+$/u.test(word)) return Number(word) >= 1 ? Math.min(Number(word), 150) : undefined;
  return byCountry[(land ?? country).slice(0, 2).toUpperCase()]?.[word] ?? words[word];
}

/** km/h where no limit is written: outside of a town, and within. */
const usual: Readonly<Record<string, readonly [outside: number, within: number]>> = {
  motorway: [130, 90],
  trunk: [100, 70],
  primary: [80, 50],
  secondary: [80, 50],
  tertiary: [70, 50],
  unclassified: [60, 40],
  residential: [40, 30],
  living_street: [15, 15],
  road: [40, 30],
  service: [20, 20],
  busway: [30, 30],
  pedestrian: [8, 8],
  cycleway: [8, 8],
  track: [20, 15],
  bridleway: [8, 8],
  footway: [6, 6],
  steps: [4, 4],
  path: [6, 6],
};
/** A ramp is driven slower than the road it leads to. */
const onRamp = 0.6;

/** km/h that a car may drive, 1 to 150; what one really drives is for the search to say. */
export function speedOf(tags: Tags, { kind, link }: RoadKind, country: string): number {
  const [outside, within] = usual[kind] ?? [40, 30];
  const base = isWithinTown(tags, country) ? within : outside;
  const expected = link ? base * onRamp : base;
  const written = ["maxspeed", "maxspeed:type", "source:maxspeed", "zone:maxspeed", "zone:traffic"]
    .map((key) => readLimit(tags[key], country))
    .find((limit) => limit !== undefined);
  const particular = kind === "service" ? serviceSpeed(tags) : isCircular(tags) ? 30 : undefined;
  const speed = Math.min(written ?? expected, particular ?? Number.POSITIVE_INFINITY, link ? 80 : 150);
  return Math.max(1, Math.round(speed));
}

function serviceSpeed({ service }: Tags): number {
  return service === "parking_aisle" || service === "driveway" || service === "drive-through" ? 10 : 20;
}

/** Pavements and street lamps stand in towns; whole countries may be one. */
function isWithinTown(tags: Tags, country: string): boolean {
  if (["MC", "SM", "VA", "GI"].includes(country) || tags.lit === "yes") return true;
  const pavements = [tags.sidewalk, tags["sidewalk:left"], tags["sidewalk:right"], tags["sidewalk:both"]];
  return pavements.some((value) => value !== undefined && !["no", "none"].includes(value));
}
