import type { Area } from "../area/area.ts";
import { openArea } from "../area/read.ts";
import { guarded } from "./find-matches.ts";
import { type LikelyTown, likelyTowns } from "./likely-towns.ts";
import { type Match, ranked } from "./match.ts";
import { compared, inTowns } from "./matches-in-towns.ts";
import { placesOf, townPlace } from "./places.ts";
import type { AddressReader, Street } from "./reader.ts";
import { type Reading, readingsOf } from "./reading.ts";
import { words } from "./spelling.ts";
import { type TownName, townName } from "./town-name.ts";

const longest = 200;
/** What a street is worth in a line that names no town. */
const anyTown = 0.85;
/** What the beginning of a street's name is worth, and how much more when most of it is written. */
const begun = { least: 0.6, more: 0.3 };
const mostBegun = 20;
/** "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson" */
const mostTownWords = 8;

/** A line split into what may be the street and what may be the town. */
interface Split {
  street: string;
  town: string;
  postalCode: string;
}

/**
 * Places that fit one line of free text, the best first, also while it is being written: `12 bis bd de l’oc`,
 * `4 rue du Port 99380 Saint-Aurèle`, `rue du Port, Saint-Aurèle`.
 * @throws Fault map.area-damaged
 */
export function suggest(area: Area, text: string, limit = 8): Match[] {
  return guarded(area, (reader) => {
    const found = splitsOf(reader, text.slice(0, longest), area.country).flatMap((split) => {
      const readings = readingsOf([split.street]);
      const { postalCode } = split;
      const written = { ...townName(split.town, area.country), postalCode };
      if (written.key === "" && postalCode === "") return anywhere(reader, readings, written);
      const towns = likelyTowns(reader, written);
      return [...inTowns(reader, readings, towns), ...begunIn(reader, readings, towns), ...towns.map(townPlace)];
    });
    return ranked(found, limit);
  });
}

function splitsOf(reader: AddressReader, text: string, country: string): Split[] {
  const code = [...text.matchAll(/(?<!\d)\d{5}(?!\d)/gu)].at(-1);
  if (code !== undefined && code.index > 0) {
    const [before, after] = [text.slice(0, code.index), text.slice(code.index + 5)];
    const comma = before.replace(/[\s,]+$/u, "").lastIndexOf(",");
    const town = words(after).length > 0 || comma === -1 ? after : before.slice(comma + 1);
    const street = town === after ? before : before.slice(0, comma);
    return [{ street, town, postalCode: code[0] }];
  }
  if (code !== undefined) return [{ street: "", town: text.slice(5), postalCode: code[0] }];
  const splits: Split[] = [{ street: text, town: "", postalCode: "" }];
  const comma = text.lastIndexOf(",");
  if (comma > 0) splits.push({ street: text.slice(0, comma), town: text.slice(comma + 1), postalCode: "" });
  const parts = text.split(/\s+/u);
  const named = (key: string) => reader.towns.some((town) => town.key === key || town.key.startsWith(`${key} `));
  for (let at = Math.max(1, parts.length - mostTownWords); at < parts.length; at++) {
    const town = parts.slice(at).join(" ");
    if (named(townName(town, country).key)) {
      splits.push({ street: parts.slice(0, at).join(" "), town, postalCode: "" });
    }
  }
  return splits;
}

/** Streets and towns of the whole area. */
function anywhere(reader: AddressReader, readings: readonly Reading[], { key }: TownName): Match[] {
  const text = readings.at(-1)?.street.key ?? key;
  const towns = text === "" ? [] : reader.towns.filter((town) => town.key.startsWith(text));
  return [
    ...readings.flatMap((reading) => {
      const core = reading.street.core.join("");
      const streets = [...reader.streetsNamed(core), ...reader.streetsLike(core)];
      return compared(reading, streets).flatMap((one) => placesOf(reader, { ...one, score: one.score * anyTown }));
    }),
    ...begunIn(reader, readings),
    ...towns.slice(0, mostBegun).map((town) => townPlace({ town, likeness: anyTown })),
  ];
}

/** Streets whose names begin as the line ends. */
function begunIn(reader: AddressReader, readings: readonly Reading[], towns?: readonly LikelyTown[]): Match[] {
  const worth = (street: Street) =>
    towns === undefined ? anyTown : (towns.find(({ town }) => town === street.town)?.likeness ?? 0);
  return readings.flatMap(({ street: { core, kind }, number }) => {
    const begin = core.join("");
    return reader
      .streetsBeginning(begin, mostBegun)
      .filter((street) => worth(street) > 0 && (kind === "" || kind === street.name.kind))
      .flatMap((street) => {
        const written = begin.length / street.name.core.join("").length;
        return placesOf(reader, { street, number, score: worth(street) * (begun.least + begun.more * written) });
      });
  });
}

/**
 * The same for the area file at a path.
 * @throws Fault map.area-missing, map.area-foreign, map.area-newer, map.area-damaged
 */
export function suggestPlaces(path: string, text: string, limit?: number): Match[] {
  return suggest(openArea(path), text, limit);
}
