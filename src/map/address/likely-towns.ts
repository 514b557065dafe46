import type { AddressReader, Town } from "./reader.ts";
import { townLikeness, type WrittenTown } from "./town-name.ts";

const mostTowns = 12;
/** Likenesses below are noise. */
const leastLikeness = 0.4;
/** A town that fits so well is the one that was meant. */
const surelyMeant = 0.85;

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
  return (plain[0]?.likeness ?? 0) >= surelyMeant ? plain : among(towns);
}
