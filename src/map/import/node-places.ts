import type { DatabaseSync } from "node:sqlite";
import { PbfReader, PbfWriter } from "pbf";

/** Nodes with ascending ids, and where they are: lon, lat by node in 1e-7 degrees. */
interface NodeChunk {
  ids: Float64Array;
  places: Int32Array;
}

/** Nodes to a chunk. */
export const chunkSize = 4096;
/** Chunks held in memory, 16 bytes a node: 32 MB. */
const held = 512;

export function packChunk(ids: readonly number[], places: readonly number[]): Uint8Array {
  const writer = new PbfWriter();
  let [id, lon, lat] = [0, 0, 0];
  for (let i = 0; i < ids.length; i++) {
    writer.writeSVarint(ids[i]! - id);
    writer.writeSVarint(places[2 * i]! - lon);
    writer.writeSVarint(places[2 * i + 1]! - lat);
    [id, lon, lat] = [ids[i]!, places[2 * i]!, places[2 * i + 1]!];
  }
  return writer.finish();
}

function unpackChunk(bytes: Uint8Array): NodeChunk {
  const reader = new PbfReader(bytes);
  const [ids, places]: [number[], number[]] = [[], []];
  let [id, lon, lat] = [0, 0, 0];
  while (reader.pos < reader.length) {
    id += wideSVarint(reader);
    lon += wideSVarint(reader);
    lat += wideSVarint(reader);
    ids.push(id);
    places.push(lon, lat);
  }
  return { ids: Float64Array.from(ids), places: Int32Array.from(places) };
}

/** The library's reader of signed numbers cannot read more than 32 bits of them. */
function wideSVarint(reader: PbfReader): number {
  const value = reader.readVarint();
  return value % 2 === 1 ? (value + 1) / -2 : value / 2;
}

/** Looks up where nodes are, a chunk at a time: nodes of one way mostly lie in one chunk. */
export interface NodePlaces {
  /** lon, lat in 1e-7 degrees; undefined for a node that is not in the file */
  of(id: number): readonly [number, number] | undefined;
}

export function nodePlaces(database: DatabaseSync): NodePlaces {
  const firsts = Float64Array.from(database.prepare("SELECT first FROM node_chunk ORDER BY first").all(), ({ first }) =>
    Number(first),
  );
  const select = database.prepare("SELECT nodes FROM node_chunk WHERE first = ?");
  const chunks = new Map<number, NodeChunk>();
  let last = -1;
  let chunk: NodeChunk | undefined;

  function chunkAt(index: number): NodeChunk {
    const known = chunks.get(index);
    if (known !== undefined) {
      chunks.delete(index);
      chunks.set(index, known);
      return known;
    }
    const read = unpackChunk(select.get(firsts[index]!)?.nodes as Uint8Array);
    chunks.set(index, read);
    if (chunks.size > held) chunks.delete(chunks.keys().next().value!);
    return read;
  }

  return {
    of(id) {
      const index = lastUpTo(firsts, id);
      if (index === -1) return undefined;
      if (index !== last || chunk === undefined) {
        chunk = chunkAt(index);
        last = index;
      }
      const i = lastUpTo(chunk.ids, id);
      if (i === -1 || chunk.ids[i] !== id) return undefined;
      return [chunk.places[2 * i]!, chunk.places[2 * i + 1]!];
    },
  };
}

/** Index of the last of the ascending numbers that is not above the value; -1 where all are. */
export function lastUpTo(numbers: Float64Array, value: number): number {
  let [low, high] = [-1, numbers.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
