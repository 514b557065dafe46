import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { sha256 } from "../contract/index.ts";

const prefix = "video-";
/** The numbers of processes begin anew on every machine. */
const machine = sha256(hostname()).slice(0, 8);
const mine = `${prefix}${machine}-${process.pid}-`;
/** Folders of videos that this process is making. */
const live = new Set<string>();

/** A folder of one video that nobody else may read; `remove` leaves nothing of it. */
export async function openWorkFolder(folder: string): Promise<{ path: string; remove(): Promise<void> }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = await mkdtemp(join(folder, mine));
  live.add(path);
  return {
    path,
    async remove() {
      // On Windows a program that was ended holds its files for a moment.
      await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      live.delete(path);
    },
  };
}

/** Whether the process that made a folder runs no more, as far as this machine knows. */
function isOrphan(path: string, name: string): boolean {
  if (name.startsWith(mine)) return !live.has(path);
  const [, of, id] = /^video-([0-9a-f]{8})-(\d+)-/.exec(name) ?? [];
  if (of !== machine || id === undefined) return false;
  try {
    process.kill(Number(id), 0);
    return false;
  } catch (error) {
    return (error as { code?: unknown }).code === "ESRCH";
  }
}

/** Removes what a process that died left there, for it shows texts of recipients. @param age milliseconds that no video takes */
export async function sweepWorkFolder(folder: string, age: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(prefix))) {
    const path = join(folder, name);
    const changed = await stat(path).catch(() => undefined);
    const old = changed !== undefined && Date.now() - changed.mtimeMs > age;
    if (old || isOrphan(path, name)) await rm(path, { recursive: true, force: true });
  }
}
