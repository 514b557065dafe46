import { randomUUID } from "node:crypto";
import { type Clock, systemClock } from "../clock.ts";
import { type ObservedStore, observedStore } from "../observe/index.ts";
import { type Assets, keyOfPlace, openStore, type Store } from "../store/index.ts";
import { Engine } from "./engine.ts";

/** An open store with its engine and assets. */
export interface House {
  store: Store;
  engine: Engine;
  assets: Assets;
  onChange: ObservedStore["onChange"];
  /** The time in which its stories happen. */
  clock: Clock;
}

interface Entry {
  house: Promise<House>;
  users: number;
  closing?: NodeJS.Timeout;
}

const houses = new Map<string, Entry>();
/** Stores that let go of their files or connections. */
const leaving = new Map<string, Promise<void>>();

/** Milliseconds that another process waits before it takes over the work of one that says nothing any more. */
function leaseFrom({ BELLE_HISTOIRE_LEASE }: NodeJS.ProcessEnv): number | undefined {
  const lease = Number(BELLE_HISTOIRE_LEASE);
  return lease >= 1_000 ? lease : undefined;
}

async function build(key: string, place: string, password?: string): Promise<House> {
  await leaving.get(key);
  const { store: opened, assets } = await openStore(place, password);
  const { store, onChange } = observedStore(opened);
  const engine = new Engine(store, systemClock, { owner: randomUUID(), lease: leaseFrom(process.env) });
  return { store, engine, assets, clock: systemClock, onChange };
}

async function close({ house }: Entry): Promise<void> {
  const { engine, store } = await house;
  engine.stop();
  await store.close();
}

function closeWhenIdle(key: string, entry: Entry): void {
  if (entry.users > 0 || houses.get(key) !== entry) return;
  houses.delete(key);
  // A store that could not be opened or written has told its callers so; here only its end counts.
  const left = close(entry).catch(() => {});
  leaving.set(key, left);
  void left.then(() => leaving.get(key) === left && leaving.delete(key));
}

/**
 * Takes part in the store at a place, a file or a PostgreSQL address: one for the whole process, counted by its users. A redeploy lets go of a store and
 * takes it again a moment later, so it is closed when nobody has used it for `lingering` ms after its last user.
 * `release` may be called more than once.
 */
export function useHouse(
  place: string,
  lingering = 2_000,
  password?: string,
): { house: Promise<House>; release(): void } {
  const key = keyOfPlace(place);
  let entry = houses.get(key);
  if (entry === undefined) {
    entry = { house: build(key, place, password), users: 0 };
    houses.set(key, entry);
    const opening = entry;
    // A store that could not be opened is tried again by the next deploy.
    opening.house.catch(() => houses.get(key) === opening && houses.delete(key));
  }
  const used = entry;
  clearTimeout(used.closing);
  used.users += 1;
  let released = false;
  return {
    house: used.house,
    release() {
      if (released) return;
      released = true;
      used.users -= 1;
      if (used.users === 0) used.closing = setTimeout(() => closeWhenIdle(key, used), lingering).unref();
    },
  };
}
