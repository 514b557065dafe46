import * as z from "zod";
import { Fault } from "../../contract/index.ts";
import { makeStores, type StoresRead, type StoreWords } from "./make-store.ts";
import { readStoresCsv } from "./read-csv.ts";

const words = z.union([z.string(), z.number()]).transform(String).optional();

/** A store as flows and services write it: `location` as in `msg.map`, or its two numbers by name. */
const Loose = z.looseObject({
  id: words,
  name: words,
  location: z.tuple([z.number(), z.number()]).optional(),
  longitude: words,
  latitude: words,
  lon: words,
  lng: words,
  lat: words,
  address: words,
  phone: words,
});

/**
 * The stores that a message brings: a list of objects, or the text or bytes of a CSV.
 * @throws Fault map.stores-message where it is neither, and those of `readStoresCsv`
 */
export function storesOfMessage(value: unknown): StoresRead {
  if (typeof value === "string" || value instanceof Uint8Array) return readStoresCsv(value);
  const list = z.array(z.unknown()).safeParse(value);
  if (!list.success) throw new Fault("map.stores-message");
  return makeStores(list.data.map(wordsOf));
}

function wordsOf(value: unknown, index: number): StoreWords {
  const { data = {} } = Loose.safeParse(value);
  const { id = "", name = "", address = "", phone = "", location } = data;
  return {
    where: index + 1,
    id,
    name,
    longitude: String(location?.[0] ?? data.longitude ?? data.lon ?? data.lng ?? ""),
    latitude: String(location?.[1] ?? data.latitude ?? data.lat ?? ""),
    address,
    phone,
  };
}
