import { Fault, type JsonObject } from "../../contract/index.ts";
import { languageOf, sentence } from "../../language/index.ts";
import { type BatchRequest, composeBatch, type LetterRequest, type Outcome } from "../letter/index.ts";
import type { BatchLetter, BatchOrder } from "./contract.ts";
import type { Listed } from "./manifest.ts";
import { pieceOf } from "./names.ts";

/** A kept letter read back. */
type ReadLetter = (kept: JsonObject) => Promise<LetterRequest>;

export interface Composing {
  folder: string;
  name: string;
  read: ReadLetter;
  signal?: AbortSignal;
}

/** A letter of the batch, and what became of it. */
export interface Composed {
  listed: Listed;
  faults: Fault[];
  place?: NonNullable<Outcome["place"]>;
}

/** What says that this letter cannot be read; anything else says nothing of it. */
const unreadable = new Set(["asset.missing", "print.letter-unread"]);

const faultsOf = (faults: Outcome["faults"]) => faults.map(({ key, data }) => new Fault(key, data));

function requestOf(
  letter: BatchLetter,
  request: LetterRequest,
  { test, controlMarks, proof }: BatchOrder,
): BatchRequest {
  return {
    ...request,
    ...(test && { test }),
    ...(controlMarks && { piece: pieceOf(letter.id) }),
    ...(proof !== undefined && { watermark: sentence("print.proof-word", {}, languageOf(request.language)) }),
  };
}

/** Composes letters in their order. `measured`: nothing is written. */
export async function composeLetters(
  order: BatchOrder,
  letters: Iterable<BatchLetter> | AsyncIterable<BatchLetter>,
  { folder, name, read, signal }: Composing,
  measured = false,
) {
  const composed: Composed[] = [];
  const sent: Composed[] = [];
  async function* requests(): AsyncGenerator<BatchRequest> {
    for await (const letter of letters) {
      const { id, recipient, caseKey, postalCode, country, template, language } = letter;
      const place = {
        ...(caseKey !== undefined && { caseKey }),
        ...(postalCode !== undefined && { postalCode }),
        ...(country !== undefined && { country }),
      };
      const one: Composed = { listed: { id, recipient, ...place, template, language }, faults: [] };
      composed.push(one);
      try {
        const request = await read(letter.letter);
        sent.push(one);
        yield requestOf(letter, request, order);
      } catch (error) {
        if (!(error instanceof Fault) || !unreadable.has(error.key)) throw error;
        one.faults.push(error);
      }
    }
  }
  const { files, letters: outcomes } = await composeBatch(requests(), {
    ...{ folder, name, measured },
    onFault: order.onFault === "print" ? "print" : "skip",
    twoSided: order.paper.sides !== "one-sided",
    marked: order.controlMarks,
    ...(signal !== undefined && { signal }),
  });
  for (const [index, { faults, place }] of outcomes.entries()) {
    const one = sent[index]!;
    one.faults.push(...faultsOf(faults));
    if (place !== undefined) one.place = place;
  }
  return { files, composed };
}
