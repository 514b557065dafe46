export { type Assets, openAssets } from "./assets.ts";
export { type BesideStore, openBeside } from "./sqlite/beside.ts";
export { openSqliteStore } from "./sqlite/client.ts";
export { readStories } from "./sqlite/read.ts";
export type * from "./store.ts";
