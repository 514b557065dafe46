import type { Position } from "../../contract/index.ts";
import type { Area } from "../area/area.ts";
import { type Graph, graphOf } from "../road/graph.ts";
import { searchFor } from "../road/searches.ts";
import { type Way, wayFrom } from "../road/way.ts";
import { movesOf } from "./course.ts";
import { type GeometryForm, geometryForms, geometryOf, overviewOf } from "./geometry.ts";
import { placesOf, rounded, waypointOf } from "./places.ts";
import type { Question } from "./question.ts";
import { OsrmRefusal } from "./refusal.ts";
import { type GuidedStep, guide } from "./steps.ts";

/** The answer of `/route`: one way over all coordinates. */
export function answerRoute(area: Area, question: Question): object {
  const { profile, coordinates, options } = question;
  const form = options.word("geometries", geometryForms, "polyline");
  const overview = options.word("overview", ["simplified", "full", "false"], "simplified");
  const withSteps = options.flag("steps", false);
  const annotations = annotationsOf(options.text("annotations") ?? "false");
  const graph = graphOf(area.roads, profile);
  const places = placesOf(area, question);
  const ways = coordinates.slice(1).map((to, i) => {
    const found = searchFor(area, profile, [to]);
    const way = found === undefined ? undefined : wayFrom(found.search, places[i]!);
    if (way === undefined) throw new OsrmRefusal("NoRoute", `No way leads from coordinate ${i} to the next.`);
    return way;
  });
  const legs = ways.map((way, i) => legOf(area, graph, way, coordinates[i + 1]!, form, withSteps, annotations));
  const points = ways.flatMap(({ points }, i) => (i === 0 ? points : points.slice(2)));
  const duration = rounded(sum(ways.map((way) => way.duration)), 1);
  const line = overview === "full" ? points : overviewOf(points);
  const route = {
    ...(overview === "false" ? {} : { geometry: geometryOf(area, twoAtLeast(line), form) }),
    legs,
    distance: rounded(sum(ways.map((way) => way.distance)), 1),
    duration,
    weight_name: "duration",
    weight: duration,
  };
  return { routes: [route], waypoints: places.map((place) => waypointOf(area, place)) };
}

const kinds = ["duration", "distance", "speed", "weight"] as const;
type Annotation = (typeof kinds)[number];

function annotationsOf(text: string): readonly Annotation[] {
  if (text === "false") return [];
  if (text === "true") return kinds;
  return text.split(",").map((word) => {
    const kind = kinds.find((one) => one === word);
    if (kind !== undefined) return kind;
    if (word === "nodes" || word === "datasources") {
      throw new OsrmRefusal("NotImplemented", `The annotation ${word} is not known here; leave it out.`);
    }
    throw new OsrmRefusal("InvalidValue", "The option annotations must be true, false, or some of its words.");
  });
}

function legOf(
  area: Area,
  graph: Graph,
  way: Way,
  goal: Position,
  form: GeometryForm,
  withSteps: boolean,
  annotations: readonly Annotation[],
): object {
  const duration = rounded(way.duration, 1);
  const leg = { distance: rounded(way.distance, 1), duration, weight: duration };
  const steps = withSteps ? guide(area, graph, way, goal) : [];
  return {
    ...leg,
    summary: summaryOf(steps),
    steps: steps.map((step) => stepOf(area, step, form)),
    ...(annotations.length === 0 ? {} : { annotation: annotated(graph, way, annotations) }),
  };
}

/** The two streets that most of the way is on, in the order of the way. */
function summaryOf(steps: readonly GuidedStep[]): string {
  const named = steps.filter(({ name }) => name !== "");
  const longest = [...named].sort((a, b) => b.distance - a.distance).map(({ name }) => name);
  const chosen = new Set([...new Set(longest)].slice(0, 2));
  return [...new Set(named.map(({ name }) => name).filter((name) => chosen.has(name)))].join(", ");
}

function stepOf(area: Area, { points, ...step }: GuidedStep, form: GeometryForm): object {
  const duration = rounded(step.duration, 1);
  const { maneuver } = step;
  const location = maneuver.location.map((degrees) => rounded(degrees, 6));
  return {
    ...step,
    geometry: geometryOf(area, twoAtLeast(points), form),
    distance: rounded(step.distance, 1),
    duration,
    weight: duration,
    maneuver: { ...maneuver, location },
    intersections: [{ location, ...armsOf(maneuver) }],
  };
}

/** The arm of the crossing that one comes from, and the one that one leaves by. */
function armsOf({ type, bearing_before = 0, bearing_after = 0 }: GuidedStep["maneuver"]): object {
  const back = (bearing_before + 180) % 360;
  if (type === "depart") return { bearings: [bearing_after], entry: [true], out: 0 };
  if (type === "arrive") return { bearings: [back], entry: [true], in: 0 };
  if (back <= bearing_after) return { bearings: [back, bearing_after], entry: [false, true], in: 0, out: 1 };
  return { bearings: [bearing_after, back], entry: [true, false], in: 1, out: 0 };
}

/** Numbers by segment of the leg's line. */
function annotated(graph: Graph, way: Way, annotations: readonly Annotation[]): object {
  const segments = movesOf(graph, way).flatMap(({ points, length, duration }) => {
    const sizes = points
      .slice(2)
      .filter((_, i) => i % 2 === 0)
      .map((x, i) => Math.hypot(x - points[2 * i]!, points[2 * i + 3]! - points[2 * i + 1]!));
    const whole = sum(sizes) || 1;
    return sizes.map((size) => ({ distance: (length * size) / whole, duration: (duration * size) / whole }));
  });
  const numbers: Record<Annotation, (segment: { distance: number; duration: number }) => number> = {
    distance: ({ distance }) => rounded(distance, 1),
    duration: ({ duration }) => rounded(duration, 1),
    weight: ({ duration }) => rounded(duration, 1),
    speed: ({ distance, duration }) => rounded(duration === 0 ? 0 : distance / duration, 1),
  };
  return Object.fromEntries(annotations.map((kind) => [kind, segments.map(numbers[kind])]));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** A line has two points, also where a way ends where it began. */
const twoAtLeast = (points: readonly number[]): readonly number[] =>
  points.length > 2 ? points : [...points, ...points];
