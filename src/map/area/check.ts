import { basename } from "node:path";
import { Fault } from "../../contract/index.ts";
import { addressHash } from "./content-hash.ts";
import { withDatabase } from "./handle.ts";
import { countsOf, loadArea, metaOf } from "./read.ts";
import { readTile } from "./tile-reader.ts";

/**
 * Reads all of an area file and compares it with its checksums: what is otherwise checked as it is needed.
 * @throws Fault map.area-missing, map.area-foreign, map.area-old, map.area-newer, map.area-damaged
 */
export function checkArea(path: string): void {
  const damaged = () => new Fault("map.area-damaged", { file: basename(path) });
  const { area, index } = loadArea(path);
  let features = 0;
  for (const at of index.keys.keys()) features += readTile(path, area.plane, index, at).features.length;
  withDatabase(path, (database) => {
    const counts = countsOf(database);
    if (counts.features !== features || counts.roads !== area.roads.edges) throw damaged();
    if (addressHash(database) !== metaOf(database, "address-hash")) throw damaged();
    const [answer] = database.prepare("PRAGMA integrity_check").all();
    if (Object.values(answer ?? {})[0] !== "ok") throw damaged();
  });
}
