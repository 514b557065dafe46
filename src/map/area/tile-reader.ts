import { createHash } from "node:crypto";
import { basename } from "node:path";
import { Fault } from "../../contract/index.ts";
import { type Area, boxOf, type Feature, touches } from "./area.ts";
import { stampOf, withDatabase } from "./handle.ts";
import { inPlane, type Plane } from "./plane.ts";
import { decodeTile } from "./tile-codec.ts";
import { bands, cellOf, unpackKey } from "./tiles.ts";

/** Which tiles a file holds: the key of each, ascending, and the hash of its bytes. */
export interface TileIndex {
  keys: Float64Array;
  /** `hashLength` bytes by tile */
  hashes: Uint8Array;
}

/** Bytes of a tile's SHA-256 that are kept. */
export const hashLength = 16;

export function tileHash(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).digest().subarray(0, hashLength);
}

interface DrawnFeature extends Feature {
  order: number;
}

interface Tile {
  features: readonly DrawnFeature[];
  /** Those of them that bear a name: a few among thousands of houses. */
  named: readonly DrawnFeature[];
  /** About how much memory it takes, in bytes. */
  size: number;
}

/** Bytes of unpacked tiles that a thread keeps for an area: those of the last few views. */
const kept = 48 * 1024 * 1024;

/**
 * Reads the tiles that a view touches, and keeps those used last.
 * @throws Fault map.area-damaged, map.area-replaced from what it returns, and those of `withDatabase`
 */
export function tileReader(path: string, plane: Plane, index: TileIndex): Area["featuresIn"] {
  const keys = Array.from(index.keys, unpackKey);
  const tiles = new Map<number, Tile>();
  const stamp = stampOf(path);
  let size = 0;

  function tile(at: number): Tile {
    const known = tiles.get(at);
    if (known !== undefined) {
      tiles.delete(at);
      tiles.set(at, known);
      return known;
    }
    const read = tileOfThisFile(at);
    tiles.set(at, read);
    size += read.size;
    for (const [oldest, { size: freed }] of tiles) {
      if (size <= kept || oldest === at) break;
      tiles.delete(oldest);
      size -= freed;
    }
    return read;
  }

  /** Another area that took the place of this one is not a damaged one. */
  function tileOfThisFile(at: number): Tile {
    try {
      return readTile(path, plane, index, at);
    } catch (error) {
      const replaced = error instanceof Fault && error.key === "map.area-damaged" && stampOf(path) !== stamp;
      throw replaced ? new Fault("map.area-replaced", { file: basename(path) }, { cause: error }) : error;
    }
  }

  return (box, zoom, which) => {
    const [west, south] = plane.position(box[0], box[1]);
    const [east, north] = plane.position(box[2], box[3]);
    const found: DrawnFeature[] = [];
    for (const [at, { band, level, column, row }] of keys.entries()) {
      if (bands[band]! > zoom) continue;
      const cell = cellOf(level) / 1e7;
      const near =
        column * cell <= east && (column + 2) * cell >= west && row * cell <= north && (row + 2) * cell >= south;
      if (!near) continue;
      for (const feature of tile(at)[which ?? "features"]) {
        if (zoom >= feature.zoom[0] && zoom < feature.zoom[1] && touches(feature.box, box)) found.push(feature);
      }
    }
    return found.sort((a, b) => a.order - b.order);
  };
}

/** @throws Fault map.area-damaged */
export function readTile(path: string, plane: Plane, { hashes }: TileIndex, at: number): Tile {
  const damaged = (cause?: unknown) => new Fault("map.area-damaged", { file: basename(path) }, { cause });
  const decoded = (bytes: Uint8Array) => {
    try {
      return [...decodeTile(bytes)];
    } catch (error) {
      throw damaged(error);
    }
  };
  const features = withDatabase(path, (database) => {
    const bytes = database.prepare("SELECT features FROM tile WHERE id = ?").get(at)?.features;
    const expected = hashes.subarray(at * hashLength, (at + 1) * hashLength);
    if (!(bytes instanceof Uint8Array) || !Buffer.from(tileHash(bytes)).equals(expected)) throw damaged();
    return decoded(bytes).map(({ coordinates, ...rest }): DrawnFeature => {
      const points = inPlane(coordinates, plane);
      return { ...rest, points, box: boxOf(points) };
    });
  });
  const size = features.reduce((sum, { points }) => sum + 400 + points.byteLength, 0);
  return { features, named: features.filter(({ name }) => name !== ""), size };
}
