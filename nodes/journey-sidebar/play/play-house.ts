import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Engine, type House } from "../../../src/journey/index.ts";
import type { JumpingClock } from "../../../src/play/index.ts";
import { openStore } from "../../../src/store/index.ts";

/** A house of its own for a play, which goes with it. */
export interface PlayHouse extends House {
  clock: JumpingClock;
  /** Ends the engine and closes the store; the files stay to be looked at. */
  close(): Promise<void>;
  /** Nothing of it is left on the disk. */
  remove(): Promise<void>;
}

/** What is on the disk, should the process end before anybody removes it. */
const folders = new Set<string>();
let watching = false;

function watchEnd(): void {
  if (watching) return;
  watching = true;
  process.on("exit", () => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
}

/** Opens a store and an engine in a temporary folder. */
export async function openPlayHouse(play: string, clock: JumpingClock): Promise<PlayHouse> {
  const folder = await mkdtemp(join(tmpdir(), "belle-histoire-play-"));
  watchEnd();
  folders.add(folder);
  const remove = async () => {
    await rm(folder, { recursive: true, force: true });
    folders.delete(folder);
  };
  try {
    const { store, assets } = await openStore(join(folder, "store.sqlite"));
    // The lot falls the same way each time.
    const engine = new Engine(store, clock, { owner: randomUUID(), play, chance: () => 0 });
    let closed: Promise<void> | undefined;
    const close = () => {
      engine.stop();
      clock.stop();
      closed ??= store.close();
      return closed;
    };
    // Nobody looks at figures of a play.
    return { store, engine, assets, clock, onChange: () => () => {}, close, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
