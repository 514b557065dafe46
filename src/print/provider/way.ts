import * as z from "zod";
import type { Clock } from "../../clock.ts";
import { Fault, type JsonObject } from "../../contract/index.ts";
import type { PrintJob } from "../carrier.ts";
import type { Notes, PrintWay, WayOutcome } from "../way.ts";
import { keyOf } from "./key.ts";
import type { PrintProvider, ProviderLetter } from "./provider.ts";
import { ProviderFault } from "./provider-fault.ts";

/** Letters handed to one provider at the same time. */
const atOnce = 4;
/** Letters are on their way for days, and providers count calls: their own events are faster. */
const lookEvery = { least: 10 * 60_000, most: 6 * 3_600_000 };
/** How much of the time for which a provider knows a key is made use of: clocks differ. */
const share = 0.9;

/** What is kept of a letter: from before it goes out, and with its name from when the provider has it. */
const Kept = z.object({
  key: z.string(),
  /** When it went out first, in milliseconds. */
  at: z.number(),
  prepared: z.record(z.string(), z.json()).optional(),
  name: z.string().optional(),
});
type Kept = z.infer<typeof Kept>;

const readKept = (kept: JsonObject | undefined): Kept | undefined => {
  const read = Kept.safeParse(kept);
  return read.success ? read.data : undefined;
};

const letterOf = ({ id, pdf, ticket, to }: PrintJob): ProviderLetter => ({ key: keyOf(id), pdf, ticket, to });
const sent = (name: string): WayOutcome => ({ state: "sent", reference: name });
const missing = ({ host }: PrintProvider) => new Fault("print.provider-unknown", { host });

/** The provider has it, under this name. A note that is not kept says nothing against it: it is looked up later. */
async function taken(notes: Notes, { key, at }: Kept, name: string): Promise<WayOutcome> {
  try {
    await notes.keep({ key, at, name });
  } catch (error) {
    throw new Error("the note of a letter that was taken is not kept", { cause: error });
  }
  return sent(name);
}

/** What was certainly not taken leaves no note behind: one that stays has the next try ask the provider. */
async function notTaken(fault: ProviderFault, notes: Notes): Promise<WayOutcome> {
  await notes.drop().catch(() => {});
  if (!fault.again) return { state: "not-sent", reason: fault, again: false };
  return { state: "not-now", reason: fault, ...(fault.after !== undefined && { after: fault.after }) };
}

/** A provider as a way: one letter for one id, whatever is lost on the way there or back. */
export function providerWay(provider: PrintProvider, clock: Clock): PrintWay {
  const { find, status, cancel, checkAddress, keys, absent } = provider;
  const canAsk = keys > 0 || find !== undefined;

  async function submit(job: PrintJob, notes: Notes): Promise<WayOutcome> {
    const letter = letterOf(job);
    let kept: Kept;
    try {
      const before = readKept(await notes.read());
      if (before?.name !== undefined) return sent(before.name);
      provider.check(job.ticket);
      const prepared = before?.prepared ?? (await provider.prepare?.(letter));
      kept = { key: letter.key, at: before?.at ?? clock.now(), ...(prepared !== undefined && { prepared }) };
      await notes.keep(kept as JsonObject);
    } catch (error) {
      if (error instanceof ProviderFault)
        return notTaken(new ProviderFault(error.key, error.data, { ...error, certainly: true }), notes);
      if (error instanceof Fault) return { state: "not-now", reason: error };
      throw error;
    }
    try {
      return await taken(notes, kept, await provider.create(letter, (kept.prepared ?? {}) as JsonObject));
    } catch (error) {
      if (!(error instanceof ProviderFault)) throw error;
      if (error.certainly) return notTaken(error, notes);
      if (!canAsk) return { state: "unknown", reason: error };
      // Nothing is known yet, and it can be: the next try asks first.
      throw new Error("the provider has to be asked what became of a letter", { cause: error });
    }
  }

  /** The same call under the same key: the letter that there is, or the one that never came. */
  async function again(job: PrintJob, kept: Kept, notes: Notes): Promise<WayOutcome> {
    try {
      const name = await provider.create(letterOf(job), (kept.prepared ?? {}) as JsonObject);
      return await taken(notes, kept, name);
    } catch (error) {
      // It may be turned down because it has been done; that the provider is away says nothing.
      if (error instanceof ProviderFault && error.certainly && !error.again) return { state: "unknown", reason: error };
      throw error;
    }
  }

  return {
    atOnce,
    submit,
    async lookup(_id, notes, job) {
      const kept = readKept(await notes.read());
      if (kept === undefined) return { state: "never-seen" };
      if (kept.name !== undefined) return sent(kept.name);
      const found = await find?.(kept.key);
      if (found !== undefined) return taken(notes, kept, found);
      const age = clock.now() - kept.at;
      if (job !== undefined && age < keys * share) return again(await job(), kept, notes);
      if (find === undefined || absent === undefined) return { state: "unknown", reason: missing(provider) };
      // What came a moment ago may not be to be seen yet.
      if (age < absent) throw missing(provider);
      await notes.drop();
      return { state: "never-seen" };
    },
    check: async (paper) => provider.check(paper),
    ...(checkAddress !== undefined && { checkAddress }),
    lookEvery,
    ...(status !== undefined && {
      async look(reference: JsonObject) {
        const name = readKept(reference)?.name;
        return name === undefined ? { state: "untraced" as const } : status(name);
      },
    }),
    ...(cancel !== undefined && {
      async cancel(reference: JsonObject) {
        const name = readKept(reference)?.name;
        return name === undefined ? "too-late" : cancel(name);
      },
    }),
  };
}
