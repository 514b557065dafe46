import { boxOf } from "./area.ts";
import type { PackedFeature } from "./packed.ts";

/**
 * Where features lie in the file. A tile holds those that are first drawn at about the same zoom level (its band), that
 * are of about the same size (its level), and whose south-west corners lie in one cell of that level's grid. A cell is
 * as wide as the largest feature of its level, so each reaches at most into the next cell to the north and east; a view
 * looks one cell further to the south and west.
 */
export interface TileKey {
  /** Index into `bands`. */
  band: number;
  level: number;
  column: number;
  row: number;
}

/** Zoom level at which each band begins. */
export const bands = [0, 10, 12, 14, 16] as const;
/** Side of a cell of level 0 in 1e-7 degrees; a level's cells are four times as wide as those of the one before. */
const smallest = 80_000;
const levels = 9;

export const cellOf = (level: number): number => smallest * 4 ** level;

export function tileOf({ zoom, coordinates }: PackedFeature): TileKey {
  const [west, south, east, north] = boxOf(coordinates);
  const size = Math.max(east - west, north - south);
  let level = 0;
  while (level < levels - 1 && cellOf(level) < size) level++;
  const cell = cellOf(level);
  const band = bands.findLastIndex((from) => from <= zoom[0]);
  return { band: Math.max(0, band), level, column: Math.floor(west / cell), row: Math.floor(south / cell) };
}

const half = 2 ** 19;

/** A key as one whole number below 2^53; numbers sort as keys do. */
export function packKey({ band, level, column, row }: TileKey): number {
  return ((band * 32 + level) * 2 ** 20 + column + half) * 2 ** 20 + row + half;
}

export function unpackKey(packed: number): TileKey {
  const row = (packed % 2 ** 20) - half;
  const rest = Math.floor(packed / 2 ** 20);
  const column = (rest % 2 ** 20) - half;
  const kind = Math.floor(rest / 2 ** 20);
  return { band: Math.floor(kind / 32), level: kind % 32, column, row };
}
