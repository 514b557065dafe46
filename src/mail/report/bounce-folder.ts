import { constants, type Dirent } from "node:fs";
import { mkdir, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../../contract/index.ts";
import { moveOnce, systemCode } from "../../durable-file.ts";
import { mostAtOnce, type OnReport, type Place, Telling } from "./look.ts";
import { longestReport, readReport } from "./read-report.ts";
import type { ReportSettings } from "./settings.ts";

/** Entries of a folder; undefined where there is none. */
async function entriesOf(path: string): Promise<Dirent[] | undefined> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** The first bytes of a file, and what tells whether it has changed; undefined where somebody took it away. */
async function startOf(path: string): Promise<{ bytes: Uint8Array; state: string } | undefined> {
  try {
    // No link leads out of the folder, and no pipe holds us up.
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    try {
      const { size, mtimeMs } = await file.stat();
      const bytes = Buffer.alloc(Math.min(size, longestReport));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
      return { bytes: bytes.subarray(0, bytesRead), state: `${size} ${mtimeMs}` };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (systemCode(error) === "ENOENT" || systemCode(error) === "ELOOP") return undefined;
    throw error;
  }
}

/**
 * A folder in which a mail server lays what comes back: a Maildir, of which `new` is read, or `.eml` files. What is no
 * report stays where it is.
 */
export function bounceFolder({ folder, afterwards }: ReportSettings): Place {
  /** What was read and is no report, as it was then. */
  let seen = new Map<string, string>();

  async function putAway(from: string, name: string, inMaildir: boolean): Promise<void> {
    if (afterwards === "delete") return rm(from, { force: true });
    const to = join(folder, inMaildir ? "cur" : "told");
    await mkdir(to, { recursive: true });
    // Maildir: seen. The name is kept, for it is one of a kind there. Another process that reads here may have been first.
    await moveOnce(from, join(to, inMaildir ? `${name.replace(/:2,.*$/, "")}:2,S` : name));
  }

  async function lookAt(onReport: OnReport, signal: AbortSignal): Promise<void> {
    const fresh = await entriesOf(join(folder, "new"));
    const inMaildir = fresh !== undefined;
    const all = fresh ?? (await readdir(folder, { withFileTypes: true }));
    const names = all.filter((one) => one.isFile() && (inMaildir || /\.eml$/i.test(one.name))).map(({ name }) => name);
    const known = new Map<string, string>();
    const telling = new Telling(onReport);
    let told = 0;
    for (const name of names.sort()) {
      if (signal.aborted || told >= mostAtOnce) return telling.end();
      const path = join(folder, inMaildir ? "new" : "", name);
      const start = await startOf(path);
      if (start === undefined) continue;
      const before = seen.get(name);
      if (before === start.state) {
        known.set(name, before);
        continue;
      }
      const report = await readReport(start.bytes);
      if (report === undefined) known.set(name, start.state);
      else {
        if (await telling.tell(report)) await putAway(path, name, inMaildir);
        told += 1;
      }
    }
    // Only what is still there: the folder may see a great many come and go.
    seen = known;
    telling.end();
  }

  return {
    async look(onReport, signal) {
      try {
        await lookAt(onReport, signal);
      } catch (error) {
        const code = systemCode(error);
        if (code === undefined) throw error;
        throw new Fault("mail.report-folder", { path: folder, code });
      }
    },
  };
}
