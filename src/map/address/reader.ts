import type { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import type { Position } from "../../contract/index.ts";
import type { HouseNumber } from "./house-number.ts";
import { slips } from "./likeness.ts";
import { type StreetName, streetNameOf } from "./street-name.ts";
import { indexed } from "./table.ts";
import { type KnownTown, townName } from "./town-name.ts";

export interface Town extends KnownTown {
  id: number;
  name: string;
  /** Its streets have the ids from the first to the last. */
  firstStreet: number;
  lastStreet: number;
  location: Position;
}

export interface Street {
  id: number;
  town: Town;
  label: string;
  name: StreetName;
  location: Position;
}

export interface House extends HouseNumber {
  location: Position;
}

/** The address tables of an open area file. */
export interface AddressReader {
  towns: readonly Town[];
  /** Those with this postal code, and those with this name. */
  townsWith(postalCode: string, key: string): ReadonlySet<Town>;
  /** Streets whose name without kind and small words is exactly this, of a town or of all. */
  streetsNamed(core: string, town?: Town): Street[];
  /** Streets that have most letters in common with a name, of a town or of all. */
  streetsLike(core: string, town?: Town): Street[];
  /** Streets of a town that are one slip away from a name so short that a slip may leave no three letters of it in a row. */
  shortStreets(core: string, town: Town): Street[];
  /** Streets whose name without kind and small words begins so, in the order of the alphabet. */
  streetsBeginning(core: string, limit: number): Street[];
  /** Houses of a street that bear a number, whatever the suffix. */
  housesWith(street: number, number: number): House[];
  /** The nearest houses of the same side with a lower and with a higher number. */
  neighbours(street: number, number: number): [below: House | undefined, above: House | undefined];
}

const degrees = z.int().transform((value) => value / 1e7);
const TownRow = z.object({
  id: z.int(),
  name: z.string(),
  postal_code: z.string(),
  first_street: z.int(),
  last_street: z.int(),
  lon: degrees,
  lat: degrees,
});
const StreetRow = z.object({
  id: z.int(),
  town: z.int(),
  name: z.string(),
  key: z.string(),
  lon: degrees,
  lat: degrees,
});
const HouseRow = z
  .object({ first: z.int(), last: z.int(), suffix: z.string(), lon: degrees, lat: degrees })
  .transform(({ lon, lat, ...number }): House => ({ ...number, location: [lon, lat] }));

const readers = new WeakMap<DatabaseSync, AddressReader>();

/** The reader of an area file; made once as long as the file is open. */
export function readerOf(database: DatabaseSync, country: string): AddressReader {
  const reader = readers.get(database) ?? makeReader(database, country);
  readers.set(database, reader);
  return reader;
}

const streetColumns = "id, town, name, key, lon, lat";
const houseColumns = "first, last, suffix, lon, lat";
/** How many streets are compared letter by letter. */
const likely = 24;
/** How many numbers the house that holds a number may begin before it. */
const widestRange = 40;

function makeReader(database: DatabaseSync, country: string): AddressReader {
  const towns = z
    .array(TownRow)
    .parse(database.prepare("SELECT * FROM town ORDER BY id").all())
    .map(({ lon, lat, postal_code: postalCode, first_street: firstStreet, last_street: lastStreet, ...row }): Town => {
      return { ...row, ...townName(row.name, country), postalCode, firstStreet, lastStreet, location: [lon, lat] };
    });
  const byId = new Map(towns.map((town) => [town.id, town]));
  const byCode = Map.groupBy(towns, ({ postalCode }) => postalCode);
  const byKey = Map.groupBy(towns, ({ key }) => key);
  const named = database.prepare(
    `SELECT ${streetColumns} FROM street WHERE core = ? AND town BETWEEN ? AND ? LIMIT 100`,
  );
  // Counting what is in common asks for the rows of one town alone; FTS5's own rank would count those of all towns.
  const like = database.prepare(`SELECT ${streetColumns} FROM street WHERE id IN
    (SELECT street_text.rowid FROM json_each(?) AS letters CROSS JOIN street_text
      WHERE street_text MATCH letters.value AND street_text.rowid BETWEEN ? AND ?
      GROUP BY street_text.rowid ORDER BY count(*) DESC LIMIT ${likely})`);
  const short = database.prepare(
    `SELECT ${streetColumns}, core FROM street WHERE id BETWEEN ? AND ? AND length(core) BETWEEN ? AND ?`,
  );
  const beginning = database.prepare(
    `SELECT ${streetColumns} FROM street WHERE core >= ? AND core < ? ORDER BY core, town LIMIT ?`,
  );
  const numbered = database.prepare(
    `SELECT ${houseColumns} FROM house WHERE street = ? AND first BETWEEN ? - ${widestRange} AND ? AND last >= ?`,
  );
  const below = database.prepare(
    `SELECT ${houseColumns} FROM house WHERE street = ? AND first < ? AND first % 2 = ? % 2 ORDER BY first DESC LIMIT 1`,
  );
  const above = database.prepare(
    `SELECT ${houseColumns} FROM house WHERE street = ? AND first > ? AND first % 2 = ? % 2 ORDER BY first LIMIT 1`,
  );
  const streets = (rows: unknown): Street[] =>
    z
      .array(StreetRow)
      .parse(rows)
      .map(({ id, town, name, key, lon, lat }) => ({
        id,
        town: z.custom<Town>((value) => value !== undefined).parse(byId.get(town)),
        label: name,
        name: streetNameOf(key),
        location: [lon, lat],
      }));
  const house = (row: unknown) => (row === undefined ? undefined : HouseRow.parse(row));
  return {
    towns,
    townsWith: (postalCode, key) => new Set([...(byCode.get(postalCode) ?? []), ...(byKey.get(key) ?? [])]),
    streetsNamed: (core, town) => streets(named.all(core, town?.id ?? 0, town?.id ?? towns.length)),
    streetsLike: (core, town) =>
      streets(
        like.all(
          JSON.stringify(trigrams(indexed(core))),
          town?.firstStreet ?? 0,
          town?.lastStreet ?? Number.MAX_SAFE_INTEGER,
        ),
      ),
    shortStreets: (core, town) =>
      streets(
        short
          .all(town.firstStreet, town.lastStreet, core.length - 1, core.length + 1)
          .filter((row) => slips(core, String(row.core)) <= 1),
      ),
    streetsBeginning: (core, limit) => streets(beginning.all(core, `${core}\u{10ffff}`, limit)),
    housesWith: (street, number) =>
      z
        .array(HouseRow)
        .parse(numbered.all(street, number, number, number))
        .filter(({ first, last }) => (last - first) % 2 === 1 || (number - first) % 2 === 0),
    neighbours: (street, number) => [
      house(below.get(street, number, number)),
      house(above.get(street, number, number)),
    ],
  };
}

/** Every three letters in a row, as questions to the index. A core holds letters and digits alone: none of it is syntax. */
function trigrams(text: string): string[] {
  const letters = [...text].slice(0, 60);
  return [...new Set(letters.slice(2).map((_, i) => `"${letters.slice(i, i + 3).join("")}"`))];
}
