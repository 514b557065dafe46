import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { Position } from "../../contract/index.ts";
import type { AreaAddress } from "../area/content.ts";
import { numbersAt } from "./house-number.ts";
import { words } from "./spelling.ts";
import { streetName } from "./street-name.ts";
import { townName } from "./town-name.ts";

/**
 * The addresses of an area file. A town is one name with one postal code; the streets of a town have ids in a row, so that
 * the index of names can be asked for one town alone. `key` and `core` are as in `StreetName` (core without spaces).
 * Positions are in 1e-7 degrees. A house with several numbers has `last` above `first`.
 */
export const addressSchema = `
CREATE TABLE town (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, postal_code TEXT NOT NULL,
  first_street INTEGER NOT NULL, last_street INTEGER NOT NULL, lon INTEGER NOT NULL, lat INTEGER NOT NULL
);
CREATE TABLE street (
  id INTEGER PRIMARY KEY, town INTEGER NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, core TEXT NOT NULL,
  lon INTEGER NOT NULL, lat INTEGER NOT NULL
);
CREATE INDEX street_by_core ON street (core, town);
CREATE VIRTUAL TABLE street_text USING fts5(core, content = '', detail = none, columnsize = 0, tokenize = 'trigram remove_diacritics 1');
CREATE TABLE house (
  street INTEGER NOT NULL, first INTEGER NOT NULL, suffix TEXT NOT NULL, last INTEGER NOT NULL,
  lon INTEGER NOT NULL, lat INTEGER NOT NULL, PRIMARY KEY (street, first, suffix, last, lon, lat)
) WITHOUT ROWID;
`;

/** A street of which no house is known: people who know only the street can be led there. */
export type AreaStreet = Omit<AreaAddress, "number">;

export interface AddressWriter {
  /** Keeps a house; false where its number is none ("A", "s/n"), then only its street is kept. */
  addHouse(address: AreaAddress): boolean;
  addStreet(street: AreaStreet): void;
  /** Writes what was added. @returns how many houses there are */
  finish(): number;
}

interface StreetDraft {
  draft: number;
  name: string;
  key: string;
  core: string;
  location: Position;
}

interface TownDraft {
  name: string;
  postalCode: string;
  sortedBy: string;
  /** By key. */
  streets: Map<string, StreetDraft>;
}

/** What is indexed of a core: with spaces around it, so that first and last letters count. */
export const indexed = (core: string): string => ` ${core} `;

/**
 * Writes addresses in any order into the tables of `addressSchema`, which are there and empty. Houses wait in a table of
 * their own until all are there: a million of them do not have to lie in memory.
 * @param country ISO 3166-1 alpha-2 of the area
 */
export function addressWriter(database: DatabaseSync, country: string): AddressWriter {
  database.exec(`CREATE TEMP TABLE house_draft (
    street INTEGER NOT NULL, first INTEGER NOT NULL, suffix TEXT NOT NULL, last INTEGER NOT NULL, lon INTEGER NOT NULL, lat INTEGER NOT NULL
  )`);
  const draftHouse = database.prepare("INSERT INTO house_draft VALUES (?, ?, ?, ?, ?, ?)");
  const towns = new Map<string, TownDraft>();
  let drafts = 0;

  const townOf = remembered((postalCode: string, locality: string): TownDraft => {
    const { key, district } = townName(locality, country);
    const code = postalCode.replaceAll(" ", "");
    const id = `${key}\n${district ?? ""}\n${code}`;
    const town = towns.get(id) ?? { name: locality, postalCode: code, sortedBy: id, streets: new Map() };
    towns.set(id, town);
    return town;
  });
  const nameOf = remembered((street: string) => {
    const { key, core } = streetName(words(street));
    return { key, core: core.join("") };
  });
  const streetOf = ({ street, postalCode, locality, location }: AreaStreet): StreetDraft => {
    const { streets } = townOf(postalCode, locality);
    const { key, core } = nameOf(street);
    const known = streets.get(key);
    if (known === undefined) {
      const draft = { draft: drafts++, name: street, key, core, location };
      streets.set(key, draft);
      return draft;
    }
    if (street.length > known.name.length) known.name = street;
    return known;
  };

  return {
    addHouse(address) {
      const street = streetOf(address);
      const parts = words(address.number.replaceAll(",", ";"));
      const found = numbersAt(parts, 0)[0];
      if (found === undefined || found.taken !== parts.length || found.number.first === 0) return false;
      const { first, last, suffix } = found.number;
      draftHouse.run(street.draft, first, suffix, last, ...packed(address.location));
      return true;
    },
    addStreet(street) {
      streetOf(street);
    },
    finish: () => writeTables(database, towns.values()),
  };
}

