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
  const asked = (word: "duration" | "distance") => annotations.includes(word);
  // Column by column: the searches of a hundred places would not all find room.
  const columns = destinations.map((i) => {
    const found = searchFor(area, profile, [coordinates[i]!]);
    if (found === undefined) throw new OsrmRefusal("NoTable", `No way leads to coordinate ${i}.`);
    const { search } = found;
    return sources.map((source) => ({
      duration: asked("duration") ? toTenths(secondsFrom(search, places[source]!)) : null,
      distance: asked("distance") ? toTenths(wayFrom(search, places[source]!)?.distance) : null,
    }));
  });
  const table = (word: "duration" | "distance") => sources.map((_, row) => columns.map((column) => column[row]![word]));
  return {
    ...(asked("duration") ? { durations: table("duration") } : {}),
    ...(asked("distance") ? { distances: table("distance") } : {}),
    sources: sources.map((i) => waypointOf(area, places[i]!)),
    destinations: destinations.map((i) => waypointOf(area, places[i]!)),
  };
}

const toTenths = (value: number | undefined): number | null =>
  value === undefined || value === Infinity ? null : rounded(value, 1);

function chosen(text: string | undefined, count: number, name: string): number[] {
  if (text === undefined || text === "all") return Array.from({ length: count }, (_, i) => i);
  return text.split(";").map((part) => {
    if (!/^\d{1,6}$/u.test(part)) throw new OsrmRefusal("InvalidQuery", `The option ${name} must be all, or numbers.`);
    if (Number(part) >= count)
      throw new OsrmRefusal("InvalidOptions", `The option ${name} names no coordinate ${part}.`);
    return Number(part);
  });
}
