import { randomBytes } from "node:crypto";
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../../contract/index.ts";
import { exists, moveOnce, syncFolder, systemCode, writeSynced } from "../../durable-file.ts";
import type { Outcome } from "../carrier.ts";
import { notSent } from "../folder.ts";
import { turns } from "../turns.ts";
import type { MadeBatch, MadeFile } from "./contract.ts";
import { batchName } from "./names.ts";
import { batchTicketOf } from "./ticket.ts";

/** Beside the files of a batch that is prepared: their names, in the order in which they appear. It stays until the end. */
const list = "files";

/** Moves a file to another place; on another disk it is copied. Where it is not all there, it was moved before. */
async function moveIn({ path, bytes }: MadeFile, to: string): Promise<void> {
  try {
    await rename(path, to);
  } catch (error) {
    if (systemCode(error) !== "EXDEV") throw error;
    await copyFile(path, to);
    const copy = await open(to, "r+");
    await copy.sync().finally(() => copy.close());
  }
  const { size } = await stat(to);
  if (size !== bytes) throw new Error(`a file of a batch has ${size} bytes instead of ${bytes}`);
}

export interface BatchFolder {
  submit(made: MadeBatch): Promise<Outcome>;
  lookup(id: string): Promise<Outcome | { state: "never-seen" }>;
  settle(id: string): Promise<void>;
}

/**
 * Batches in a folder that a print room watches. All files are brought together in a folder below `.work`, whose one rename
 * is what claims the batch: of two processes one is first, and the other goes on with what it has prepared. Then the
 * documents appear, manifests and XJDF after them, and the ticket last, each by a rename. The claim stays until `settle`.
 * @param step called after each step, so that tests can fail there
 */
export function batchFolder(path: string, step: (name: string) => void | Promise<void> = () => {}): BatchFolder {
  const work = join(path, ".work");
  const inTurn = turns();
  const claimOf = (id: string) => join(work, `${batchName(id)}.batch`);

  async function prepare(made: MadeBatch): Promise<void> {
    const { id } = made.order;
    const ticket = `${batchName(id)}.json`;
    const files = [...made.documents, ...made.companions];
    const own = join(work, `${batchName(id)}.${randomBytes(6).toString("hex")}.new`);
    if ((await mkdir(work, { recursive: true })) !== undefined) await syncFolder(path);
    await mkdir(own);
    await step("folder");
    await writeSynced(join(own, ticket), `${JSON.stringify(batchTicketOf(made), null, 2)}\n`);
    await writeSynced(join(own, list), JSON.stringify([...files.map(({ name }) => name), ticket]));
    await step("ticket-written");
    for (const file of files) {
      await moveIn(file, join(own, file.name));
      await step(`moved-in ${file.name}`);
    }
    await syncFolder(own);
    await step("files-synced");
    try {
      await rename(own, claimOf(id));
    } catch (error) {
      if (!(await exists(claimOf(id)))) throw error;
      await rm(own, { recursive: true });
    }
    await syncFolder(work);
    await step("prepared");
  }

  async function release(id: string): Promise<Outcome> {
    const claim = claimOf(id);
    const files = JSON.parse(await readFile(join(claim, list), "utf8")) as string[];
    const ticket = files.pop()!;
    for (const file of files) {
      await moveOnce(join(claim, file), join(path, file));
      await step(`released ${file}`);
    }
    await syncFolder(path);
    await step("files-released");
    await moveOnce(join(claim, ticket), join(path, ticket));
    await step("ticket-moved");
    await Promise.all([syncFolder(path), syncFolder(claim)]);
    await step("released");
    return { state: "sent", reference: ticket };
  }

  return {
    submit: (made) =>
      inTurn(made.order.id, async () => {
        const { id } = made.order;
        if (made.documents.length === 0)
          return { state: "not-sent", reason: new Fault("print.batch-empty"), again: false };
        try {
          if (!(await exists(claimOf(id)))) await prepare(made);
          return await release(id);
        } catch (error) {
          return notSent(error, path);
        }
      }),
    lookup: (id) =>
      inTurn(id, async () => {
        try {
          if (!(await exists(claimOf(id)))) return { state: "never-seen" as const };
          return await release(id);
        } catch (error) {
          return notSent(error, path);
        }
      }),
    settle: (id) =>
      inTurn(id, async () => {
        try {
          const begun = new RegExp(`^${batchName(id)}\\.(batch|[0-9a-f]{12}\\.new)$`);
          for (const entry of await readdir(work))
            if (begun.test(entry)) await rm(join(work, entry), { recursive: true, force: true });
        } catch (error) {
          // A folder that is not there holds nothing.
          if (systemCode(error) !== "ENOENT" && systemCode(error) !== "ENOTDIR") throw error;
        }
      }),
  };
}
