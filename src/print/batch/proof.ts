import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Composed, type Composing, composeLetters } from "./compose.ts";
import { type BatchLetter, type BatchOrder, type ProofReason, worstCases } from "./contract.ts";

/** The letters of a proof. */
export interface Proof {
  letters: BatchLetter[];
  /** Why each is in it, by its id. */
  why: Map<string, ProofReason[]>;
  /** All of the batch, as they would be. */
  composed: Composed[];
}

/** What a letter would be the worst case by. */
type Weights = Record<Exclude<(typeof worstCases)[number], "pages">, number>;

/** Pages that something stands on. */
const written = ({ place }: Composed) => (place?.pages ?? 0) - (place?.blanks ?? 0);
const longest = (texts: readonly string[]) => texts.reduce((most, text) => Math.max(most, [...text].length), 0);

/** Longer texts weigh more; of an address lines first. */
function weightsOf({ address, letter }: BatchLetter): Weights {
  const [name = ""] = address;
  return {
    name: longest([name]),
    address: address.length * 1_000 + address.join("").length,
    text: typeof letter.body === "string" ? letter.body.length : JSON.stringify(letter).length,
  };
}

/**
 * Chooses the letters of a proof. Which have the most pages is known when all were laid out, so they wait on the disk
 * meanwhile.
 */
export async function proofOf(
  order: BatchOrder,
  letters: AsyncIterable<BatchLetter>,
  composing: Composing,
  { first, worst }: { first: number; worst: number },
): Promise<Proof> {
  const path = join(composing.folder, `${composing.name}.letters.part`);
  const waiting = await open(path, "w+", 0o600);
  try {
    const places: { at: number; bytes: number; weights: Weights }[] = [];
    let at = 0;
    async function* kept() {
      for await (const letter of letters) {
        const line = Buffer.from(JSON.stringify(letter));
        await waiting.write(line, 0, line.length, at);
        places.push({ at, bytes: line.length, weights: weightsOf(letter) });
        at += line.length;
        yield letter;
      }
    }
    const { composed } = await composeLetters(order, kept(), composing, true);
    const chosen = new Map<number, ProofReason[]>();
    const choose = (index: number, reason: ProofReason) => chosen.set(index, [...(chosen.get(index) ?? []), reason]);
    const printed = composed.flatMap(({ place }, index) => (place === undefined ? [] : [index]));
    for (const index of printed.slice(0, first)) choose(index, "first");
    for (const index of printed.filter((each) => composed[each]!.faults.length > 0).slice(0, worst))
      choose(index, "fault");
    const weightOf = (index: number, kind: (typeof worstCases)[number]) =>
      kind === "pages" ? written(composed[index]!) : places[index]!.weights[kind];
    for (const kind of worstCases) {
      // Of letters that are as bad, those that come first.
      const byWeight = [...printed].sort((one, other) => weightOf(other, kind) - weightOf(one, kind));
      for (const index of byWeight.slice(0, worst)) choose(index, kind);
    }
    const proof: Proof = { letters: [], why: new Map(), composed };
    for (const [index, why] of [...chosen].sort(([one], [other]) => one - other)) {
      const { at: from, bytes } = places[index]!;
      const line = Buffer.alloc(bytes);
      await waiting.read(line, 0, bytes, from);
      const letter = JSON.parse(line.toString()) as BatchLetter;
      proof.letters.push(letter);
      proof.why.set(letter.id, why);
    }
    return proof;
  } finally {
    await waiting.close();
    await rm(path, { force: true });
  }
}
