import { createHash, type Hash } from "node:crypto";
import { renameSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { Store } from "../../contract/index.ts";
import { localityKey, streetKey } from "../address/spelling.ts";
import type { AreaAddress, AreaContent } from "./content.ts";
import { areaMark, bytesOf, type RoadArrays, roadArrayKeys, schema } from "./file-format.ts";
import type { PackedFeature } from "./packed.ts";

export type AreaHeader = Pick<AreaContent, "name" | "country" | "bbox" | "attribution" | "version">;

/** Writes an area file piece by piece, so that no large area is in memory as a whole. */
export interface AreaWriter {
  roads(arrays: RoadArrays, names: readonly string[]): void;
  /** In the order in which they are painted; after the roads. */
  feature(feature: PackedFeature): void;
  address(address: AreaAddress): void;
  store(store: Store): void;
  /** Closes the file and puts it in the place of what was there, in one step. */
  finish(header: AreaHeader): void;
  /** Gives it up: what was at the path stays. */
  abandon(): void;
}

export function areaWriter(path: string): AreaWriter {
  const draft = `${path}.${process.pid}.draft`;
  rmSync(draft, { force: true });
  const database = new DatabaseSync(draft);
  database.exec(`PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA application_id = ${areaMark.applicationId};
    PRAGMA user_version = ${areaMark.formatVersion}; BEGIN; ${schema}`);
  const insert = (table: string, columns: number) =>
    database.prepare(`INSERT INTO ${table} VALUES (${Array(columns).fill("?").join(", ")})`);
  const [feature, address, store, meta] = [
    insert("feature", 8),
    insert("address", 8),
    insert("store", 2),
    insert("meta", 2),
  ];
  const hash: Hash = createHash("sha256");
  let [features, stores] = [0, 0];
  return {
    roads(arrays, names) {
      const array = insert("road_array", 2);
      for (const key of roadArrayKeys) {
        array.run(key, bytesOf(arrays[key]));
        hash.update(key).update(bytesOf(arrays[key]));
      }
      const name = insert("road_name", 2);
      for (const [id, text] of names.entries()) name.run(id, text);
      hash.update(JSON.stringify(names));
    },
    feature({ kind, shape, name, zoom, coordinates, rings }) {
      hash.update(`${kind} ${shape} ${name}`).update(bytesOf(coordinates)).update(bytesOf(rings));
      feature.run(features++, kind, shape, name, zoom[0], zoom[1], bytesOf(coordinates), bytesOf(rings));
    },
    address({ street, number, postalCode, locality, location }) {
      address.run(streetKey(street), number, postalCode, localityKey(locality), street, locality, ...location);
    },
    store: (item) => void store.run(stores++, JSON.stringify(item)),
    finish(header) {
      meta.run("area", JSON.stringify(header));
      meta.run("hash", hash.digest("hex"));
      database.exec("COMMIT; VACUUM");
      database.close();
      renameSync(draft, path);
    },
    abandon() {
      database.close();
      rmSync(draft, { force: true });
    },
  };
}
