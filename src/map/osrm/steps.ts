import type { Position } from "../../contract/index.ts";
import type { Area } from "../area/area.ts";
import type { Graph } from "../road/graph.ts";
import type { Way } from "../road/way.ts";
import { bearingOf, exitsAfter, headingFrom, headingTo, type Move, movesOf, turnBetween } from "./course.ts";
import { type Manoeuvre, manoeuvreAt, modifierOf } from "./manoeuvre.ts";
import type { OsrmStep } from "./shape.ts";
import { drivesOnTheLeft } from "./side.ts";

/** A step of a way, with its line in the area's plane. */
export interface GuidedStep extends OsrmStep {
  name: string;
  /** x, y by point */
  points: number[];
}

/** Metres: a nameless piece as short as this is part of the crossing. */
const shortPiece = 40;
const shortPath = 12;
/** Metres beside the road from which on the goal is on one side of it. */
const besideRoad = 4;

/** The steps of a way, from "depart" to "arrive"; `goal` is where the place really lies, which may be beside the road. */
export function guide(area: Area, graph: Graph, way: Way, goal?: Position): GuidedStep[] {
  const moves = movesOf(graph, way);
  const mode = { car: "driving", bike: "cycling", foot: "walking" }[graph.profile];
  const driving_side = drivesOnTheLeft(area.country) ? "left" : "right";
  const steps: GuidedStep[] = [];
  const begin = (manoeuvre: Manoeuvre, name: string, at: readonly number[], before: number, after: number) => {
    const { type, modifier, exit, rotary } = manoeuvre;
    steps.push({
      distance: 0,
      duration: 0,
      name,
      ...(rotary === undefined ? {} : { rotary_name: rotary }),
      mode,
      driving_side,
      maneuver: {
        location: area.plane.position(at[0]!, at[1]!),
        bearing_before: before,
        bearing_after: after,
        type,
        ...(modifier === "" ? {} : { modifier }),
        ...(exit === undefined ? {} : { exit }),
      },
      points: [...at],
    });
  };
  const go = ({ length, duration, points }: Move) => {
    const step = steps[steps.length - 1]!;
    step.distance += length;
    step.duration += duration;
    step.points.push(...points.slice(2));
  };
  const street = moves.findIndex(({ name, ring }) => name !== "" && !ring);
  const lead = moves.slice(0, Math.max(0, street)).reduce((sum, { length }) => sum + length, 0);
  const firstName = lead < shortPiece ? (moves[street]?.name ?? "") : (moves[0]?.name ?? "");
  const start = moves[0]?.points ?? way.points;
  begin({ type: "depart", modifier: "" }, firstName, start.slice(0, 2), 0, bearingOf(headingFrom(start)));

  const line: number[] = start.slice(0, 2);
  /** The latest piece that counts, and the line up to its end. */
  let before: Move | undefined;
  let heading = 0;
  for (let i = 0; i < moves.length; i++) {
    const move = moves[i]!;
    if (move.ring) {
      const end = endOfRing(moves, i);
      const [ring, after] = [moves.slice(i, end), moves[end]];
      const at = move.points.slice(0, 2);
      if (before !== undefined) {
        const exit = after === undefined ? undefined : exitNumber(graph, ring);
        const towards = after === undefined ? headingTo(ring.at(-1)!.points) : headingFrom(lineFrom(moves, end));
        const [own, onto] = [ring.find(({ name }) => name !== "")?.name, after?.name ?? ""];
        const rotary = own !== undefined && own !== onto && own !== before.name ? own : undefined;
        const modifier = modifierOf(turnBetween(heading, towards));
        const type = rotary === undefined ? "roundabout" : "rotary";
        begin({ type, modifier, exit, rotary }, onto, at, bearingOf(heading), bearingOf(headingFrom(move.points)));
      }
      for (const piece of ring) go(piece);
      for (const { points } of ring) line.push(...points.slice(2));
      if (after !== undefined && before === undefined) {
        const [last, leaving] = [headingTo(line), headingFrom(lineFrom(moves, end))];
        const modifier = modifierOf(turnBetween(last, leaving));
        const type = "exit roundabout";
        begin({ type, modifier }, after.name, after.points.slice(0, 2), bearingOf(last), bearingOf(leaving));
      }
      if (after !== undefined) {
        go(after);
        line.push(...after.points.slice(2));
        [before, heading] = [after, headingTo(line)];
      }
      i = end;
      continue;
    }
    const gap = gapLength(moves, i, before);
    if (before !== undefined && gap === 0) {
      const others = exitsAfter(graph, moves[i - 1]!.arc).filter(({ arc }) => arc !== move.arc);
      const nearby = moves[i - 1] === before ? [] : exitsAfter(graph, before.arc);
      const gone = new Set(moves.slice(0, i).map(({ arc }) => arc));
      const leaving = headingFrom(lineFrom(moves, i));
      const manoeuvre = manoeuvreAt({
        before,
        after: move,
        heading,
        leaving,
        others: [...others, ...nearby.filter(({ arc }) => !gone.has(arc))],
      });
      if (manoeuvre !== undefined) {
        begin(manoeuvre, move.name, move.points.slice(0, 2), bearingOf(heading), bearingOf(leaving));
      }
    }
    go(move);
    line.push(...move.points.slice(2));
    if (gap > 0) continue;
    [before, heading] = [move, headingTo(line)];
  }
  const end = line.slice(-2);
  const last = headingTo(line);
  const side = goal === undefined ? "" : sideOf(area, end, last, goal);
  begin({ type: "arrive", modifier: side }, moves.at(-1)?.name ?? firstName, end, bearingOf(last), 0);
  steps[steps.length - 1]!.points.push(...end);
  return steps;
}

