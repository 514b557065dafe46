import * as z from "zod";
import { Fault } from "../../../contract/index.ts";
import type { HttpAnswer } from "../../../http.ts";
import type { ProvidedRoute } from "../provider.ts";
import { isSuccess, jsonOf, refusalOf, shaped } from "../read-answer.ts";
import { decodedLine, EncodedLine, type Ends } from "./line.ts";

/** A duration of Protocol Buffers in JSON: "123s", "3.5s". */
const Seconds = z
  .string()
  .regex(/^\d{1,9}(\.\d+)?s$/u)
  .transform((text) => Number.parseFloat(text));
/** Left out where it is 0, as all numbers of Protocol Buffers are. */
const Metres = z.number().nonnegative().default(0);

/** What is asked for: nothing more is paid or sent. */
export const googleRouteFields = [
  "routes.duration",
  "routes.distanceMeters",
  "routes.polyline.encodedPolyline",
  "routes.legs.steps.distanceMeters",
  "routes.legs.steps.staticDuration",
  "routes.legs.steps.navigationInstruction.instructions",
].join();

/** developers.google.com/maps/documentation/routes/reference/rest/v2/TopLevel/computeRoutes, "Response body". */
const Step = z.looseObject({
  distanceMeters: Metres,
  staticDuration: Seconds.default(0),
  navigationInstruction: z.looseObject({ instructions: z.string().max(2_000).default("") }).optional(),
});
const Route = z.looseObject({
  distanceMeters: Metres,
  duration: Seconds,
  polyline: z.looseObject({ encodedPolyline: EncodedLine }),
  legs: z
    .array(z.looseObject({ steps: z.array(Step).max(5_000).default([]) }))
    .max(100)
    .default([]),
});
const RouteAnswer = z.looseObject({ routes: z.array(Route).max(10).default([]) });

/** Google's errors: cloud.google.com/apis/design/errors, "Error model". */
const Refused = z.looseObject({
  error: z.looseObject({
    status: z.string().max(100).optional(),
    details: z
      .array(z.looseObject({ reason: z.string().max(100).optional() }))
      .max(50)
      .optional(),
  }),
});

/**
 * A way as the Routes API tells it; an answer without one says that none leads there.
 * @throws Fault map.no-way; map.provider-…
 */
export function googleRoute(answer: HttpAnswer, host: string, ends: Ends): ProvidedRoute {
  const json = jsonOf(answer);
  if (!isSuccess(answer)) {
    const { error } = Refused.safeParse(json).data ?? {};
    // A key that is none is told as a bad request.
    const badKey = error?.details?.some(({ reason }) => reason?.startsWith("API_KEY_") ?? false) ?? false;
    throw badKey ? new Fault("map.provider-key", { host, status: answer.status }) : refusalOf(host, answer);
  }
  const [route] = shaped(RouteAnswer, json, host).routes;
  if (route === undefined) throw new Fault("map.no-way");
  const told = route.legs.flatMap((leg) => leg.steps);
  const steps = told
    .map(({ distanceMeters, staticDuration, navigationInstruction }) => ({
      text: navigationInstruction?.instructions.replace(/\s+/gu, " ").trim() ?? "",
      distance: distanceMeters,
      duration: Math.round(staticDuration),
    }))
    .filter(({ text }) => text !== "");
  return {
    points: decodedLine(route.polyline.encodedPolyline, 5, ends, host),
    distance: route.distanceMeters,
    duration: route.duration,
    steps,
    streets: [],
  };
}
