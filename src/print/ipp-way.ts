import * as z from "zod";
import { Fault, type JsonObject } from "../contract/index.ts";
import { ippBatches, lookAtBatch, type PauseFor } from "./batch/ipp.ts";
import type { PrintJob } from "./carrier.ts";
import { IppFault, type IppPrinter, type JobReference } from "./ipp/index.ts";
import { ippTicketOf, seenOf } from "./ipp-words.ts";
import type { Notes, PrintWay, WayOutcome } from "./way.ts";

/** Jobs handed to one printer at the same time. */
const atOnce = 4;

const Kept = z.object({ key: z.string(), id: z.int(), uuid: z.string().optional() });

function referenceOf(kept: JsonObject | undefined): JobReference | undefined {
  const read = Kept.safeParse(kept);
  if (!read.success) return undefined;
  const { key, id, uuid } = read.data;
  return { key, id, ...(uuid !== undefined && { uuid }) };
}

const toKeep = (reference: JobReference): JsonObject => ({ ...reference });

/** Once the printer has it, a note that cannot be kept says nothing against it: it is looked up later. */
async function keepAfter(notes: Notes, reference: JobReference): Promise<void> {
  try {
    await notes.keep(toKeep(reference));
  } catch (error) {
    throw new Error("the note of a job that was taken is not kept", { cause: error });
  }
}

const sent = ({ id }: JobReference): WayOutcome => ({ state: "sent", reference: String(id) });

async function failed(error: unknown, notes: Notes): Promise<WayOutcome> {
  // What keeps a note from being written comes before the document goes out.
  if (error instanceof Fault && !(error instanceof IppFault)) return { state: "not-now", reason: error };
  if (!(error instanceof IppFault)) throw error;
  if (!error.certainlyNot) return { state: "unknown", reason: error };
  // A note that stays says that something may have gone out: the next try then asks the printer.
  await notes.drop().catch(() => {});
  if (!error.again) return { state: "not-sent", reason: error, again: false };
  return { state: "not-now", reason: error, ...(error.after !== undefined && { after: error.after }) };
}

/**
 * An IPP printer, or a queue of CUPS, as a way.
 * @param title what a printer's display says of a job; nobody's name
 * @param pauseFor how long a batch waits for a printer that is busy
 */
export function ippWay(printer: IppPrinter, title: string, pauseFor?: PauseFor): PrintWay {
  const submit = async ({ id, pdf, ticket }: PrintJob, notes: Notes): Promise<WayOutcome> => {
    try {
      const noted = referenceOf(await notes.read());
      const job = { key: id, title, document: pdf, ticket: ippTicketOf(ticket) };
      const keep = (reference: JobReference) => notes.keep(toKeep(reference));
      const { reference, before } = await printer.submit(job, { keep, ...(noted !== undefined && { noted }) });
      if (before) await keepAfter(notes, reference);
      return sent(reference);
    } catch (error) {
      return failed(error, notes);
    }
  };
  return {
    atOnce,
    submit,
    async lookup(id, notes) {
      const found = await printer.reconcile(id, referenceOf(await notes.read()));
      if (found.state === "unknown") return found;
      if (found.state === "not-taken") {
        await notes.drop();
        return { state: "never-seen" };
      }
      await keepAfter(notes, found.reference);
      return sent(found.reference);
    },
    check: (paper) => printer.check(ippTicketOf(paper)),
    ...ippBatches(printer, title, pauseFor),
    async look(kept) {
      const ofBatch = await lookAtBatch(printer, kept);
      if (ofBatch !== undefined) return ofBatch;
      const reference = referenceOf(kept);
      return reference === undefined ? { state: "untraced" } : seenOf(await printer.state(reference));
    },
  };
}
