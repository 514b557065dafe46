import type { Area } from "../area/area.ts";
import { secondsFrom } from "../road/search.ts";
import { searchFor } from "../road/searches.ts";
import { wayFrom } from "../road/way.ts";
import { placesOf, rounded, waypointOf } from "./places.ts";
import type { Question } from "./question.ts";
import { OsrmRefusal } from "./refusal.ts";

/** The answer of `/table`: seconds, and metres where asked for, from every source to every destination; null where there is no way. */
export function answerTable(area: Area, question: Question): object {
  const { profile, coordinates, options } = question;
  const annotations = (options.text("annotations") ?? "duration").split(",");
  if (!annotations.every((word) => word === "duration" || word === "distance")) {
    throw new OsrmRefusal("InvalidValue", "The option annotations must be duration, distance, or both.");
  }
  const places = placesOf(area, question);
  const sources = chosen(options.text("sources"), coordinates.length, "sources");
  const destinations = chosen(options.text("destinations"), coordinates.length, "destinations");
  const searches = destinations.map((i) => {
    const found = searchFor(area, profile, [coordinates[i]!]);
    if (found === undefined) throw new OsrmRefusal("NoTable", `No way leads to coordinate ${i}.`);
    return found.search;
  });
  const table = (value: (destination: number, source: number) => number | undefined) =>
    sources.map((source) =>
      searches.map((_, destination) => {
        const found = value(destination, source);
        return found === undefined || found === Infinity ? null : rounded(found, 1);
      }),
    );
  return {
    ...(annotations.includes("duration")
      ? { durations: table((destination, source) => secondsFrom(searches[destination]!, places[source]!)) }
      : {}),
    ...(annotations.includes("distance")
      ? { distances: table((destination, source) => wayFrom(searches[destination]!, places[source]!)?.distance) }
      : {}),
    sources: sources.map((i) => waypointOf(area, places[i]!)),
    destinations: destinations.map((i) => waypointOf(area, places[i]!)),
  };
}

function chosen(text: string | undefined, count: number, name: string): number[] {
  if (text === undefined || text === "all") return Array.from({ length: count }, (_, i) => i);
  return text.split(";").map((part) => {
    if (!/^\d{1,6}$/u.test(part)) throw new OsrmRefusal("InvalidQuery", `The option ${name} must be all, or numbers.`);
    if (Number(part) >= count)
      throw new OsrmRefusal("InvalidOptions", `The option ${name} names no coordinate ${part}.`);
    return Number(part);
  });
}
