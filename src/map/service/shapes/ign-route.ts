import * as z from "zod";
import { Fault } from "../../../contract/index.ts";
import type { HttpAnswer } from "../../../http.ts";
import { Maneuver, type OsrmStep } from "../../osrm/shape.ts";
import type { Ask, ProvidedRoute } from "../provider.ts";
import { isSuccess, jsonOf, refusalOf, shaped } from "../read-answer.ts";
import { streetsOf, toldSteps } from "../told-steps.ts";
import { LineString } from "./line.ts";

const Name = z.string().max(300).nullish();

/** What a stretch of road is called in BD TOPO, the best first: a named road, a number, the street on one side of it. */
const Named = z.looseObject({
  cpx_toponyme_route_nommee: Name,
  cpx_toponyme: Name,
  nom_1_gauche: Name,
  nom_1_droite: Name,
  cpx_numero: Name,
});

const Metres = z.number().nonnegative();
const Step = z.looseObject({
  distance: Metres,
  duration: Metres,
  geometry: LineString,
  attributes: z.looseObject({ name: Named.optional() }).optional(),
  /** As OSRM's maneuver, without a place. */
  instruction: z
    .looseObject({
      type: z.string(),
      modifier: z.string().optional(),
      exit: z.number().int().optional(),
    })
    .optional(),
});

/**
 * The route service of the Géoplateforme: geoservices.ign.fr, "Calcul d’itinéraire"; its server is road2
 * (github.com/IGNF/road2, src/js/apis/simple/1.0.0). Asked for in metres, seconds and GeoJSON.
 */
const RouteAnswer = z.looseObject({
  distance: Metres,
  duration: Metres,
  geometry: LineString,
  portions: z
    .array(z.looseObject({ steps: z.array(Step).max(5_000).default([]) }))
    .max(100)
    .default([]),
});

/**
 * A way as the Géoplateforme tells it. Status 404 says that none leads there.
 * @throws Fault map.no-way; map.provider-…
 */
export function ignRoute(answer: HttpAnswer, host: string, ask: Ask): ProvidedRoute {
  if (answer.status === 404) throw new Fault("map.no-way");
  if (!isSuccess(answer)) throw refusalOf(host, answer);
  const { distance, duration, geometry, portions } = shaped(RouteAnswer, jsonOf(answer), host);
  const steps = portions.flatMap((portion) => portion.steps).map(asOsrm);
  return {
    points: geometry.coordinates,
    distance,
    duration,
    steps: toldSteps(steps, ask),
    streets: streetsOf(steps),
  };
}

function asOsrm({ distance, duration, geometry, attributes, instruction }: z.infer<typeof Step>): OsrmStep {
  const { cpx_toponyme_route_nommee, cpx_toponyme, nom_1_gauche, nom_1_droite, cpx_numero } = attributes?.name ?? {};
  const name = cpx_toponyme_route_nommee || cpx_toponyme || nom_1_gauche || nom_1_droite || "";
  const maneuver = Maneuver.parse({ type: "continue", ...instruction, location: geometry.coordinates[0] });
  return { distance, duration, name: name || cpx_numero || "", maneuver };
}
