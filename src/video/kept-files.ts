import { copyFile, link, mkdir, open, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";

/** Files that cost much and are the same each time, by a key of all that they were made from. */
export interface KeptFiles {
  /**
   * Lays the file of a key at `to`; where none is kept, `make` writes it there and it is kept. Several who ask at the same
   * time have it made once. @param key safe in a path
   */
  lay(key: string, to: string, make: () => Promise<void>): Promise<void>;
}

/** No bytes are copied where the file system allows that. */
async function second(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}

/** @param limit bytes; what was not used for longest goes. 0: nothing is kept */
export function keptFiles(folder: string, limit: number): KeptFiles {
  const making = new Map<string, Promise<void>>();

  async function keep(path: string, from: string): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // On the disk, and then by a rename, so that a kept file is never half written, also after a loss of power.
    const fresh = `${path}.${process.pid}.new`;
    await second(from, fresh);
    const file = await open(fresh, "r+");
    await file.sync().finally(() => file.close());
    await rename(fresh, path);
    await clear();
  }

  async function clear(): Promise<void> {
    const files = await Promise.all(
      (await readdir(folder)).map(async (name) => {
        const path = join(folder, name);
        const { size = 0, mtimeMs = 0 } = (await stat(path).catch(() => undefined)) ?? {};
        return { path, size, mtimeMs };
      }),
    );
    let held = 0;
    for (const { path, size } of files.sort((a, b) => b.mtimeMs - a.mtimeMs)) {
      held += size;
      if (held > limit) await rm(path, { force: true });
    }
  }

  /** Whether a kept file was laid. */
  async function found(path: string, to: string): Promise<boolean> {
    try {
      await second(path, to);
    } catch {
      return false;
    }
    const now = new Date();
    await utimes(path, now, now).catch(() => {});
    return true;
  }

  return {
    async lay(key, to, make) {
      if (limit === 0) return make();
      const path = join(folder, `${key}.mp4`);
      // Who waited for somebody that failed or was stopped tries it alone.
      for (let other = making.get(key); other !== undefined; other = making.get(key)) await other.catch(() => {});
      const mine = found(path, to).then(async (is) => {
        if (is) return;
        await make();
        await keep(path, to);
      });
      making.set(key, mine);
      try {
        await mine;
      } finally {
        making.delete(key);
      }
    },
  };
}
