import type { Position } from "../../contract/index.ts";
import type { Area } from "../area/area.ts";
import type { Profile } from "../area/content.ts";
import { graphOf } from "./graph.ts";
import { type Search, searchTo } from "./search.ts";
import { type Snap, snap } from "./snap.ts";

/** What the searches of a thread may hold together. */
const mostBytes = 192 * 2 ** 20;

/** A search, and the index of the position that each of its places belongs to. */
export interface KeptSearch {
  search: Search;
  positions: number[];
}

interface Kept extends KeptSearch {
  bytes: number;
  /** Path and hash of its area. */
  path: string;
  hash: string;
}

/** The last used one last. */
const kept = new Map<string, Kept>();
let held = 0;

/** Bytes that the kept searches of this thread hold. */
export const searchBytes = (): number => held;

/**
 * The search to the nearest of some positions, made once and kept while it is in use. Positions far from every road are
 * left out; undefined where all are.
 */
export function searchFor(area: Area, profile: Profile, positions: readonly Position[]): KeptSearch | undefined {
  const key = `${area.hash} ${profile} ${positions.join(" ")}`;
  const known = kept.get(key);
  if (known !== undefined) {
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  const graph = graphOf(area.roads, profile);
  const found = positions.map((position) => snap(graph, area.plane, position));
  const places = found.filter((place): place is Snap => place !== undefined);
  if (places.length === 0) return undefined;
  const search = searchTo(graph, places);
  const bytes = bytesOf(search) + 2 * key.length;
  const { path, hash } = area;
  const made = { search, positions: [...found.keys()].filter((i) => found[i] !== undefined), bytes, path, hash };
  // A search holds on to the roads of its area: those of a file that was replaced would stay in memory for good.
  for (const [old, one] of kept) if (one.path === path && one.hash !== hash) letGo(old, one);
  kept.set(key, made);
  held += bytes;
  for (const [oldest, one] of kept) {
    if (held <= mostBytes || oldest === key) break;
    letGo(oldest, one);
  }
  return made;
}

function letGo(key: string, { bytes }: Kept): void {
  kept.delete(key);
  held -= bytes;
}

/** An entry of a Map takes about 50 bytes. */
function bytesOf({ labels, entryTicks, entryExit, detour, goals }: Search): number {
  const arrays = [labels, entryTicks, entryExit].reduce((sum, { byteLength }) => sum + byteLength, 0);
  return arrays + 50 * (detour.size + goals.size);
}
