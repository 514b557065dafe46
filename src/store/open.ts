import { dirname, join } from "node:path";
import { type Assets, openAssets } from "./assets.ts";
import { isPostgres } from "./is-postgres.ts";
import type { moveStore as move } from "./move/move.ts";
import type { openPostgresStore as openDatabase } from "./postgres/open.ts";
import { readStoriesOfDatabase } from "./postgres/read.ts";
import { type BesideStore, openBeside } from "./sqlite/beside.ts";
import { openSqliteStore } from "./sqlite/client.ts";
import { readStoriesOfFile } from "./sqlite/read.ts";
import type { Store, Story } from "./store.ts";

// What follows is loaded where it is used: most campaigns live in a file, and stay there.

/** @see {@link import("./postgres/open.ts").openPostgresStore} */
export async function openPostgresStore(...input: Parameters<typeof openDatabase>): ReturnType<typeof openDatabase> {
  return (await import("./postgres/open.ts")).openPostgresStore(...input);
}

/** @see {@link import("./move/move.ts").moveStore} */
export async function moveStore(...input: Parameters<typeof move>): ReturnType<typeof move> {
  return (await import("./move/move.ts")).moveStore(...input);
}

/**
 * Opens a store with its assets: an SQLite file, with a folder beside it, or a PostgreSQL database that many processes share.
 * One that cannot be reached now is opened all the same.
 * @throws Fault `store.…`, for what a person has to mend
 */
export async function openStore(place: string, password?: string): Promise<{ store: Store; assets: Assets }> {
  if (isPostgres(place)) return openPostgresStore(place, { password, soon: true });
  return { store: await openSqliteStore(place), assets: openAssets(join(dirname(place), "assets")) };
}

/**
 * Opens a store for a person at a terminal, beside the Node-REDs that use it.
 * @throws Fault `store.…`
 */
export async function openDesk(place: string): Promise<BesideStore> {
  return (await openWholeDesk(place)).store;
}

/** The same, with the assets. @throws Fault `store.…` */
export async function openWholeDesk(place: string): Promise<{ store: BesideStore; assets: Assets }> {
  if (isPostgres(place)) return openPostgresStore(place);
  return { store: openBeside(place), assets: openAssets(join(dirname(place), "assets")) };
}

/** Reads histories at a place, whoever works there meanwhile. @throws Fault `store.…` */
export function readStories(place: string, key: string): Promise<Story[]> {
  return isPostgres(place) ? readStoriesOfDatabase(place, key) : readStoriesOfFile(place, key);
}
