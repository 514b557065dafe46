import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../contract/index.ts";
import { exists, moveOnce, syncFolder, systemCode, writeSynced } from "../durable-file.ts";
import type { Account } from "./account.ts";
import { composeMail } from "./compose.ts";
import type { MailCarrier, MailTaken } from "./mail.ts";
import { MailFault } from "./mail-fault.ts";

const ofNoAvail = new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENAMETOOLONG"]);

/** Why the folder did not take it. What was begun is gone on with by a new try, and is seen by nobody until then. */
function notTaken(error: unknown, path: string): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  if (code === "ENOSPC" || code === "EDQUOT")
    return new MailFault("mail.folder-full", { path }, { certainly: true, again: true });
  if (ofNoAvail.has(code))
    return new MailFault("mail.folder-not-writable", { path }, { certainly: true, again: false });
  return new MailFault("mail.folder-failed", { path, code }, { certainly: true, again: true });
}

/**
 * A folder in which mails are laid as they would be sent, signed and whole: `<id>.eml`. A mail appears there exactly once
 * for an id, whatever crashes: it is written in `.work`, then a marker that stays until `settle` says that it is on its
 * way, then one rename makes it appear. Whoever takes the file away does not make it come back.
 * @param step called after each step, so that tests can fail there
 */
export function mailFolder(path: string, account: Account, step: (name: string) => void = () => {}): MailCarrier {
  const work = join(path, ".work");
  const busy = new Map<string, Promise<unknown>>();
  const filesOf = (id: string) => {
    // Ids come from the store; what is none must not be a path.
    if (!/^[a-z0-9]{1,64}$/.test(id)) throw new Fault("mail.id");
    return { name: `${id}.eml`, mail: join(work, `${id}.eml`), marker: join(work, `${id}.prepared`) };
  };

  async function prepare(id: string, bytes: Uint8Array): Promise<void> {
    const files = filesOf(id);
    if ((await mkdir(work, { recursive: true })) !== undefined) await syncFolder(path);
    step("folder");
    await writeSynced(files.mail, bytes);
    await syncFolder(work);
    step("written");
    // By a rename, so that a marker is never half written.
    await writeSynced(`${files.marker}.new`, files.name);
    await rename(`${files.marker}.new`, files.marker);
    await syncFolder(work);
    step("prepared");
  }

  async function release(id: string): Promise<MailTaken> {
    const files = filesOf(id);
    const reference = await readFile(files.marker, "utf8");
    if (await exists(files.mail)) {
      await moveOnce(files.mail, join(path, reference));
      step("moved");
      await Promise.all([syncFolder(path), syncFolder(work)]).catch((error: unknown) => {
        // It is there for whoever looks, and may be gone after a loss of power.
        const data = { path, code: systemCode(error) ?? "" };
        throw new MailFault("mail.folder-unknown", data, { certainly: false, again: false });
      });
      step("released");
    }
    return { reference };
  }

  /** One attempt at a time for an id, so that two callers do not write the same file. */
  function inTurn<T>(id: string, run: () => Promise<T>): Promise<T> {
    const told = () =>
      run().catch((error: unknown) => {
        throw notTaken(error, path);
      });
    const mine = (busy.get(id) ?? Promise.resolve()).then(told, told);
    busy.set(id, mine);
    const free = () => busy.get(id) === mine && busy.delete(id);
    mine.then(free, free);
    return mine;
  }

  return {
    async submit(mail) {
      const { bytes } = await composeMail(mail, account);
      return inTurn(mail.id, async () => {
        if (!(await exists(filesOf(mail.id).marker))) await prepare(mail.id, bytes);
        return release(mail.id);
      });
    },
    lookup: (id) => inTurn(id, async () => ((await exists(filesOf(id).marker)) ? release(id) : undefined)),
    settle: (id) => inTurn(id, () => rm(filesOf(id).marker, { force: true })),
    verify: () =>
      inTurn("", async () => {
        await mkdir(work, { recursive: true });
        const trial = join(work, "trial");
        await writeSynced(trial, "");
        await rm(trial);
      }),
    async close() {
      await Promise.allSettled(busy.values());
    },
  };
}
