import { randomUUID } from "node:crypto";
import { dirname, join, resolve } from "node:path";
import { systemClock } from "../clock.ts";
import { type Assets, openAssets, openSqliteStore, type Store } from "../store/index.ts";
import { Engine } from "./engine.ts";

/** An open store with its engine and assets. */
export interface House {
  store: Store;
  engine: Engine;
  assets: Assets;
}

interface Entry {
  house: Promise<House>;
  users: number;
  closing?: NodeJS.Timeout;
}

const houses = new Map<string, Entry>();
/** Stores that let go of their files. */
const leaving = new Map<string, Promise<void>>();

async function build(path: string): Promise<House> {
  await leaving.get(path);
  const store = await openSqliteStore(path);
  const engine = new Engine(store, systemClock, { owner: randomUUID() });
  return { store, engine, assets: openAssets(join(dirname(path), "assets")) };
}

async function close({ house }: Entry): Promise<void> {
  const { engine, store } = await house;
  engine.stop();
  await store.close();
}

function closeWhenIdle(path: string, entry: Entry): void {
  if (entry.users > 0 || houses.get(path) !== entry) return;
  houses.delete(path);
  // A store that could not be opened or written has told its callers so; here only its end counts.
  const left = close(entry).catch(() => {});
  leaving.set(path, left);
  void left.then(() => leaving.get(path) === left && leaving.delete(path));
}

/**
 * Takes part in the store at `path`: one for the whole process, counted by its users. A redeploy lets go of a store and
 * takes it again a moment later, so it is closed when nobody has used it for `lingering` ms after its last user.
 * `release` may be called more than once.
 */
export function useHouse(path: string, lingering = 2_000): { house: Promise<House>; release(): void } {
  const key = resolve(path);
  let entry = houses.get(key);
  if (entry === undefined) {
    entry = { house: build(key), users: 0 };
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
