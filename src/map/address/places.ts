import type { Position } from "../../contract/index.ts";
import { metresBetween } from "../area/plane.ts";
import { type HouseNumber, numberText, sameSuffix } from "./house-number.ts";
import { inSentence } from "./label.ts";
import type { LikelyTown } from "./likely-towns.ts";
import { type Match, onePlace } from "./match.ts";
import type { AddressReader, House, Street, Town } from "./reader.ts";

/** What a match is worth by how exactly it is known. */
const worth = { exact: 1, alike: 0.97, between: 0.9, street: 0.85, locality: 0.5 } as const;
/** Metres between two houses up to which a house between them is placed. */
const widestGap = 300;

export interface LikelyStreet {
  street: Street;
  /** The number that was written with it. */
  number: HouseNumber | undefined;
  /** How well it fits, 0 to 1. */
  score: number;
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
  const near = houses[0]?.location ?? onTheWay(number.first, ...reader.neighbours(street.id, number.first));
  if (near === undefined) return [middleOf(street, score)];
  return [{ location: near, score: score * worth.between, precision: "interpolated", label: labelOf(street, number) }];
}

/** 0 where it is another house: "4 bis" is not "4". */
function numberFit(written: HouseNumber, house: House, others: readonly House[]): number {
  const suffix = sameSuffix(written.suffix, house.suffix);
  if (suffix === "other") return 0;
  // Where the letters go a, b, c, a "b" is not "bis".
  if (suffix === "alike" && others.some((other) => other.suffix === "a")) return 0;
  const same = suffix === "same" && written.first === house.first && written.last === house.last;
  return same ? worth.exact : worth.alike;
}

/** Between two neighbours in proportion to the numbers; undefined where they lie so far apart that it says little. */
function onTheWay(number: number, below: House | undefined, above: House | undefined): Position | undefined {
  if (below === undefined || above === undefined) return undefined;
  if (metresBetween(below.location, above.location) > widestGap) return undefined;
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
  score: score * worth.street,
  precision: "street",
  label: labelOf(street),
});

export const townPlace = ({ town, likeness }: LikelyTown): Match => ({
  location: town.location,
  score: likeness * worth.locality,
  precision: "locality",
  label: townLabel(town),
});

function labelOf({ label, name, town }: Street, number?: HouseNumber): string {
  const door = number === undefined ? label : `${numberText(number)} ${inSentence(label, name.key)}`;
  return `${door}, ${townLabel(town)}`;
}

const townLabel = ({ postalCode, name }: Town): string => `${postalCode} ${name}`.trim();
