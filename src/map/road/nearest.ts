import { Fault, type Position, type Store } from "../../contract/index.ts";
import type { Area } from "../area/area.ts";
import type { Profile } from "../area/content.ts";
import { graphOf } from "./graph.ts";
import { type Search, searchTo, secondsFrom } from "./search.ts";
import { snap } from "./snap.ts";
import { type Way, wayFrom } from "./way.ts";

const kept = 256;
const searches = new Map<string, Search>();

/**
 * The search to a store, made once and kept while it is in use.
 * @throws Fault map.no-road
 */
function searchToStore(area: Area, profile: Profile, store: Store): Search {
  const key = `${area.hash} ${profile} ${store.location.join()}`;
  const known = searches.get(key);
  if (known !== undefined) {
    searches.delete(key);
    searches.set(key, known);
    return known;
  }
  const graph = graphOf(area.roads, profile);
  const target = snap(graph, area.plane, store.location);
  if (target === undefined) throw new Fault("map.no-road-store", { store: store.id, distance: 500 });
  const search = searchTo(graph, target);
  searches.set(key, search);
  if (searches.size > kept) searches.delete(searches.keys().next().value!);
  return search;
}

function searchIfAny(area: Area, profile: Profile, store: Store): Search | Fault {
  try {
    return searchToStore(area, profile, store);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

/**
 * The way to the store that is reached soonest by road; the first of the list where two are alike. A store
 * far from every road is passed over as long as there is another.
 * @throws Fault map.no-road, map.no-road-store, map.no-way
 */
export function wayToNearest(
  area: Area,
  profile: Profile,
  stores: readonly Store[],
  home: Position,
): { store: Store; way: Way; search: Search } {
  const origin = snap(graphOf(area.roads, profile), area.plane, home);
  if (origin === undefined) throw new Fault("map.no-road", { distance: 500 });
  let best: { store: Store; search: Search; seconds: number } | undefined;
  let fault: Fault | undefined;
  for (const store of stores) {
    const search = searchIfAny(area, profile, store);
    if (search instanceof Fault) {
      fault ??= search;
      continue;
    }
    const seconds = secondsFrom(search, origin);
    if (seconds < (best?.seconds ?? Infinity)) best = { store, search, seconds };
  }
  const way = best === undefined ? undefined : wayFrom(best.search, origin);
  if (best === undefined || way === undefined) throw fault ?? new Fault("map.no-way");
  return { store: best.store, way, search: best.search };
}
