import * as z from "zod";
import { Fault, type JsonObject, type SendBatch } from "../../../src/contract/index.ts";
import type { MadeLetter } from "../../../src/print/index.ts";

/** Where a letter is: file, position, first page, pages; or why it is in no file. */
const Spot = z.union([
  z.tuple([z.int(), z.int(), z.int(), z.int()]),
  z.object({ key: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) }),
]);
type Spot = z.infer<typeof Spot>;

/** What is noted of a batch before it goes out, so that each of its letters can be told of after a crash as well. */
const Noted = z.object({
  files: z.array(z.string()),
  /** In the order of the batch. */
  letters: z.array(Spot),
  /** Where it goes. */
  place: z.string().optional(),
  /** What the carrier calls it. */
  carrier: z.record(z.string(), z.json()).optional(),
});
export type Noted = z.infer<typeof Noted>;

export function readNoted(noted: JsonObject | undefined): Noted | undefined {
  return noted === undefined ? undefined : Noted.parse(noted);
}

export const toNote = (noted: Noted): JsonObject => ({ ...noted });

export const spotOfFault = ({ key, data }: Fault): Spot => ({ key, data: { ...data } });

export function spotOf(made: MadeLetter | undefined, files: readonly string[]): Spot {
  if (made === undefined) return spotOfFault(new Fault("print.not-made"));
  if (!("file" in made)) return spotOfFault(made.faults[0] ?? new Fault("print.not-made"));
  return [files.indexOf(made.file), made.position, made.firstPage, made.pages];
}

/** @param index of the letter in its batch, from 0 on; undefined: nothing was noted of it */
export function readSpot(noted: Noted | undefined, index: number, batch: string): Fault | SendBatch | undefined {
  const spot = noted?.letters[index];
  if (spot === undefined) return undefined;
  if (!Array.isArray(spot)) return new Fault(spot.key, spot.data);
  const [file, position, firstPage, pages] = spot;
  return { id: batch, position, file: noted?.files[file] ?? "", firstPage, pages };
}
