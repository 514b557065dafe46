import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { Store } from "../../contract/index.ts";
import { bytesOf, type RoadArrays, roadArrayKeys } from "./file-format.ts";
import type { TileIndex } from "./tile-reader.ts";

/**
 * SHA-256 over everything but addresses, lower-case hex: tells a damaged file, and whether two files hold the same map.
 * Features are in it by the hashes of their tiles, so that opening a file need not read them.
 */
export function contentHash(
  header: unknown,
  arrays: RoadArrays,
  names: readonly string[],
  stores: readonly Store[],
  { keys, hashes }: TileIndex,
): string {
  const hash = createHash("sha256").update(JSON.stringify([header, stores]));
  for (const key of roadArrayKeys) hash.update(key).update(bytesOf(arrays[key]));
  return hash.update(JSON.stringify(names)).update(bytesOf(keys)).update(hashes).digest("hex");
}

/** SHA-256 over all rows of the addresses, lower-case hex. */
export function addressHash(database: DatabaseSync): string {
  const hash = createHash("sha256");
  for (const row of database.prepare("SELECT * FROM address ORDER BY rowid").iterate()) {
    hash.update(JSON.stringify(Object.values(row)));
  }
  return hash.digest("hex");
}
