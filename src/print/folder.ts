import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../contract/index.ts";
import type { Carrier, Outcome } from "./carrier.ts";

/** Faults of a file system that may pass by themselves. */
const passing: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EIO", "EMFILE", "ENFILE", "EBUSY", "EAGAIN"]);
const refused: ReadonlySet<string> = new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "EISDIR"]);

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeDurably(path: string, bytes: Uint8Array | string): Promise<void> {
  const handle = await open(path, "w", 0o644);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const exists = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined)) !== undefined;

/** A case key as part of a file name. */
function fileSafe(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9_-]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
}

/**
 * A folder that a printer's software watches: the PDF, then its job ticket by a rename, last, so that whoever waits for
 * the ticket never sees a partial file.
 *
 * A job is released once. It is made ready in `.work/`, then a marker says so; only the rename of the ticket takes it out
 * of `.work/`. So after a crash: no marker, nothing was released; marker and ticket in `.work/`, it is released now;
 * marker alone, it was released, even when somebody has taken it away since.
 *
 * @param step called before each step; a test throws there
 */
export function printFolder(path: string, step: (name: string) => void = () => {}): Carrier {
  const work = join(path, ".work");
  const marker = (id: string) => join(work, `${id}.prepared`);

  /** Steps 3 and 4, from wherever they stopped. */
  async function release(id: string): Promise<Outcome> {
    const name = (await readFile(marker(id), "utf8")).trim();
    if (await exists(join(work, `${id}.json`))) {
      step("release-pdf");
      if (await exists(join(work, `${id}.pdf`))) await rename(join(work, `${id}.pdf`), join(path, `${name}.pdf`));
      await syncFolder(path);
      step("release-ticket");
      await rename(join(work, `${id}.json`), join(path, `${name}.json`));
      await syncFolder(path);
      step("released");
    }
    return { state: "sent", reference: `${name}.pdf` };
  }

  async function guarded<Answer>(action: () => Promise<Answer>): Promise<Answer | Outcome> {
    try {
      return await action();
    } catch (error) {
      const { code = "", message } = error as NodeJS.ErrnoException;
      if (code === "") throw error;
      const key =
        code === "ENOSPC" ? "print.folder-full" : refused.has(code) ? "print.folder-refused" : "print.folder-failed";
      return { state: "not-sent", reason: new Fault(key, { path, message }), again: passing.has(code) };
    }
  }

  return {
    submit: ({ id, pdf, ticket }) =>
      guarded(async () => {
        await mkdir(work, { recursive: true });
        if (await exists(marker(id))) return release(id);
        const name = [fileSafe(ticket.caseKey ?? ticket.recipient), id].filter((part) => part !== "").join("-");
        step("write-pdf");
        await writeDurably(join(work, `${id}.pdf`), pdf);
        step("write-ticket");
        const filled = { ...ticket, document: { ...ticket.document, file: `${name}.pdf` } };
        await writeDurably(join(work, `${id}.json`), `${JSON.stringify(filled, null, 2)}\n`);
        await syncFolder(work);
        step("mark");
        // The marker appears whole or not at all.
        await writeDurably(`${marker(id)}.tmp`, name);
        await rename(`${marker(id)}.tmp`, marker(id));
        await syncFolder(work);
        return release(id);
      }),
    lookup: (id) =>
      guarded(async () => ((await exists(marker(id))) ? release(id) : ({ state: "never-seen" } as const))),
    async settle(id) {
      step("settle");
      await rm(marker(id), { force: true });
    },
  };
}
