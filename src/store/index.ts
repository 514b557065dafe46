export { type Assets, openAssets } from "./assets.ts";
export { isPostgres } from "./is-postgres.ts";
export { keyOfPlace } from "./key-of-place.ts";
export type { Moved, MoveProgress } from "./move/move.ts";
export { moveStore, openDesk, openPostgresStore, openStore, openWholeDesk, readStories } from "./open.ts";
export { type BesideStore, openBeside } from "./sqlite/beside.ts";
export { openSqliteStore } from "./sqlite/client.ts";
export type * from "./store.ts";
export { senderOutput } from "./task.ts";
