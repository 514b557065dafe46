import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Fault, type JsonObject } from "../contract/index.ts";
import { exists, systemCode } from "../durable-file.ts";
import { batchFolder } from "./batch/folder.ts";
import { printFolder } from "./folder.ts";
import type { JobSeen, Notes, PrintWay, WayOutcome } from "./way.ts";

const longest = 200;

/** What a print room wrote beside a job that it could not print, on one line. */
async function wordsOf(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths)
    try {
      const text = await readFile(path, "utf8");
      const line = text
        .replace(/[\p{Cc}\s]+/gu, " ")
        .trim()
        .slice(0, longest);
      return line;
    } catch (error) {
      if (systemCode(error) !== "ENOENT" && systemCode(error) !== "ENOTDIR") throw error;
    }
  return undefined;
}

/** What the print room says of a job by where it has put its ticket. */
async function lookIn(path: string, file: string): Promise<JobSeen> {
  const name = file.replace(/\.(pdf|json)$/, "");
  const said = await wordsOf([join(path, `${name}.error.txt`), join(path, "error", `${name}.error.txt`)]);
  if (said !== undefined || (await exists(join(path, "error", `${name}.json`)))) {
    const why = said ? new Fault("print.folder-error", { said }) : new Fault("print.folder-failed");
    return { state: "failed", why };
  }
  return { state: (await exists(join(path, "done", `${name}.json`))) ? "printed" : "waiting" };
}

/**
 * A print folder as a way. A print room that moves the ticket into `done/` or `error/`, or writes `<name>.error.txt`, is read
 * back, where it is `followed`.
 */
export function folderWay(path: string, { followed }: { followed: boolean }): PrintWay {
  const folder = printFolder(path);
  const batches = batchFolder(path);
  const settling = {
    settle: (id: string) => folder.settle(id),
    settleBatch: (id: string) => batches.settle(id),
  };
  if (!followed)
    return {
      submit: (job) => folder.submit(job),
      lookup: (id) => folder.lookup(id),
      submitBatch: (made) => batches.submit(made),
      lookupBatch: (id) => batches.lookup(id),
      ...settling,
    };
  const noted = async <Answer extends WayOutcome | { state: "never-seen" }>(outcome: Answer, notes: Notes) => {
    if (outcome.state === "sent") await notes.keep({ file: outcome.reference });
    return outcome;
  };
  return {
    submit: async (job, notes) => noted(await folder.submit(job), notes),
    lookup: async (id, notes) => noted(await folder.lookup(id), notes),
    submitBatch: async (made, notes) => noted(await batches.submit(made), notes),
    lookupBatch: async (id, notes) => noted(await batches.lookup(id), notes),
    ...settling,
    look: async ({ file }: JsonObject) => {
      try {
        return await lookIn(path, String(file));
      } catch (error) {
        throw new Fault("print.folder-unread", { path, message: systemCode(error) ?? "?" });
      }
    },
  };
}
