import type { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import type { Position, PostalAddress } from "../../contract/index.ts";
import { numberText } from "./house-number.ts";
import { inSentence } from "./label.ts";

const SampleRow = z.object({
  first: z.int(),
  last: z.int(),
  suffix: z.string(),
  street: z.string(),
  key: z.string(),
  postal_code: z.string(),
  locality: z.string(),
  lon: z.int(),
  lat: z.int(),
});

/** Some addresses to try a map with, from streets all over the alphabet, each in the middle of its street's numbers. */
export function sampleAddresses(
  database: DatabaseSync,
  country: string,
  count: number,
): { address: PostalAddress; location: Position }[] {
  const streets = Number(database.prepare("SELECT max(id) AS n FROM street").get()?.n ?? 0);
  const next = database.prepare("SELECT street FROM house WHERE street >= ? LIMIT 1");
  const chosen = new Set<number>();
  for (let i = 0; i < count; i++) {
    const found = next.get(1 + Math.floor(((i + 0.5) * streets) / count))?.street;
    if (found !== undefined) chosen.add(Number(found));
  }
  const sample = database.prepare(`
    SELECT first, last, suffix, street.name AS street, key, postal_code, town.name AS locality, house.lon, house.lat
    FROM house JOIN street ON street.id = house.street JOIN town ON town.id = street.town
    WHERE house.street = ?1 LIMIT 1 OFFSET (SELECT count(*) / 2 FROM house WHERE street = ?1)`);
  return [...chosen].map((id) => {
    const row = SampleRow.parse(sample.get(id));
    const { street, key, postal_code: postalCode, locality, lon, lat, ...number } = row;
    const thoroughfare = [`${numberText(number)} ${inSentence(street, key)}`];
    return { address: { country, postalCode, locality, thoroughfare }, location: [lon / 1e7, lat / 1e7] };
  });
}