function writeTables(database: DatabaseSync, drafts: Iterable<TownDraft>): number {
  const town = database.prepare("INSERT INTO town VALUES (?, ?, ?, ?, ?, ?, ?)");
  const street = database.prepare("INSERT INTO street VALUES (?, ?, ?, ?, ?, ?, ?)");
  const text = database.prepare("INSERT INTO street_text (rowid, core) VALUES (?, ?)");
  database.exec("CREATE TEMP TABLE street_id (draft INTEGER PRIMARY KEY, id INTEGER NOT NULL)");
  const id = database.prepare("INSERT INTO street_id VALUES (?, ?)");
  const towns = [...drafts]
    .sort((a, b) => order(a.sortedBy, b.sortedBy))
    .map((one) => ({
      ...one,
      streets: [...one.streets.values()].sort((a, b) => order(a.key, b.key)),
    }));
  let ids = 0;
  for (const { streets } of towns) for (const { draft } of streets) id.run(draft, ++ids);
  database.exec(`INSERT OR IGNORE INTO house SELECT id, first, suffix, last, lon, lat
    FROM house_draft JOIN street_id ON draft = street ORDER BY id, first, suffix, last, lon, lat;
    DROP TABLE house_draft; DROP TABLE street_id`);

  const countOf = database.prepare("SELECT count(*) AS n FROM house WHERE street = ?");
  const middleOf = database.prepare("SELECT lon, lat FROM house WHERE street = ? LIMIT 1 OFFSET ?");
  let houses = 0;
  let at = 0;
  for (const [index, { name, postalCode, streets }] of towns.entries()) {
    const first = at + 1;
    const middles: [number, number][] = [];
    for (const one of streets) {
      const count = Number(countOf.get(++at)!.n);
      houses += count;
      const middle = middleOf.get(at, count >> 1);
      const place = middle === undefined ? packed(one.location) : ([Number(middle.lon), Number(middle.lat)] as const);
      middles.push([...place]);
      street.run(at, index + 1, one.name, one.key, one.core, ...place);
      text.run(at, indexed(one.core));
    }
    town.run(index + 1, name, postalCode, first, at, mean(middles, 0), mean(middles, 1));
  }
  database.exec("INSERT INTO street_text (street_text) VALUES ('optimize')");
  return houses;
}

/** SHA-256 over all towns, streets and houses, lower-case hex. */
export function addressHash(database: DatabaseSync): string {
  const hash = createHash("sha256");
  for (const table of ["town", "street", "house"]) {
    // In the order of their primary keys: the tables are read as they lie.
    for (const row of database.prepare(`SELECT * FROM ${table}`).iterate())
      hash.update(JSON.stringify(Object.values(row)));
  }
  return hash.digest("hex");
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const packed = ([lon, lat]: Position): [number, number] => [Math.round(lon * 1e7), Math.round(lat * 1e7)];
const mean = (points: readonly [number, number][], axis: 0 | 1): number =>
  Math.round(points.reduce((sum, point) => sum + point[axis], 0) / points.length);

/** A function whose last answers are kept: the houses of a street come one after the other in most lists. */
function remembered<Asked extends string[], Answer>(work: (...asked: Asked) => Answer): (...asked: Asked) => Answer {
  const kept = new Map<string, Answer>();
  return (...asked) => {
    const id = asked.join("\n");
    const known = kept.get(id);
    if (known !== undefined) return known;
    if (kept.size >= 10_000) kept.clear();
    const answer = work(...asked);
    kept.set(id, answer);
    return answer;
  };
}
