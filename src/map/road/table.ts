import type { Position } from "../../contract/index.ts";
import type { Area } from "../area/area.ts";
import type { Profile } from "../area/content.ts";
import { graphOf } from "./graph.ts";
import { secondsFrom } from "./search.ts";
import { searchFor } from "./searches.ts";
import { snap } from "./snap.ts";

/**
 * Seconds from each origin to each store: `table[origin][store]`; undefined where there is no way, or no road near. One
 * search a store, kept for the next table.
 */
export function tableOf(
  area: Area,
  profile: Profile,
  stores: readonly Position[],
  origins: readonly Position[],
): (number | undefined)[][] {
  const graph = graphOf(area.roads, profile);
  const from = origins.map((origin) => snap(graph, area.plane, origin));
  const columns = stores.map((store) => {
    const found = searchFor(area, profile, [store]);
    return from.map((origin) => {
      if (found === undefined || origin === undefined) return undefined;
      const seconds = secondsFrom(found.search, origin);
      return seconds === Infinity ? undefined : seconds;
    });
  });
  return origins.map((_, i) => columns.map((column) => column[i]));
}
