import { renameSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { Store } from "../../contract/index.ts";
import { type AreaStreet, addressHash, addressWriter } from "../address/table.ts";
import type { AreaAddress, AreaContent } from "./content.ts";
import { contentHash } from "./content-hash.ts";
import { areaMark, bytesOf, type RoadArrays, roadArrayKeys, schema } from "./file-format.ts";
import { encodeTile, type OrderedFeature } from "./tile-codec.ts";
import { type TileIndex, tileHash } from "./tile-reader.ts";

type AreaHeader = Pick<AreaContent, "name" | "country" | "bbox" | "attribution" | "printAttribution" | "version">;

/** Writes an area file piece by piece, so that no large area is in memory as a whole. */
export interface AreaWriter {
  roads(arrays: RoadArrays, names: readonly string[]): void;
  /** By ascending tile (`packKey`), within a tile by ascending order of painting. */
  feature(tile: number, feature: OrderedFeature): void;
  address(address: AreaAddress): void;
  /** A street, whether houses of it are known or not. */
  street(street: AreaStreet): void;
  store(store: Store): void;
  /** Closes the file and puts it in the place of what was there, in one step. */
  finish(header: AreaHeader): void;
  /** Gives it up: what was at the path stays. */
  abandon(): void;
}

/**
 * The file is written to the draft's path first.
 * @param country ISO 3166-1 alpha-2 of the area: towns are read as they are written there
 */
export function areaWriter(path: string, country: string, draft = `${path}.${process.pid}.draft`): AreaWriter {
  rmSync(draft, { force: true });
  const database = new DatabaseSync(draft);
  // Large pages: a blob of many megabytes is a chain of them, and is read four times as fast as from pages of 4 kB.
  database.exec(`PRAGMA page_size = 32768; PRAGMA journal_mode = OFF; PRAGMA application_id = ${areaMark.applicationId};
    PRAGMA user_version = ${areaMark.formatVersion}; BEGIN; ${schema}`);
  const insert = (table: string, columns: number) =>
    database.prepare(`INSERT INTO ${table} VALUES (${Array(columns).fill("?").join(", ")})`);
  const [tile, meta] = [insert("tile", 2), insert("meta", 2)];
  const addresses = addressWriter(database, country);
  const keys: number[] = [];
  const hashes: Uint8Array[] = [];
  const stores: Store[] = [];
  let waiting: OrderedFeature[] = [];
  let road: { arrays: RoadArrays; names: readonly string[] } | undefined;
  const counts = { nodes: 0, roads: 0, features: 0, addresses: 0 };

  function endTile(): void {
    if (waiting.length === 0) return;
    const bytes = encodeTile(waiting);
    tile.run(keys.length - 1, bytes);
    hashes.push(tileHash(bytes));
    waiting = [];
  }

  return {
    roads(arrays, names) {
      road = { arrays, names };
      const array = insert("road_array", 2);
      for (const key of roadArrayKeys) array.run(key, bytesOf(arrays[key]));
      const name = insert("road_name", 2);
      for (const [id, text] of names.entries()) name.run(id, text);
      counts.nodes = arrays.node.length / 2;
      counts.roads = arrays.from.length;
    },
    feature(key, feature) {
      if (keys[keys.length - 1] !== key) {
        endTile();
        keys.push(key);
      }
      waiting.push(feature);
      counts.features += 1;
    },
    address: (address) => void addresses.addHouse(address),
    street: (street) => addresses.addStreet(street),
    store: (item) => void stores.push(item),
    finish(header) {
      if (road === undefined) throw new Error("an area without roads");
      endTile();
      counts.addresses = addresses.finish();
      const index: TileIndex = { keys: Float64Array.from(keys), hashes: new Uint8Array(Buffer.concat(hashes)) };
      const part = insert("tile_index", 2);
      part.run("keys", bytesOf(index.keys));
      part.run("hashes", index.hashes);
      const store = insert("store", 2);
      for (const [position, item] of stores.entries()) store.run(position, JSON.stringify(item));
      meta.run("area", JSON.stringify(header));
      meta.run("counts", JSON.stringify(counts));
      meta.run("hash", contentHash(JSON.parse(JSON.stringify(header)), road.arrays, road.names, stores, index));
      meta.run("address-hash", addressHash(database));
      database.exec("COMMIT");
      database.close();
      renameSync(draft, path);
    },
    abandon() {
      if (database.isOpen) database.close();
      rmSync(draft, { force: true });
    },
  };
}
