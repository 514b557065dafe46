import type { LikelyTown } from "./likely-towns.ts";
import { likeness } from "./likeness.ts";
import type { Match } from "./match.ts";
import { type LikelyStreet, placesOf } from "./places.ts";
import type { AddressReader, Street, Town } from "./reader.ts";
import type { Reading } from "./reading.ts";

const mostStreets = 8;
/** A slip in the middle of a name of so few letters leaves nothing that the index could find it by. */
const shortCore = 6;
/** Likenesses below are noise. */
const leastLikeness = 0.4;
/** In a town that fits less, no street with slips is looked for. */
const wellEnough = 0.6;
/** A name that fits so well is the street that was meant. */
const surelyMeant = 0.97;
/** What another street is worth when the one that was written is there. */
const notTheOneMeant = 0.8;

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
