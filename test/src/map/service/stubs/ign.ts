import type { Position } from "../../../../../src/contract/index.ts";
import { type Answering, answerJson } from "../../../service/server.ts";
import { address, corner, home, lengthOf } from "./places.ts";

/** The Géoplateforme: /navigation/itineraire as road2 answers it, /geocodage/search in the shape of the address base. */
export const ignStub: Answering = ({ url }, response) => {
  const { pathname, searchParams: asked } = new URL(url, "http://stub");
  const refuse = (status: number, message: string) =>
    answerJson(response, status, { error: { errorType: "BAD_REQUEST", message } });
  if (pathname === "/geocodage/search") {
    if ((asked.get("q") ?? "").length < 3) return refuse(400, "q");
    const known = asked.get("postcode") === address.postalCode;
    return answerJson(response, 200, {
      type: "FeatureCollection",
      features: known ? [placeOf("housenumber", 0.97, home)] : [],
      query: asked.get("q"),
    });
  }
  if (pathname !== "/navigation/itineraire") return refuse(404, "unknown path");
  const [from, to] = ["start", "end"].map((name) => (asked.get(name) ?? "").split(",").map(Number) as Position);
  if (asked.get("resource") !== "bdtopo-osrm") return refuse(400, "Parameter 'resource' is invalid");
  if (!["car", "pedestrian"].includes(asked.get("profile") ?? "")) return refuse(400, "Parameter 'profile' is invalid");
  if (asked.get("geometryFormat") !== "geojson" || asked.get("timeUnit") !== "second") return refuse(400, "format");
  const line = corner(from!, to!);
  const distance = lengthOf(line);
  if (distance > 100_000) return refuse(404, "No path found");
  const piece = (index: number) => ({
    distance: lengthOf(line.slice(index, index + 2)),
    duration: lengthOf(line.slice(index, index + 2)) / 8,
    geometry: { type: "LineString", coordinates: line.slice(index, index + 2) },
  });
  const names = { nom_1_droite: "RUE DU STADE", nom_1_gauche: "RUE DU STADE", cpx_numero: "", cpx_toponyme: null };
  const whole = { distance, duration: distance / 8 };
  return answerJson(response, 200, {
    resource: "bdtopo-osrm",
    resourceVersion: "2026-07-12",
    start: asked.get("start"),
    end: asked.get("end"),
    profile: asked.get("profile"),
    optimization: "fastest",
    geometry: { type: "LineString", coordinates: line },
    crs: "EPSG:4326",
    distanceUnit: "meter",
    timeUnit: "second",
    bbox: [],
    ...whole,
    constraints: [],
    portions: [
      {
        start: asked.get("start"),
        end: asked.get("end"),
        ...whole,
        bbox: [],
        steps: [
          { ...piece(0), attributes: { name: names }, instruction: { type: "depart" } },
          {
            ...piece(1),
            attributes: { name: { ...names, cpx_toponyme_route_nommee: "quai des Sternes" } },
            instruction: { type: "turn", modifier: "left" },
          },
        ],
      },
    ],
  });
};

/** A place as the address base tells it. */
export function placeOf(type: string, score: number, coordinates: Position, more: object = {}) {
  return {
    type: "Feature",
    geometry: { type: "Point", coordinates },
    properties: {
      label: "4 Boulevard de l’Océan 99380 Saint-Aurèle-sur-Mer",
      score,
      type,
      housenumber: "4",
      street: "Boulevard de l’Océan",
      postcode: "99380",
      city: "Saint-Aurèle-sur-Mer",
      context: "99",
      ...more,
    },
  };
}
