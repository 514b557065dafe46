import { createReadStream } from "node:fs";
import { setTimeout as pass } from "node:timers/promises";
import * as z from "zod";
import { Fault, type JsonObject } from "../../contract/index.ts";
import { IppFault, type IppPrinter, type JobReference } from "../ipp/index.ts";
import { ippTicketOf, seenOf } from "../ipp-words.ts";
import type { JobSeen, Notes, WayOutcome } from "../way.ts";
import type { BatchWay, MadeBatch, MadeFile } from "./contract.ts";
import { batchName } from "./names.ts";

/** Waits before the next try, the `tries`th from 1 on; false: that is enough. */
export type PauseFor = (tries: number, asked: number, signal: AbortSignal | undefined) => Promise<boolean>;

/** A busy printer is waited for: two seconds at first, a minute later, for a day or so. */
const usualPause: PauseFor = async (tries, asked, signal) => {
  if (tries > 1_500) return false;
  // Broken off, it ends at once, and the next try says so.
  await pass(Math.max(asked, Math.min(60_000, 2_000 * 2 ** Math.min(tries - 1, 5))), undefined, { signal }).catch(
    () => {},
  );
  return true;
};

const KeptJob = z.object({
  key: z.string(),
  id: z.int(),
  uuid: z.string().optional(),
  sha256: z.string(),
  /** The printer has its document; else the document may have gone out. */
  taken: z.boolean(),
});
type KeptJob = z.infer<typeof KeptJob>;

/** Jobs of a batch, in the order of its documents, as far as they have come. */
const Kept = z.object({ documents: z.int(), jobs: z.array(KeptJob) });
type Kept = z.infer<typeof Kept>;

const readKept = async (notes: Notes): Promise<Kept | undefined> => Kept.safeParse(await notes.read()).data;
const toKeep = (kept: Kept): JsonObject => JSON.parse(JSON.stringify(kept)) as JsonObject;

const referenceOf = ({ key, id, uuid }: KeptJob): JobReference => ({ key, id, ...(uuid !== undefined && { uuid }) });

/** Without zeros at the front a list of jobs is not in their order. */
const keyOf = (id: string, index: number) => `${batchName(id)}-${String(index + 1).padStart(3, "0")}`;

const sent = ({ jobs }: Kept): WayOutcome => ({ state: "sent", reference: jobs.map(({ id }) => id).join(" ") });

/** A person has to look: nobody knows what became of the job, or it certainly does not print and others do. */
function unknown(key: string, job: string, { documents, jobs }: Kept, reason: Fault): WayOutcome {
  const taken = jobs.filter((each) => each.taken).map((each) => each.key);
  const data = { job, printed: taken.join(", ") || "—", documents, why: reason.key };
  return { state: "unknown", reason: new Fault(key, data, { cause: reason }) };
}
const inDoubt = (job: string, kept: Kept, reason: Fault) => unknown("print.batch-in-doubt", job, kept, reason);
const partly = (job: string, kept: Kept, reason: Fault) => unknown("print.batch-part", job, kept, reason);

const brokenOff = (cause: unknown) => new Error("a batch is broken off of which a part may be printed", { cause });

