import { randomUUID } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Engine, type House } from "../../../src/journey/index.ts";
import type { JumpingClock } from "../../../src/play/index.ts";
import { processFolders } from "../../../src/process-folder.ts";
import { openStore } from "../../../src/store/index.ts";

/** A house of its own for a play, which goes with it. */
export interface PlayHouse extends House {
  clock: JumpingClock;
  /** Ends the engine and removes the store; the files stay to be looked at. */
  close(): Promise<void>;
  /** Nothing of it is left on the disk. */
  remove(): Promise<void>;
}

const folders = processFolders(tmpdir(), "belle-histoire-play-");
const storeFile = "store.sqlite";

/** Milliseconds after which no play has its folder any more: a minute of playing, and ten to look at it, are long over. */
const longestKept = 3_600_000;

/** Removes what plays left whose process died. */
export function sweepPlayHouses(): Promise<void> {
  return folders.sweep(longestKept);
}

/** Removes the store, with what SQLite keeps beside it. */
async function removeStore(folder: string): Promise<void> {
  const names = await readdir(folder);
  for (const name of names.filter((one) => one.startsWith(storeFile))) await rm(join(folder, name), { force: true });
}

/** Opens a store and an engine in a temporary folder. */
export async function openPlayHouse(play: string, clock: JumpingClock): Promise<PlayHouse> {
  const { path, remove } = await folders.open();
  try {
    const { store, assets } = await openStore(join(path, storeFile));
    // The lot falls the same way each time.
    const engine = new Engine(store, clock, { owner: randomUUID(), play, chance: () => 0 });
    let closed: Promise<void> | undefined;
    const close = () => {
      engine.stop();
      clock.stop();
      closed ??= store.close().then(() => removeStore(path));
      return closed;
    };
    // Nobody looks at figures of a play.
    return { store, engine, assets, clock, onChange: () => () => {}, close, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
