/**
 * An area file is one SQLite file, marked by its `application_id`; `user_version` is the version of this format.
 * Positions are pairs of 32-bit integers, longitude and latitude in 1e-7 degrees; arrays are little-endian blobs.
 */
export const areaMark = { applicationId: 0x42484152, formatVersion: 2 } as const;

export const schema = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE road_array (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE road_name (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE tile_index (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE tile (id INTEGER PRIMARY KEY, features BLOB NOT NULL);
CREATE TABLE address (
  street_key TEXT NOT NULL, number TEXT NOT NULL, postal_code TEXT NOT NULL, locality_key TEXT NOT NULL,
  street TEXT NOT NULL, locality TEXT NOT NULL, lon REAL NOT NULL, lat REAL NOT NULL
);
CREATE INDEX address_by_street ON address (street_key, number, postal_code);
CREATE TABLE store (position INTEGER PRIMARY KEY, store TEXT NOT NULL);
`;

/** The road graph as it lies in the file. An edge's line is `line[lineStart[e] … lineStart[e + 1])`, end nodes included. */
export interface RoadArrays {
  /** lon, lat by node */
  node: Int32Array;
  from: Uint32Array;
  to: Uint32Array;
  /** metres */
  length: Float64Array;
  /** index into `roadClasses` */
  class: Uint8Array;
  /** see `accessBit` */
  access: Uint8Array;
  /** see `edgeFlag` */
  flags: Uint8Array;
  /** km/h */
  speed: Uint8Array;
  /** index into `surfaces` */
  surface: Uint8Array;
  /** id in `road_name`; 0 is the empty name */
  name: Uint32Array;
  /** in points, one more entry than edges */
  lineStart: Uint32Array;
  /** lon, lat by point */
  line: Int32Array;
  /** By node, mask of the profiles that may not pass it. */
  barrier: Uint8Array;
  /** Forbidden turn t is `turnArc[turnStart[t] … turnStart[t + 1])`: arcs that may not be gone along one after the other. */
  turnStart: Uint32Array;
  turnArc: Uint32Array;
  /** By turn, mask of the profiles that it is forbidden for. */
  turnProfiles: Uint8Array;
}

export const arrayTypes = {
  node: Int32Array,
  from: Uint32Array,
  to: Uint32Array,
  length: Float64Array,
  class: Uint8Array,
  access: Uint8Array,
  flags: Uint8Array,
  speed: Uint8Array,
  surface: Uint8Array,
  name: Uint32Array,
  lineStart: Uint32Array,
  line: Int32Array,
  barrier: Uint8Array,
  turnStart: Uint32Array,
  turnArc: Uint32Array,
  turnProfiles: Uint8Array,
} as const satisfies { [Key in keyof RoadArrays]: unknown };

export const roadArrayKeys = Object.keys(arrayTypes) as (keyof RoadArrays)[];

/** The bytes behind a typed array. */
export function bytesOf(array: RoadArrays[keyof RoadArrays] | Float64Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
