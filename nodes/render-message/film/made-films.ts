import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type * as z from "zod";
import { VideoPart } from "../../../src/contract/index.ts";
import type { Assets } from "../../../src/store/index.ts";

/** A video that was made: all that is not said in words. */
export const MadeFilm = VideoPart.omit({ alt: true });
export type MadeFilm = z.infer<typeof MadeFilm>;

/** What was made already, by a key of all that it is made from: a replay then costs no second film. */
export interface MadeFilms {
  /** Undefined: not made, or its bytes are gone, as when its recipient was forgotten. */
  find(key: string, assets: Pick<Assets, "get">): Promise<MadeFilm | undefined>;
  /** Where it cannot be noted, the film is made again, and nothing else. */
  note(key: string, made: MadeFilm): Promise<void>;
}

/** Notes of less than a kilobyte; what was not used for longest goes. */
const mostNotes = 2_000;

async function clear(folder: string, most: number): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= most) return;
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      return { path, usedAt: (await stat(path).catch(() => undefined))?.mtimeMs ?? 0 };
    }),
  );
  files.sort((a, b) => b.usedAt - a.usedAt);
  for (const { path } of files.slice(most)) await rm(path, { force: true });
}

/** Notes in a folder; they hold hashes and sizes, nothing of a person. */
export function madeFilms(folder: string, most = mostNotes): MadeFilms {
  const pathOf = (key: string) => join(folder, `${key}.json`);
  return {
    async find(key, assets) {
      try {
        const made = MadeFilm.parse(JSON.parse(await readFile(pathOf(key), "utf8")));
        for (const asset of [made.film, made.poster, made.preview]) if (asset !== undefined) await assets.get(asset);
        const now = new Date();
        await utimes(pathOf(key), now, now).catch(() => {});
        return made;
      } catch {
        return undefined;
      }
    },
    async note(key, made) {
      const fresh = `${pathOf(key)}.${randomUUID()}`;
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        // By a rename, so that a note is never half written.
        await writeFile(fresh, JSON.stringify(made), { mode: 0o600 });
        await rename(fresh, pathOf(key));
        await clear(folder, most);
      } catch {
        await rm(fresh, { force: true }).catch(() => {});
      }
    },
  };
}
