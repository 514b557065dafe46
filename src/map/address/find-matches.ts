import { Fault, type Position, type PostalAddress } from "../../contract/index.ts";
import type { Area } from "../area/area.ts";
import { metresBetween } from "../area/plane.ts";
import { type HouseNumber, numberText, sameSuffix } from "./house-number.ts";
import { inSentence } from "./label.ts";
import { likeness } from "./likeness.ts";
import { type Match, precisions } from "./match.ts";
import { type AddressReader, type House, readerOf, type Street, type Town } from "./reader.ts";
import { type Reading, readingsOf } from "./reading.ts";
import { sameCountry, townLikeness, townName, type WrittenTown } from "./town-name.ts";

/** Houses of one number that lie closer are one place. */
export const onePlace = 150;

const mostMatches = 10;
const mostTowns = 12;
const mostStreets = 8;
/** A slip in the middle of a name of so few letters leaves nothing that the index could find it by. */
const shortCore = 6;
/** Likenesses below are noise. */
const leastLikeness = 0.4;
/** A town that fits so well is the one that was meant. */
const surelyTown = 0.85;
/** Of a town that fits less, no street with slips is looked for. */
const wellEnough = 0.6;
/** A name that fits so well is the street that was meant. */
const surelyMeant = 0.97;
/** What another street is worth when the one that was written is there. */
const notTheOneMeant = 0.8;

const asked = { exact: 1, alike: 0.97, between: 0.9, street: 0.85, locality: 0.5 } as const;

/**
 * The places of an area that fit an address, the best first; none where nothing does. An area file holds no names of
 * people: what is found is an address of the file, never what was written.
 * @throws Fault map.area-damaged
 */
export function findMatches(area: Area, address: PostalAddress): Match[] {
  const postalCode = plainCode(address.postalCode);
  if (!sameCountry(address.country, area.country, postalCode)) return [];
  const written = { ...townName(address.locality, area.country), postalCode };
  return guarded(area, (reader) => {
    const towns = likelyTowns(reader, written);
    return ranked([...inTowns(reader, readingsOf(address.thoroughfare), towns), ...towns.map(ofTown)]);
  });
}

/** Gives the reader to a piece of work; what the file answers wrongly is the file's damage. */
export function guarded<Answer>(area: Area, work: (reader: AddressReader) => Answer): Answer {
  try {
    return work(readerOf(area));
  } catch (error) {
    const damage = error instanceof Error && (error.name === "ZodError" || "errcode" in error);
    if (damage) throw new Fault("map.area-damaged", { file: area.name }, { cause: error });
    throw error;
  }
}

/** Without space and without the country's sign: `F-99 380` is `99380`. */
function plainCode(postalCode: string): string {
  return postalCode
    .slice(0, 32)
    .replaceAll(/\s/gu, "")
    .replace(/^[A-Z]{1,2}-?(?=\d)/iu, "");
}

export interface LikelyTown {
  town: Town;
  likeness: number;
}

/** The towns that may be meant, the likeliest first. All are looked at only where none has that name or postal code. */
export function likelyTowns({ towns, townsWith }: AddressReader, written: WrittenTown): LikelyTown[] {
  const known = townsWith(written.postalCode, written.key);
  const another = [...known].some(({ key }) => key === written.key);
  const among = (some: Iterable<Town>) =>
    Array.from(some, (town) => ({ town, likeness: townLikeness(written, town, another) }))
      .filter(({ likeness }) => likeness > leastLikeness)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, mostTowns);
  const plain = among(known);
  return (plain[0]?.likeness ?? 0) >= surelyTown ? plain : among(towns);
}

interface LikelyStreet {
  street: Street;
  number: HouseNumber | undefined;
  score: number;
}

/** Streets and houses of the towns, unless a better town has something that fits better already. */
export function inTowns(reader: AddressReader, readings: readonly Reading[], towns: readonly LikelyTown[]): Match[] {
  const found: Match[] = [];
  let best = 0;
  for (const { town, likeness } of towns) {
    if (best > likeness) break;
    const streets = likelyStreets(reader, readings, town, likeness >= wellEnough).map((one) => ({
      ...one,
      score: one.score * likeness,
    }));
    for (const one of streets) {
      for (const match of placesOf(reader, one)) {
        found.push(match);
        best = Math.max(best, match.score);
      }
    }
  }
  return found;
}

