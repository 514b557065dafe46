import type { Row, Statements } from "../operations/index.ts";
import type { Table } from "./tables.ts";

/** Bytes by content hash, as they are carried. */
export interface CarriedAsset {
  hash: string;
  bytes: Uint8Array;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

/**
 * One of the two places of a move, brought to the present schema and held until `close`: nobody else can open it. What it
 * throws is a Fault that names the place.
 */
export interface Side extends Pick<Statements, "all" | "run"> {
  /** For people, without what is secret; no two places have the same. */
  name: string;
  begin(): Promise<void>;
  commit(): Promise<void>;
  /** Also where nothing has begun. */
  rollback(): Promise<void>;
  /** All rows of a table, a few at a time. */
  read(table: Table): AsyncIterable<Row[]>;
  write(table: Table, rows: Row[]): Promise<void>;
  /** The highest number that a row of the table ever had, as far as this database remembers. */
  lastNumber(table: Table): Promise<number>;
  /** Rows to come get higher numbers than this. */
  numberAfter(table: Table, last: number): Promise<void>;
  /** Lets the database look at what it was given, so that it chooses its indexes well from the start. */
  settle(tables: readonly Table[]): Promise<void>;
  /** All assets, a few at a time. */
  readAssets(): AsyncIterable<CarriedAsset[]>;
  /** On disk with the next commit at the latest; the same may come again. */
  writeAssets(assets: CarriedAsset[]): Promise<void>;
  close(): Promise<void>;
}

/** Rows that are in memory at a time. */
export const batch = 1_000;
export const assetBatch = 16;

export const quoted = (name: string) => `"${name}"`;
export const listOf = ({ columns }: Table) => columns.map(quoted).join(", ");
