import type { RouteStep } from "../../contract/index.ts";
import type { Area, Roads } from "../area/area.ts";
import { edgeFlag } from "../area/content.ts";
import { type Graph, mayGo, tailOf } from "../road/graph.ts";
import type { Search } from "../road/search.ts";
import { pointsOf, type Way } from "../road/way.ts";
import type { Language } from "./language.ts";
import { into, on } from "./street-phrase.ts";

type Turn = "ahead" | "slight-left" | "slight-right" | "left" | "right" | "sharp-left" | "sharp-right" | "back";

/** One stretch of a way between two things that a driver has to be told. */
interface Leg {
  name: string;
  roundabout: boolean;
  /** Ways out passed in a roundabout, the one taken included. */
  exit: number;
  points: number[];
  distance: number;
  duration: number;
}

const verbs: Record<Language, Record<Turn, string>> = {
  fr: {
    ahead: "Continuez",
    "slight-left": "Tournez légèrement à gauche",
    "slight-right": "Tournez légèrement à droite",
    left: "Tournez à gauche",
    right: "Tournez à droite",
    "sharp-left": "Tournez franchement à gauche",
    "sharp-right": "Tournez franchement à droite",
    back: "Faites demi-tour",
  },
  en: {
    ahead: "Continue",
    "slight-left": "Bear left",
    "slight-right": "Bear right",
    left: "Turn left",
    right: "Turn right",
    "sharp-left": "Turn sharp left",
    "sharp-right": "Turn sharp right",
    back: "Turn round",
  },
};

/** The way in short sentences, from "head off" to "you have arrived". Distances in metres, durations in seconds. */
export function stepsOf(area: Area, way: Way, search: Search, place: string, language: Language): RouteStep[] {
  const legs = legsOf(area.roads, way, search);
  const steps: RouteStep[] = [];
  let before: Leg | undefined;
  for (const [i, leg] of legs.entries()) {
    const { distance, duration } = leg;
    if (before?.roundabout === true) {
      // The roundabout's sentence has already named the way out.
      const latest = steps[steps.length - 1];
      if (latest !== undefined) {
        latest.distance += distance;
        latest.duration += duration;
      }
    } else if (leg.roundabout) {
      steps.push({ text: throughRoundabout(leg, legs[i + 1]?.name ?? "", language), distance, duration });
    } else {
      steps.push({ text: sentence(before, leg, language), distance, duration });
    }
    before = leg;
  }
  const street = [...legs].reverse().find(({ name }) => name !== "")?.name ?? "";
  steps.push({ text: arrival(place, street, language), distance: 0, duration: 0 });
  return steps;
}

function sentence(before: Leg | undefined, leg: Leg, language: Language): string {
  const verb =
    before === undefined
      ? { fr: "Partez", en: "Head off" }[language]
      : verbs[language][turnOf(heading(before.points, "end"), heading(leg.points, "start"))];
  return leg.name === "" ? `${verb}.` : `${verb} ${into(leg.name, language)}.`;
}

function throughRoundabout({ exit }: Leg, street: string, language: Language): string {
  const onto = street === "" ? "" : ` ${into(street, language)}`;
  if (language === "fr") return `Au rond-point, prenez la ${exit === 1 ? "1re" : `${exit}e`} sortie${onto}.`;
  const ending = { one: "st", two: "nd", few: "rd" }[
    new Intl.PluralRules("en", { type: "ordinal" }).select(exit) as "one"
  ];
  return `At the roundabout, take the ${exit}${ending ?? "th"} exit${onto}.`;
}

function arrival(place: string, street: string, language: Language): string {
  const where = street === "" ? "" : `, ${on(street, language)}`;
  return language === "fr" ? `Vous êtes arrivé : ${place}${where}.` : `You have arrived: ${place}${where}.`;
}

/** Stretches of the same street in a row; a short nameless piece between two streets is part of the one before. */
function legsOf(roads: Roads, way: Way, { graph }: Search): Leg[] {
  const legs: Leg[] = [];
  for (const piece of way.pieces) {
    const share = Math.abs(piece.to - piece.from);
    const name = roads.names[roads.name[piece.edge]!]!;
    const roundabout = (roads.flags[piece.edge]! & edgeFlag.roundabout) !== 0;
    const part: Leg = {
      name,
      roundabout,
      exit: 1,
      points: pointsOf(roads, piece),
      distance: roads.length[piece.edge]! * share,
      duration: (graph.ticks[piece.edge]! / 100) * share,
    };
    const latest = legs[legs.length - 1];
    const same = latest !== undefined && latest.roundabout === roundabout && (roundabout || latest.name === name);
    if (!same) {
      legs.push(part);
      continue;
    }
    const turn = turnOf(heading(latest.points, "end"), heading(part.points, "start"));
    if (!roundabout && turn !== "ahead" && !turn.startsWith("slight")) {
      legs.push(part);
      continue;
    }
    if (roundabout)
      latest.exit += waysOut(graph, piece.from < piece.to ? roads.from[piece.edge]! : roads.to[piece.edge]!);
    latest.points.push(...part.points.slice(2));
    latest.distance += part.distance;
    latest.duration += part.duration;
  }
  return legs;
}

/** 1 where a road begins at the node that leads out of the ring. */
function waysOut({ roads, profile }: Graph, node: number): number {
  for (let arc = 0; arc < 2 * roads.edges; arc++) {
    if (tailOf(roads, arc) !== node || (roads.flags[arc >> 1]! & edgeFlag.roundabout) !== 0) continue;
    if (mayGo(roads, profile, arc)) return 1;
  }
  return 0;
}

/** Direction in radians over the first or the last 12 metres: a kink at the crossing itself says little. */
function heading(points: readonly number[], side: "start" | "end"): number {
  const n = points.length / 2;
  const at = (i: number): [number, number] => {
    const k = side === "start" ? i : n - 1 - i;
    return [points[2 * k]!, points[2 * k + 1]!];
  };
  const [x, y] = at(0);
  let [u, v] = at(Math.min(1, n - 1));
  for (let i = 2; i < n && Math.hypot(u - x, v - y) < 12; i++) [u, v] = at(i);
  return side === "start" ? Math.atan2(v - y, u - x) : Math.atan2(y - v, x - u);
}

function turnOf(before: number, after: number): Turn {
  const degrees = (Math.atan2(Math.sin(after - before), Math.cos(after - before)) * 180) / Math.PI;
  const size = Math.abs(degrees);
  if (size < 22) return "ahead";
  if (size > 168) return "back";
  const side = degrees > 0 ? "left" : "right";
  if (size < 48) return `slight-${side}`;
  return size > 128 ? `sharp-${side}` : side;
}
