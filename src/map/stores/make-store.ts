import { Fault, fold, type Store } from "../../contract/index.ts";

/** A store as a list or a message tells it; `where` says which, for people: a line, a number. */
export interface StoreWords {
  where: string | number;
  id: string;
  name: string;
  latitude: string;
  longitude: string;
  address: string;
  phone: string;
}

/** Stores of a list, and what is wrong with the rows that were left out. */
export interface StoresRead {
  stores: Store[];
  problems: Fault[];
}

/** A number in degrees; the French decimal comma is understood. */
function degrees(text: string, most: number): number | undefined {
  const plain = text.trim().replace(",", ".");
  const number = Number(plain);
  return plain === "" || !Number.isFinite(number) || Math.abs(number) > most ? undefined : number;
}

/** Letters and digits of a name, joined by hyphens. */
function idOf(name: string): string {
  return fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}

/** Whole rows only: a row that lacks its name or its place, or has the id of another, is told and left out. */
export function makeStores(rows: Iterable<StoreWords>): StoresRead {
  const stores: Store[] = [];
  const problems: Fault[] = [];
  const ids = new Map<string, string | number>();
  for (const row of rows) {
    const { where } = row;
    const name = row.name.trim();
    const latitude = degrees(row.latitude, 90);
    const longitude = degrees(row.longitude, 180);
    const id = row.id.trim() || idOf(name) || String(where);
    if (name === "") problems.push(new Fault("map.store-name", { where }));
    else if (latitude === undefined || longitude === undefined)
      problems.push(new Fault("map.store-position", { where, name: name.slice(0, 60) }));
    else if (ids.has(id)) problems.push(new Fault("map.store-twice", { where, id, first: ids.get(id) ?? "" }));
    else {
      ids.set(id, where);
      const [address, phone] = [row.address.trim(), row.phone.trim()];
      stores.push({
        id,
        name,
        location: [longitude, latitude],
        ...(address !== "" && { address }),
        ...(phone !== "" && { phone }),
      });
    }
  }
  return { stores, problems };
}
