import { resolve } from "node:path";
import { isPostgres } from "./is-postgres.ts";
import { placeOf } from "./postgres/place.ts";

/** What tells the stores at two places apart: the place, without what is secret in it. */
export function keyOfPlace(place: string): string {
  if (!isPostgres(place)) return resolve(place);
  // What is no address can be no store either.
  return URL.canParse(place.trim()) ? placeOf(place).key : place;
}
