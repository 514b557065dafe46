import { readlinkSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { sha256 } from "./contract/index.ts";
import { systemCode } from "./durable-file.ts";

/** A folder of this process; `remove` leaves nothing of it. */
export interface ProcessFolder {
  path: string;
  remove(): Promise<void>;
}

/** Folders of one kind, in a place where other processes have theirs as well. */
export interface ProcessFolders {
  /** Makes one that nobody else may read. It goes with the process, where that ends by itself. */
  open(): Promise<ProcessFolder>;
  /**
   * Removes what a process left that died, for it may show texts of recipients.
   * @param age milliseconds after which nobody needs such a folder any more, whoever made it
   */
  sweep(age: number): Promise<void>;
}

/** The numbers of processes begin anew on every machine, and in every container. */
function numbering(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}
/** Where the numbers of processes mean what they mean here. */
export const machine = sha256(`${hostname()} ${numbering()}`).slice(0, 8);

const registry = Symbol.for("@belle-histoire/node-red-journey process folders");
type Registry = { [registry]?: Set<string> };

/** Folders that are in use here: of all copies of the package that this process has loaded. */
function liveFolders(): Set<string> {
  const process_ = process as unknown as Registry;
  const known = process_[registry];
  if (known !== undefined) return known;
  const live = new Set<string>();
  process_[registry] = live;
  // Whoever still writes there may need a moment; on Windows so does a program that was ended.
  const quickly = { recursive: true, force: true, maxRetries: 3, retryDelay: 20 };
  process.on("exit", () => {
    for (const path of live)
      try {
        rmSync(path, quickly);
      } catch {
        // The next process that sweeps removes it.
      }
  });
  return live;
}

function runs(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== "ESRCH";
  }
}

/** @param prefix of the names, with which nothing else begins there */
export function processFolders(place: string, prefix: string): ProcessFolders {
  const ours = `${prefix}${machine}-`;
  const live = liveFolders();

  /** Whether the process that made a folder runs no more, as far as is known here. */
  function isOrphan(path: string, name: string): boolean {
    if (!name.startsWith(ours) || live.has(path)) return false;
    const [id] = name.slice(ours.length).split("-");
    return Number(id) === process.pid || (/^\d+$/.test(id ?? "") && !runs(Number(id)));
  }

  return {
    async open() {
      await mkdir(place, { recursive: true, mode: 0o700 });
      const path = await mkdtemp(join(place, `${ours}${process.pid}-`));
      live.add(path);
      return {
        path,
        async remove() {
          await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
          live.delete(path);
        },
      };
    },
    async sweep(age) {
      const names = await readdir(place).catch(() => []);
      for (const name of names.filter((one) => one.startsWith(prefix))) {
        const path = join(place, name);
        const changed = await stat(path).catch(() => undefined);
        const old = changed !== undefined && Date.now() - changed.mtimeMs > age && !live.has(path);
        // What belongs to another user stays.
        if (old || isOrphan(path, name)) await rm(path, { recursive: true, force: true }).catch(() => {});
      }
    },
  };
}