function likelyStreets(
  reader: AddressReader,
  readings: readonly Reading[],
  town: Town,
  slips: boolean,
): LikelyStreet[] {
  const found = readings.flatMap((reading) =>
    compared(reading, reader.streetsNamed(reading.street.core.join(""), town)),
  );
  const certain = found.some(({ score, number }) => score >= surelyMeant && number !== undefined);
  if (!certain && slips) {
    const numbered = readings.filter(({ number }) => number !== undefined);
    for (const reading of numbered.length > 0 ? numbered : readings) {
      const core = reading.street.core.join("");
      const streets = reader.streetsLike(core, town);
      if (core.length <= shortCore) streets.push(...reader.shortStreets(core, town));
      found.push(...compared(reading, streets));
    }
  }
  return found.sort((a, b) => b.score - a.score).slice(0, mostStreets);
}

/** How well each street fits one reading; beside the one that was meant, others fit less. */
export function compared({ street: written, number }: Reading, streets: readonly Street[]): LikelyStreet[] {
  const found = streets
    .map((street) => ({ street, number, score: likeness(written, street.name) }))
    .filter(({ score }) => score > leastLikeness);
  const best = Math.max(...found.map(({ score }) => score));
  if (best < surelyMeant) return found;
  return found.map((one) => (one.score >= surelyMeant ? one : { ...one, score: one.score * notTheOneMeant }));
}

/** The house, else a place between its neighbours, else the middle of the street. */
export function placesOf(reader: AddressReader, { street, number, score }: LikelyStreet): Match[] {
  if (number === undefined) return [middleOf(street, score)];
  let houses = reader.housesWith(street.id, number.first);
  // "12-14" where 14 alone is known.
  if (houses.length === 0 && number.last > number.first) houses = reader.housesWith(street.id, number.last);
  const fits = houses
    .map((house) => ({ house, fit: numberFit(number, house, houses) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit);
  const best = fits[0]?.fit;
  if (best !== undefined) {
    const same = fits.filter(({ fit }) => fit === best).map(({ house }) => house);
    return apart(same).map((house) => ({
      location: house.location,
      score: score * best,
      precision: "house",
      label: labelOf(street, house),
    }));
  }
  const between = houses[0]?.location ?? between2(number.first, ...reader.neighbours(street.id, number.first));
  if (between === undefined) return [middleOf(street, score)];
  return [
    { location: between, score: score * asked.between, precision: "interpolated", label: labelOf(street, number) },
  ];
}

/** 0 where it is another house: "4 bis" is not "4". */
function numberFit(written: HouseNumber, house: House, others: readonly House[]): number {
  const suffix = sameSuffix(written.suffix, house.suffix);
  if (suffix === "other") return 0;
  // Where the letters go a, b, c, a "b" is not "bis".
  if (suffix === "alike" && others.some((other) => other.suffix === "a")) return 0;
  const same = suffix === "same" && written.first === house.first && written.last === house.last;
  return same ? asked.exact : asked.alike;
}

function between2(number: number, below: House | undefined, above: House | undefined): Position | undefined {
  if (below === undefined || above === undefined) return undefined;
  const share = (number - below.first) / (above.first - below.first);
  const on = (axis: 0 | 1) =>
    Math.round((below.location[axis] + share * (above.location[axis] - below.location[axis])) * 1e7) / 1e7;
  return [on(0), on(1)];
}

/** One house for each place: several points of one house (its doors, its shops) are one place. */
function apart(houses: readonly House[]): House[] {
  const groups: House[][] = [];
  for (const house of houses) {
    const near = groups.find((group) => group.some((one) => metresBetween(one.location, house.location) <= onePlace));
    if (near === undefined) groups.push([house]);
    else near.push(house);
  }
  return groups.map((group) => {
    const away = (house: House) => group.reduce((sum, one) => sum + metresBetween(one.location, house.location), 0);
    return group.reduce((best, one) => (away(one) < away(best) ? one : best));
  });
}

const middleOf = (street: Street, score: number): Match => ({
  location: street.location,
  score: score * asked.street,
  precision: "street",
  label: labelOf(street),
});

export const ofTown = ({ town, likeness }: LikelyTown): Match => ({
  location: town.location,
  score: likeness * asked.locality,
  precision: "locality",
  label: townLabel(town),
});

function labelOf({ label, name, town }: Street, number?: HouseNumber): string {
  const door = number === undefined ? label : `${numberText(number)} ${inSentence(label, name.key)}`;
  return `${door}, ${townLabel(town)}`;
}

const townLabel = ({ postalCode, name }: Town): string => `${postalCode} ${name}`.trim();

/** The best first, each label once at each place. */
export function ranked(matches: readonly Match[], limit = mostMatches): Match[] {
  const kept = new Map<string, Match>();
  const sorted = [...matches].sort(
    (a, b) => b.score - a.score || precisions.indexOf(a.precision) - precisions.indexOf(b.precision),
  );
  for (const match of sorted) {
    const id = `${match.label} ${match.location}`;
    if (!kept.has(id)) kept.set(id, { ...match, score: Math.round(match.score * 1000) / 1000 });
  }
  return [...kept.values()].slice(0, limit);
}
