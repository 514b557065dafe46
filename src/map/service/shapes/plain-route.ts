import * as z from "zod";
import { Fault } from "../../../contract/index.ts";
import type { HttpAnswer } from "../../../http.ts";
import type { ProvidedRoute } from "../provider.ts";
import { isSuccess, jsonOf, refusalOf, shaped } from "../read-answer.ts";
import { decodedLine, EncodedLine, type Ends, LineString } from "./line.ts";

const Metres = z.number().nonnegative();
const Step = z.looseObject({
  instruction: z.string().max(2_000),
  distance: Metres.default(0),
  duration: Metres.default(0),
  name: z.string().max(300).optional(),
});
const Steps = z.array(Step).max(5_000);
const Measures = z.looseObject({ distance: Metres, duration: Metres });

/**
 * A way as GeoJSON (RFC 7946): a Feature of a LineString, alone or the first of a collection, with `distance` in metres
 * and `duration` in seconds among its properties or in their `summary`, where openrouteservice has it, and steps in
 * `steps` or in `segments[].steps`.
 */
const Feature = z.looseObject({
  type: z.literal("Feature"),
  geometry: LineString,
  properties: z.union([
    Measures.extend({ steps: Steps.optional() }),
    z.looseObject({
      summary: Measures,
      segments: z
        .array(z.looseObject({ steps: Steps.optional() }))
        .max(100)
        .optional(),
    }),
  ]),
});
const Collection = z.looseObject({ type: z.literal("FeatureCollection"), features: z.array(Feature).max(10) });
const GeoJsonAnswer = z.union([Feature, Collection]);

/** A way as one object: an encoded line in `polyline`, metres, seconds and, where there are any, steps. */
const PolylineAnswer = Measures.extend({ polyline: EncodedLine, steps: Steps.optional() });

/** @throws Fault map.no-way where the collection is empty or the status is 404; map.provider-… */
export function geoJsonRoute(answer: HttpAnswer, host: string): ProvidedRoute {
  const told = shaped(GeoJsonAnswer, foundIn(answer, host), host);
  const feature = told.type === "Feature" ? told : told.features[0];
  if (feature === undefined) throw new Fault("map.no-way");
  const { geometry, properties } = feature;
  if ("summary" in properties) {
    const { summary, segments = [] } = properties as {
      summary: z.infer<typeof Measures>;
      segments?: { steps?: Told[] }[];
    };
    return { points: geometry.coordinates, ...summary, ...inWords(segments.flatMap(({ steps = [] }) => steps)) };
  }
  const { distance, duration, steps } = properties as z.infer<typeof Measures> & { steps?: Told[] };
  return { points: geometry.coordinates, distance, duration, ...inWords(steps) };
}

/** @throws Fault map.no-way where the status is 404; map.provider-… */
export function polylineRoute(answer: HttpAnswer, precision: 5 | 6, ends: Ends, host: string): ProvidedRoute {
  const { polyline, distance, duration, steps } = shaped(PolylineAnswer, foundIn(answer, host), host);
  return { points: decodedLine(polyline, precision, ends, host), distance, duration, ...inWords(steps) };
}

type Told = z.infer<typeof Step>;

function inWords(steps: readonly Told[] = []): Pick<ProvidedRoute, "steps" | "streets"> {
  return {
    steps: steps.map(({ instruction, distance, duration }) => ({ text: instruction, distance, duration })),
    streets: [...new Set(steps.map(({ name }) => name ?? "").filter((name) => name !== "" && name !== "-"))],
  };
}

function foundIn(answer: HttpAnswer, host: string): unknown {
  if (answer.status === 404) throw new Fault("map.no-way");
  if (!isSuccess(answer)) throw refusalOf(host, answer);
  return jsonOf(answer);
}