/** Every document of a batch as a job of its own, one after the other. */
export function ippBatches(
  printer: IppPrinter,
  title: string,
  pauseFor: PauseFor = usualPause,
): Pick<BatchWay, "submitBatch" | "lookupBatch"> & { submitBatch: BatchWay["submitBatch"] } {
  /** Prints one document; undefined: it is taken, as the notes say by then. */
  async function submitOne(
    made: MadeBatch,
    index: number,
    kept: Kept,
    notes: Notes,
    signal: AbortSignal | undefined,
  ): Promise<WayOutcome | undefined> {
    const { path, bytes, sha256 } = made.documents[index] as MadeFile;
    const key = keyOf(made.order.id, index);
    const put = async ({ id, uuid }: JobReference, taken: boolean) => {
      kept.jobs[index] = { key, id, ...(uuid !== undefined && { uuid }), sha256, taken };
      await notes.keep(toKeep(kept));
    };
    const changed = () => inDoubt(key, kept, new Fault("print.batch-changed"));
    for (let tries = 1; ; tries += 1) {
      const noted = kept.jobs[index];
      if (noted?.taken) return noted.sha256 === sha256 ? undefined : changed();
      let opened = false;
      try {
        const document = { open: () => createReadStream(path), size: bytes };
        const { reference, before } = await printer.submit(
          { key, title, document, ticket: ippTicketOf(made.order.paper) },
          {
            keep: async (opening) => {
              opened = true;
              await put(opening, false);
            },
            ...(noted !== undefined && { noted: referenceOf(noted) }),
            ...(signal !== undefined && { signal }),
          },
        );
        if (before && noted !== undefined && noted.sha256 !== sha256) return changed();
        await put(reference, true);
        return undefined;
      } catch (error) {
        if (!(error instanceof IppFault)) throw error;
        if (!error.certainlyNot) {
          // Whoever asks later finds out.
          if (signal?.aborted) throw brokenOff(error);
          return inDoubt(key, kept, error);
        }
        // What was noted before this try is as open as it was where the printer could not even be asked.
        if (opened) kept.jobs.splice(index, 1);
        if (kept.jobs.length === 0) {
          if (opened) await notes.drop();
          signal?.throwIfAborted();
          if (!error.again) return { state: "not-sent", reason: error, again: false };
          return { state: "not-now", reason: error, ...(error.after !== undefined && { after: error.after }) };
        }
        if (opened) await notes.keep(toKeep(kept));
        if (signal?.aborted) throw brokenOff(error);
        // A part is printed: nobody may take a letter out of it now, so it is not given back.
        const goesOn = error.again && (await pauseFor(tries, error.after ?? 0, signal));
        if (!goesOn) return partly(key, kept, error);
      }
    }
  }

  return {
    async submitBatch(made, notes, signal) {
      const documents = made.documents.length;
      if (documents === 0) return { state: "not-sent", reason: new Fault("print.batch-empty"), again: false };
      const kept: Kept = (await readKept(notes)) ?? { documents, jobs: [] };
      if (kept.jobs.length > 0 && kept.documents !== documents)
        return inDoubt(keyOf(made.order.id, 0), kept, new Fault("print.batch-changed"));
      kept.documents = documents;
      for (let index = 0; index < documents; index += 1) {
        const outcome = await submitOne(made, index, kept, notes, signal);
        if (outcome !== undefined) return outcome;
      }
      return sent(kept);
    },
    async lookupBatch(id, notes) {
      const kept: Kept = (await readKept(notes)) ?? { documents: 1, jobs: [] };
      // The one behind those that were noted may have been opened, and waits for its document.
      const asked = Math.min(kept.documents, kept.jobs.length + 1);
      for (let index = 0; index < asked; index += 1) {
        const noted = kept.jobs[index];
        if (noted?.taken) continue;
        const key = keyOf(id, index);
        const found = await printer.reconcile(key, noted && referenceOf(noted));
        if (found.state === "unknown") return inDoubt(key, kept, found.reason);
        if (found.state === "not-taken") kept.jobs.splice(index, 1);
        else if (noted !== undefined) kept.jobs[index] = { ...noted, ...found.reference, taken: true };
        else return inDoubt(key, kept, new Fault("print.batch-changed"));
      }
      if (kept.jobs.length === 0) {
        await notes.drop();
        return { state: "never-seen" };
      }
      await notes.keep(toKeep(kept));
      return kept.jobs.length === kept.documents ? sent(kept) : { state: "never-seen" };
    },
  };
}

/** How all jobs of a batch are, as one; undefined: what was kept is no batch. */
export async function lookAtBatch(printer: IppPrinter, reference: JsonObject): Promise<JobSeen | undefined> {
  const kept = Kept.safeParse(reference).data;
  if (kept === undefined) return undefined;
  const all: JobSeen[] = [];
  for (const job of kept.jobs) all.push(seenOf(await printer.state(referenceOf(job))));
  const first = (state: JobSeen["state"]) => all.find((one) => one.state === state);
  const needs = all.find((one) => one.needs !== undefined)?.needs;
  const going = first("printing") ?? first("waiting");
  if (going !== undefined) {
    const begun = all.some(({ state }) => state !== "waiting");
    return { state: begun ? "printing" : "waiting", ...(needs !== undefined && { needs }) };
  }
  return first("untraced") ?? first("failed") ?? first("cancelled") ?? { state: "printed" };
}
