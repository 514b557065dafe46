import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { systemClock } from "../../src/clock.ts";
import { Fault } from "../../src/contract/index.ts";
import type { UploadPart } from "./desk.ts";

/** Megabytes of a file that is sent from a browser; a larger one is put on the server and named by its path. */
const mostUploaded = 2_000;
/** Milliseconds after which a file that was sent and never imported is forgotten. */
const forgotten = 86_400_000;

const endings: Record<UploadPart, string> = { pbf: ".osm.pbf", addresses: ".csv", water: ".zip" };

/** Files that were sent from the form, in a folder below Node-RED's user directory until they are imported. */
export interface Uploads {
  /** @throws Fault map.upload-size, map.upload-empty */
  receive(request: IncomingMessage, part: UploadPart): Promise<string>;
  /** @throws Fault map.upload-gone */
  path(id: string, part: UploadPart): Promise<string>;
  forget(id: string): Promise<void>;
  tidy(): Promise<void>;
}

/** Ids come from the editor: whatever could lead elsewhere is none of ours. */
const safe = (id: string) => (/^[\w-]{1,80}$/.test(id) ? id : "unknown");

export function uploadsIn(folder: string, most = mostUploaded * 1_000_000): Uploads {
  const at = (id: string, part: UploadPart) => join(folder, `${safe(id)}${endings[part]}`);
  async function tidy(): Promise<void> {
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found === undefined || systemClock.now() - found.mtimeMs <= forgotten) continue;
      // What cannot be removed, a folder for instance, is none of ours.
      await rm(path, { force: true }).catch(() => {});
    }
  }

  return {
    async receive(request, part) {
      const id = randomUUID();
      const path = at(id, part);
      await mkdir(folder, { recursive: true });
      // Not at a start alone: forms are closed, and what they have sent is large.
      await tidy();
      let bytes = 0;
      const measured = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          if (bytes > most) done(new Fault("map.upload-size", { limit: most / 1_000_000 }));
          else done(null, chunk);
        },
      });
      try {
        await pipeline(request, measured, createWriteStream(`${path}.part`, { mode: 0o600 }));
        if (bytes === 0) throw new Fault("map.upload-empty");
        await rename(`${path}.part`, path);
      } catch (error) {
        await rm(`${path}.part`, { force: true });
        throw error;
      }
      return id;
    },
    async path(id, part) {
      const path = at(id, part);
      const found = await stat(path).catch(() => undefined);
      if (found === undefined) throw new Fault("map.upload-gone");
      return path;
    },
    async forget(id) {
      for (const part of Object.keys(endings) as UploadPart[]) await rm(at(id, part), { force: true });
    },
    tidy,
  };
}
