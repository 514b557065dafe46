import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const prefix = "video-";

/** A folder of one video that nobody else may read; `remove` leaves nothing of it. */
export async function openWorkFolder(folder: string): Promise<{ path: string; remove(): Promise<void> }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = await mkdtemp(join(folder, prefix));
  // On Windows a program that was ended holds its files for a moment.
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) };
}

/** Removes what a process that died left there. @param age milliseconds that no video takes */
export async function sweepWorkFolder(folder: string, age: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(prefix))) {
    const path = join(folder, name);
    const changed = await stat(path).catch(() => undefined);
    if (changed !== undefined && Date.now() - changed.mtimeMs > age) await rm(path, { recursive: true, force: true });
  }
}