function endOfRing(moves: readonly Move[], from: number): number {
  let end = from;
  while (moves[end]?.ring === true) end += 1;
  return end;
}

/** Metres of a short nameless stretch that a piece belongs to, 0 where it counts as a street of its own. */
function gapLength(moves: readonly Move[], at: number, before: Move | undefined): number {
  if (before === undefined || !isGap(moves[at])) return 0;
  let [first, end] = [at, at + 1];
  // Among nameless paths a piece counts alone: together they may be long.
  if (before.name !== "") {
    while (first > 0 && isGap(moves[first - 1])) first -= 1;
    while (isGap(moves[end])) end += 1;
  }
  if (moves[end]?.ring === true || (before.name === "" && moves[end] === undefined)) return 0;
  const length = moves.slice(first, end).reduce((sum, move) => sum + move.length, 0);
  return length < (before.name === "" ? shortPath : shortPiece) ? Math.max(length, 0.01) : 0;
}

const isGap = (move: Move | undefined): boolean =>
  move !== undefined && move.name === "" && !move.ring && !(move.link && move.class === 0);

/** The line from a piece on, far enough to tell a heading. */
function lineFrom(moves: readonly Move[], at: number): number[] {
  const line = [...moves[at]!.points];
  for (let i = at + 1, length = moves[at]!.length; i < moves.length && length < 20; i++) {
    line.push(...moves[i]!.points.slice(2));
    length += moves[i]!.length;
  }
  return line;
}

/** Ways out that are passed, the one that is taken included. */
function exitNumber(graph: Graph, ring: readonly Move[]): number {
  const passed = ring.slice(0, -1).map(({ arc }) => exitsAfter(graph, arc).filter((exit) => !exit.ring).length);
  return passed.reduce((sum, count) => sum + count, 1);
}

function sideOf(area: Area, [x, y]: readonly number[], heading: number, [lon, lat]: Position): string {
  const [dx, dy] = [area.plane.x(lon) - x!, area.plane.y(lat) - y!];
  if (Math.hypot(dx, dy) < besideRoad) return "";
  const turn = turnBetween(heading, Math.atan2(dy, dx));
  if (Math.abs(turn) < 30) return "straight";
  return turn > 0 ? "left" : "right";
}
