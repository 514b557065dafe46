import polylineCodec from "@googlemaps/polyline-codec";
import type { Position } from "../../../../../src/contract/index.ts";
import { type Answering, answerJson } from "../../../service/server.ts";
import { corner, lengthOf } from "./places.ts";

const encoded = (line: Position[], precision: number) =>
  polylineCodec.encode(
    line.map(([lon, lat]) => [lat, lon]),
    precision,
  );

/** Metres a second by profile. */
const speeds: Record<string, number> = { car: 8, bike: 4, foot: 1.3 };

/** An OSRM server as docs/http.md has it: ways go round one corner; none leads further than 100 km. */
export const osrmStub: Answering = ({ url }, response) => {
  const { pathname, searchParams } = new URL(url, "http://stub");
  const [, service, version, profile = "", list = ""] = pathname.split("/");
  const places = decodeURIComponent(list)
    .split(";")
    .map((text) => text.split(",").map(Number) as Position);
  const speed = speeds[profile];
  const refuse = (code: string) => answerJson(response, 400, { code, message: `${code}.` });
  if (version !== "v1" || speed === undefined) return refuse("InvalidService");
  if (places.some((place) => place.length !== 2 || place.some((value) => !Number.isFinite(value))))
    return refuse("InvalidQuery");
  if (service === "table") {
    const pick = (name: string) => (searchParams.get(name) ?? "").split(";").map((index) => places[Number(index)]!);
    const durations = pick("sources").map((from) =>
      pick("destinations").map((to) => {
        const metres = lengthOf(corner(from, to));
        return metres > 100_000 ? null : metres / speed;
      }),
    );
    return answerJson(response, 200, { code: "Ok", durations, sources: [], destinations: [] });
  }
  if (service !== "route" || places.length !== 2) return refuse("InvalidQuery");
  const [from, to] = places as [Position, Position];
  const line = corner(from, to);
  const distance = lengthOf(line);
  if (distance > 100_000) return refuse("NoRoute");
  const geometries = searchParams.get("geometries") ?? "polyline";
  const shaped = {
    polyline: () => encoded(line, 5),
    polyline6: () => encoded(line, 6),
    geojson: () => ({ type: "LineString", coordinates: line }),
  }[geometries as "polyline"]();
  const step = (index: number, name: string, type: string, modifier?: string) => ({
    distance: index === 2 ? 0 : lengthOf(line.slice(index, index + 2)),
    duration: index === 2 ? 0 : lengthOf(line.slice(index, index + 2)) / speed,
    name,
    mode: "driving",
    driving_side: "right",
    geometry: "",
    weight: 1,
    intersections: [],
    maneuver: { type, ...(modifier && { modifier }), location: line[index], bearing_before: 0, bearing_after: 90 },
  });
  const steps = [
    step(0, "rue du Stade", "depart"),
    step(1, "quai des Sternes", "turn", "left"),
    step(2, "quai des Sternes", "arrive"),
  ];
  const asked = searchParams.get("steps") === "true";
  const route = { distance, duration: distance / speed, weight_name: "routability", weight: 1, geometry: shaped };
  const legs = [{ distance, duration: distance / speed, summary: "", weight: 1, steps: asked ? steps : [] }];
  return answerJson(response, 200, { code: "Ok", routes: [{ ...route, legs }], waypoints: [] });
};
