import * as z from "zod";
import { Fault, type Position } from "../../../contract/index.ts";
import type { HttpAnswer } from "../../../http.ts";
import { OsrmStep } from "../../osrm/shape.ts";
import type { Ask, ProvidedRoute } from "../provider.ts";
import { isSuccess, jsonOf, refusalOf, shaped } from "../read-answer.ts";
import { streetsOf, toldSteps } from "../told-steps.ts";
import { decodedLine, EncodedLine, type Ends, LineString } from "./line.ts";

/** Answers of OSRM's HTTP API v1, docs/http.md of osrm-backend, "Responses", "Route service" and "Table service". */
const Refused = z.looseObject({ code: z.string().max(100) });

const Metres = z.number().nonnegative();
const Step = OsrmStep.extend({ distance: Metres, duration: Metres });
const Route = z.looseObject({
  distance: Metres,
  duration: Metres,
  geometry: z.union([EncodedLine, LineString]),
  legs: z.array(z.looseObject({ steps: z.array(Step).max(5_000).default([]) })).max(100),
});
const RouteAnswer = z.looseObject({ code: z.literal("Ok"), routes: z.array(Route).min(1).max(10) });
const TableAnswer = z.looseObject({
  code: z.literal("Ok"),
  durations: z.array(z.array(z.number().nonnegative().nullable()).max(1_000)).max(1_000),
});

/**
 * A way as OSRM tells it.
 * @param precision of an encoded line; undefined: either is read, whichever joins the asked places
 * @throws Fault map.no-way; map.provider-…
 */
export function osrmRoute(
  answer: HttpAnswer,
  { host, ends, ask, precision }: { host: string; ends: Ends; ask: Ask; precision?: 5 | 6 },
): ProvidedRoute {
  const { routes } = okOf(RouteAnswer, answer, host);
  const { distance, duration, geometry, legs } = routes[0]!;
  const steps = legs.flatMap((leg) => leg.steps);
  const points = typeof geometry === "string" ? encoded(geometry, precision, ends, host) : geometry.coordinates;
  return { points, distance, duration, steps: toldSteps(steps, ask), streets: streetsOf(steps) };
}

function encoded(text: string, precision: 5 | 6 | undefined, ends: Ends, host: string): Position[] {
  if (precision !== undefined) return decodedLine(text, precision, ends, host);
  try {
    return decodedLine(text, 5, ends, host);
  } catch (error) {
    if (error instanceof Fault && error.key === "map.provider-precision") return decodedLine(text, 6, ends, host);
    throw error;
  }
}

/**
 * Seconds from one place to each of the others; undefined where no way leads there.
 * @throws Fault map.provider-…
 */
export function osrmTable(
  answer: HttpAnswer,
  { host, rows, columns }: { host: string; rows: number; columns: number },
): (number | undefined)[][] {
  const { durations } = okOf(TableAnswer, answer, host);
  if (durations.length !== rows || durations.some((row) => row.length !== columns))
    throw new Fault("map.provider-answer", { host, where: "/durations" });
  return durations.map((row) => row.map((seconds) => seconds ?? undefined));
}

/** The answer, if its code is `Ok`. OSRM tells with status 400 that no way leads there. */
function okOf<Shape>(schema: z.ZodType<Shape>, answer: HttpAnswer, host: string): Shape {
  const json = jsonOf(answer);
  const { code } = Refused.safeParse(json).data ?? {};
  if (code === "NoRoute" || code === "NoSegment") throw new Fault("map.no-way");
  if (!isSuccess(answer)) throw refusalOf(host, answer);
  return shaped(schema, json, host);
}
