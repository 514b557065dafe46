export { type Assets, openAssets } from "./assets.ts";
export { isPostgres } from "./is-postgres.ts";
export { type Moved, type MoveProgress, moveStore } from "./move/move.ts";
export { keyOfPlace, openDesk, openStore, openWholeDesk, readStories } from "./open.ts";
export { openPostgresStore } from "./postgres/open.ts";
export { type BesideStore, openBeside } from "./sqlite/beside.ts";
export { openSqliteStore } from "./sqlite/client.ts";
export type * from "./store.ts";
export { senderOutput } from "./task.ts";
