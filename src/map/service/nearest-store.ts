import { Fault, type Position, type Store } from "../../contract/index.ts";
import { metresBetween } from "../area/plane.ts";
import type { Ask, ProvidedRoute, Provider } from "./provider.ts";

/** Stores of one table; servers of OSRM take a hundred places (`--max-table-size`), the home being one. */
const tableSize = 99;
/** Ways that are asked for where a provider has no table: each is a call, and often a price. */
const mostWays = 4;
/** Metres a second that no way is faster than by air. */
const fastest = { car: 36, bike: 12, foot: 3 } as const;

type WithRoute = Provider & Required<Pick<Provider, "route">>;

/**
 * The store that is reached soonest by road, and the way to it. The nearest 99 by air are compared in one table, or
 * the nearest 4 by their ways where the provider has no table: never by air alone.
 * @throws Fault map.no-way; map.provider-…, http.…
 */
export async function nearestByRoad(
  provider: WithRoute,
  stores: readonly Store[],
  home: Position,
  ask: Ask,
): Promise<{ store: Store; route: ProvidedRoute }> {
  const byAir = stores
    .map((store) => ({ store, air: metresBetween(home, store.location) }))
    .sort((a, b) => a.air - b.air);
  if (byAir.length > 1 && provider.table !== undefined) {
    const candidates = byAir.slice(0, tableSize).map(({ store }) => store);
    const [row = []] = await provider.table(
      [home],
      candidates.map(({ location }) => location),
      ask,
    );
    let best: { store: Store; seconds: number } | undefined;
    for (const [i, seconds] of row.entries()) {
      if (seconds !== undefined && seconds < (best?.seconds ?? Infinity)) best = { store: candidates[i]!, seconds };
    }
    if (best === undefined) throw new Fault("map.no-way");
    return {
      store: best.store,
      route: await provider.route(home, best.store.location, { ...ask, place: best.store.name }),
    };
  }
  return soonest(provider, byAir.slice(0, mostWays), home, ask);
}

async function soonest(
  provider: WithRoute,
  candidates: readonly { store: Store; air: number }[],
  home: Position,
  ask: Ask,
): Promise<{ store: Store; route: ProvidedRoute }> {
  let best: { store: Store; route: ProvidedRoute } | undefined;
  let noWay: Fault | undefined;
  for (const { store, air } of candidates) {
    // What is farther by air than one gets in the time of the best way is not nearer by road.
    if (best !== undefined && air / fastest[ask.profile] > best.route.duration) break;
    try {
      const route = await provider.route(home, store.location, { ...ask, place: store.name });
      if (route.duration < (best?.route.duration ?? Infinity)) best = { store, route };
    } catch (error) {
      if (!(error instanceof Fault) || error.key !== "map.no-way") throw error;
      noWay = error;
    }
  }
  if (best === undefined) throw noWay ?? new Fault("map.no-way");
  return best;
}
