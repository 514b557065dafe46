import type { DatabaseSync } from "node:sqlite";
import type { RoadArrays } from "../area/file-format.ts";

/** The roads of the staging file that have a name. */
export interface NamedRoads {
  /** Their edges. */
  edges: readonly number[];
  nameOf(edge: number): string;
  /** lon, lat by point in 1e-7 degrees; an edge's line is `line[start[e] … start[e + 1])` in points. */
  line: RoadArrays["line"];
  start: RoadArrays["lineStart"];
}

export function namedRoads(database: DatabaseSync): NamedRoads {
  const arrays = new Map(
    database
      .prepare("SELECT key, value FROM road_array WHERE key IN ('line', 'lineStart', 'name')")
      .all()
      .map(({ key, value }) => [String(key), new Uint8Array(value as Uint8Array).buffer]),
  );
  const name: RoadArrays["name"] = new Uint32Array(arrays.get("name")!);
  const names = database.prepare("SELECT name FROM road_name WHERE id = ?");
  return {
    edges: [...name.keys()].filter((edge) => name[edge] !== 0),
    nameOf: (edge) => String(names.get(name[edge]!)?.name ?? ""),
    line: new Int32Array(arrays.get("line")!),
    start: new Uint32Array(arrays.get("lineStart")!),
  };
}
