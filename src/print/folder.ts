import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../contract/index.ts";
import { exists, moveOnce, syncFolder, systemCode, writeSynced } from "../durable-file.ts";
import type { Carrier, Outcome, PrintJob } from "./carrier.ts";
import { fileId, pdfName } from "./file-name.ts";
import { JobTicket } from "./ticket.ts";
import { turns } from "./turns.ts";

const ofNoAvail = new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENAMETOOLONG"]);

export function notSent(error: unknown, path: string): Outcome {
  const code = systemCode(error);
  if (code === undefined) throw error;
  if (code === "ENOSPC" || code === "EDQUOT")
    return { state: "not-sent", reason: new Fault("folder.full", { path }), again: true };
  if (ofNoAvail.has(code))
    return { state: "not-sent", reason: new Fault("folder.not-writable", { path }), again: false };
  // Only the code: the system's own message holds file names, and those hold case keys.
  return { state: "not-sent", reason: new Fault("folder.failed", { message: code }), again: true };
}

/**
 * A folder that a printer's software watches. A job is a PDF and, last, its ticket of the same name in JSON; the
 * consumer takes a job when it sees the ticket. The order of the steps is what makes a job appear exactly once: the
 * marker stands before anything is released and stays until `settle`, and the ticket leaves `.work` by one rename.
 * @param step called after each step, so that tests can fail there
 */
export function printFolder(path: string, step: (name: string) => void = () => {}): Carrier {
  const work = join(path, ".work");
  const inTurn = turns();
  const filesOf = (id: string) => ({
    pdf: join(work, `${fileId(id)}.pdf`),
    ticket: join(work, `${fileId(id)}.json`),
    marker: join(work, `${fileId(id)}.prepared`),
  });

  async function prepare(job: PrintJob): Promise<void> {
    const files = filesOf(job.id);
    const file = pdfName(job.ticket.caseKey, job.id);
    const ticket = JobTicket.parse({ ...job.ticket, document: { ...job.ticket.document, file } });
    // Each sync is a wait for the disk: what needs no order among itself goes together.
    if ((await mkdir(work, { recursive: true })) !== undefined) await syncFolder(path);
    step("folder");
    const written = await Promise.allSettled([
      writeSynced(files.pdf, job.pdf),
      writeSynced(files.ticket, `${JSON.stringify(ticket, null, 2)}\n`),
    ]);
    for (const one of written) if (one.status === "rejected") throw one.reason;
    step("files-written");
    await syncFolder(work);
    step("work-synced");
    // By a rename, so that a marker is never half written.
    await writeSynced(`${files.marker}.new`, file);
    await rename(`${files.marker}.new`, files.marker);
    await syncFolder(work);
    step("prepared");
  }

  async function release(id: string): Promise<Outcome> {
    const files = filesOf(id);
    const reference = await readFile(files.marker, "utf8");
    if (await exists(files.ticket)) {
      await moveOnce(files.pdf, join(path, reference));
      step("pdf-moved");
      await syncFolder(path);
      step("pdf-released");
      await moveOnce(files.ticket, join(path, reference.replace(/\.pdf$/, ".json")));
      step("ticket-moved");
      await Promise.all([syncFolder(path), syncFolder(work)]);
      step("released");
    }
    return { state: "sent", reference };
  }

  return {
    submit: (job) =>
      inTurn(job.id, async () => {
        try {
          if (!(await exists(filesOf(job.id).marker))) await prepare(job);
          return await release(job.id);
        } catch (error) {
          return notSent(error, path);
        }
      }),
    lookup: (id) =>
      inTurn(id, async () => {
        try {
          if (!(await exists(filesOf(id).marker))) return { state: "never-seen" as const };
          return await release(id);
        } catch (error) {
          return notSent(error, path);
        }
      }),
    settle: (id) =>
      inTurn(id, async () => {
        try {
          await rm(filesOf(id).marker, { force: true });
        } catch (error) {
          // A folder that is a file holds no marker.
          if (systemCode(error) !== "ENOTDIR") throw error;
        }
      }),
  };
}
