import type { DatabaseSync } from "node:sqlite";
import { localityKey, streetKey } from "../address/spelling.ts";
import type { AreaAddress } from "../area/content.ts";
import { metresBetween } from "../area/plane.ts";

/** Doors of one number in one street that lie nearer than this are the same door, in metres. */
const sameDoor = 250;

/** The addresses gathered so far, without doubles: two shops of one house, a house in two sources. */
export interface AddressTable {
  /** A door that is known already stays as it is; one of a register replaces those of the map. */
  add(address: AreaAddress, source: "map" | "register"): void;
}

export function addressTable(database: DatabaseSync): AddressTable {
  database.exec("CREATE INDEX IF NOT EXISTS address_by_door ON address (street_key, number)");
  const near = database.prepare("SELECT * FROM address WHERE street_key = ? AND number = ?");
  const remove = database.prepare("DELETE FROM address WHERE id = ?");
  const insert = database.prepare("INSERT INTO address VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)");
  return {
    add(address, source) {
      const { number, street, postalCode, locality, location } = address;
      const key = streetKey(street);
      for (const row of near.all(key, number)) {
        const other: [number, number] = [Number(row.lon), Number(row.lat)];
        const agrees =
          row.postal_code === postalCode ||
          row.postal_code === "" ||
          localityKey(String(row.locality)) === localityKey(locality);
        if (!agrees || metresBetween(other, location) > sameDoor) continue;
        if (row.source === source || row.source === "register") return;
        remove.run(Number(row.id));
      }
      insert.run(source, key, number, street, postalCode, locality, ...location);
    },
  };
}
