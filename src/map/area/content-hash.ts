import { createHash } from "node:crypto";
import { bytesOf, type RoadArrays, roadArrayKeys } from "./file-format.ts";

interface HashedFeature {
  kind: string;
  shape: string;
  name: string;
  bytes: Uint8Array;
  rings: Uint8Array;
}

/** SHA-256 over roads and features, lower-case hex: tells a damaged file, and whether two files hold the same map. */
export function contentHash(arrays: RoadArrays, names: readonly string[], features: readonly HashedFeature[]): string {
  const hash = createHash("sha256");
  for (const key of roadArrayKeys) hash.update(key).update(bytesOf(arrays[key]));
  hash.update(JSON.stringify(names));
  for (const { kind, shape, name, bytes, rings } of features)
    hash.update(`${kind} ${shape} ${name}`).update(bytes).update(rings);
  return hash.digest("hex");
}
