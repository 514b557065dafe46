import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { exists, moveOnce, syncFolder, systemCode, writeSynced } from "./durable-file.ts";

/** The file is there for whoever looks, and may be gone after a loss of power. */
class NotOnDisk extends Error {
  constructor(cause: unknown) {
    super("the file is not on the disk for certain", { cause });
    this.name = "NotOnDisk";
  }
}

/** Why a file was not laid, and what that means for another try. */
export interface NotLaid {
  what: "unknown" | "full" | "not-writable" | "failed";
  /** The system's; its message is left out, for it holds names of files. */
  code: string;
  /** It does not lie there, for certain. */
  certainly: boolean;
  /** Another try may succeed. */
  again: boolean;
}

const full = new Set(["ENOSPC", "EDQUOT"]);
const ofNoAvail = new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENAMETOOLONG"]);

/** What an error of a folder means; undefined: it is none of the system's. */
export function whyNotLaid(error: unknown): NotLaid | undefined {
  if (error instanceof NotOnDisk)
    return { what: "unknown", code: systemCode(error.cause) ?? "", certainly: false, again: false };
  const code = systemCode(error);
  if (code === undefined) return undefined;
  if (full.has(code)) return { what: "full", code, certainly: true, again: true };
  if (ofNoAvail.has(code)) return { what: "not-writable", code, certainly: true, again: false };
  return { what: "failed", code, certainly: true, again: true };
}

/** A folder in which a file appears exactly once for an id, whatever crashes. */
export interface OnceFolder {
  /** Lays a file there, unless it was laid before; answers its name. */
  lay(id: string, name: string, bytes: Uint8Array | string): Promise<string>;
  /** After a crash: finishes what was begun and answers its name; undefined: nothing was. */
  find(id: string): Promise<string | undefined>;
  /** The outcome is kept elsewhere: the id may be forgotten. */
  settle(id: string): Promise<void>;
  /** Tries whether one may write there. */
  tryOut(): Promise<void>;
  /** Waits for what is under way. */
  idle(): Promise<void>;
}

/**
 * The bytes are written in `.work`, then a marker that stays until `settle` says that they are on their way, then one
 * rename makes the file appear. Whoever takes the file away does not make it come back.
 * @param step called after each step, so that tests can fail there
 * Ids and names come from the program and are safe in a path. Throws what `whyNotLaid` reads.
 */
export function onceFolder(path: string, step: (name: string) => void = () => {}): OnceFolder {
  const work = join(path, ".work");
  const busy = new Map<string, Promise<unknown>>();
  const markerOf = (id: string) => join(work, `${id}.prepared`);
  const bytesOf = (id: string) => join(work, `${id}.bytes`);

  async function prepare(id: string, name: string, bytes: Uint8Array | string): Promise<void> {
    if ((await mkdir(work, { recursive: true })) !== undefined) await syncFolder(path);
    step("folder");
    await writeSynced(bytesOf(id), bytes);
    await syncFolder(work);
    step("written");
    // By a rename, so that a marker is never half written.
    await writeSynced(`${markerOf(id)}.new`, name);
    await rename(`${markerOf(id)}.new`, markerOf(id));
    await syncFolder(work);
    step("prepared");
  }

  async function release(id: string): Promise<string> {
    const name = await readFile(markerOf(id), "utf8");
    const moves = await exists(bytesOf(id));
    if (moves) await moveOnce(bytesOf(id), join(path, name));
    try {
      if (moves) step("moved");
      // Also where an earlier try has moved it: nobody knows how that one ended.
      await Promise.all([syncFolder(path), syncFolder(work)]);
    } catch (error) {
      throw systemCode(error) === undefined ? error : new NotOnDisk(error);
    }
    step("released");
    return name;
  }

  /** One attempt at a time for an id, so that two callers do not write the same file. */
  function inTurn<T>(id: string, run: () => Promise<T>): Promise<T> {
    const mine = (busy.get(id) ?? Promise.resolve()).then(run, run);
    busy.set(id, mine);
    const free = () => busy.get(id) === mine && busy.delete(id);
    mine.then(free, free);
    return mine;
  }

  return {
    lay: (id, name, bytes) =>
      inTurn(id, async () => {
        if (!(await exists(markerOf(id)))) await prepare(id, name, bytes);
        return release(id);
      }),
    find: (id) => inTurn(id, async () => ((await exists(markerOf(id))) ? release(id) : undefined)),
    settle: (id) => inTurn(id, () => rm(markerOf(id), { force: true })),
    tryOut: () =>
      inTurn(".trial", async () => {
        await mkdir(work, { recursive: true });
        await writeSynced(bytesOf(".trial"), "");
        await rm(bytesOf(".trial"));
      }),
    async idle() {
      await Promise.allSettled(busy.values());
    },
  };
}
