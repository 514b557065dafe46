import { Fault, type Position, type Store } from "../../contract/index.ts";
import type { Area } from "../area/area.ts";
import type { Profile } from "../area/content.ts";
import { graphOf } from "./graph.ts";
import type { Search } from "./search.ts";
import { searchFor } from "./searches.ts";
import { farthest, snap } from "./snap.ts";
import { type Way, wayFrom } from "./way.ts";

/**
 * The way to the store that is reached soonest by road; the first of the list where two are alike. A store
 * far from every road is passed over as long as there is another. One search serves all stores and all recipients.
 * @throws Fault map.no-road, map.no-road-store, map.no-way
 */
export function wayToNearest(
  area: Area,
  profile: Profile,
  stores: readonly Store[],
  home: Position,
): { store: Store; way: Way; search: Search } {
  const origin = snap(graphOf(area.roads, profile), area.plane, home);
  if (origin === undefined) throw new Fault("map.no-road", { distance: farthest });
  const positions = stores.map(({ location }) => location);
  const found = searchFor(area, profile, positions);
  if (found === undefined) throw new Fault("map.no-road-store", { store: stores[0]?.id ?? "", distance: farthest });
  const way = wayFrom(found.search, origin);
  if (way === undefined) throw new Fault("map.no-way");
  return { store: stores[found.positions[way.target]!]!, way, search: found.search };
}
