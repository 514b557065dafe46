import { Fault, type JsonObject } from "../../src/contract/index.ts";
import type { Notes } from "../../src/print/index.ts";

/** A note says at which place something was handed over: after its service was changed, another one knows nothing of it. */

/** Notes of one place; those of another are not read, and are left to whoever decides. @param place undefined: it keeps none */
export function notesAt(place: string | undefined, notes: Notes): Notes {
  const foreign = async () => elsewhere(place, await notes.read()) !== undefined;
  return {
    read: async () => ((await foreign()) ? undefined : notes.read()),
    keep: (reference) => notes.keep(place === undefined ? reference : { ...reference, place }),
    drop: async () => ((await foreign()) ? undefined : notes.drop()),
  };
}

/** Why nobody at this place can say what became of it; undefined: it is the one that was noted. */
export function elsewhere(place: string | undefined, noted: JsonObject | undefined): Fault | undefined {
  const before = noted?.place;
  return typeof before === "string" && before !== place ? new Fault("print.elsewhere", { place: before }) : undefined;
}
