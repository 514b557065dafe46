import { randomUUID } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Files of an audience node below Node-RED's user directory: those that were chosen in its form, and copies being read. */
export interface Places {
  upload(id: string): string;
  copy(id: string): string;
  /** Forgets copies but those of these imports. */
  keepCopies(ids: readonly string[]): Promise<void>;
  removeAll(): Promise<void>;
}

/** Ids come from the editor and from flows: whatever could lead elsewhere is none of ours. */
const safe = (id: string) => (/^[\w-]{1,80}$/.test(id) ? id : "unknown");

/** A name of its own for a file that was chosen in the form. */
export const freshUpload = (): string => randomUUID();

export function placesOf(inFolder: (path: string) => string, node: string): Places {
  const own = node.replaceAll(/[^\w-]/g, "_");
  const uploads = inFolder(join("belle-histoire", "uploads", own));
  const copies = inFolder(join("belle-histoire", "imports", own));
  return {
    upload: (id) => join(uploads, `${safe(id)}.csv`),
    copy: (id) => join(copies, `${safe(id)}.csv`),
    async keepCopies(ids) {
      const kept = new Set(ids.map((id) => `${id}.csv`));
      const names = await readdir(copies).catch(() => []);
      for (const name of names) if (!kept.has(name)) await rm(join(copies, name), { force: true });
    },
    async removeAll() {
      for (const folder of [uploads, copies]) await rm(folder, { recursive: true, force: true });
    },
  };
}
