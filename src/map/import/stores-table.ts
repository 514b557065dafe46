import { Fault, Store } from "../../contract/index.ts";
import { type ColumnNames, csvRows, readPosition } from "./csv-table.ts";

const names = {
  id: ["id", "code", "store", "magasin"],
  name: ["name", "nom", "enseigne", "label"],
  lon: ["lon", "long", "lng", "longitude", "x"],
  lat: ["lat", "latitude", "y"],
  address: ["address", "adresse"],
  phone: ["phone", "telephone", "téléphone", "tel", "tél"],
} as const satisfies ColumnNames<string>;

const most = 100_000;

/**
 * The stores of a CSV with the columns id, name, lon, lat, and, where they are there, address and phone.
 * @throws Fault map.stores-row, map.csv-missing, map.csv-foreign, map.csv-columns, map.csv-damaged
 */
export async function storesOfTable(path: string): Promise<Store[]> {
  const stores: Store[] = [];
  for await (const { row, line } of csvRows<keyof typeof names>(path, names, ["name", "lon", "lat"])) {
    const parsed = Store.safeParse({
      id: row.id === "" ? String(stores.length + 1) : row.id,
      name: row.name,
      location: readPosition(row.lon, row.lat),
      ...(row.address === "" ? {} : { address: row.address }),
      ...(row.phone === "" ? {} : { phone: row.phone }),
    });
    if (!parsed.success || stores.length >= most) throw new Fault("map.stores-row", { line });
    stores.push(parsed.data);
  }
  return stores;
}
