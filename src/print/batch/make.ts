import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Asset, Fault } from "../../contract/index.ts";
import { syncFolder } from "../../durable-file.ts";
import { openKeptLetters } from "../letter/index.ts";
import { type Composed, type Composing, composeLetters } from "./compose.ts";
import type { BatchLetter, BatchOrder, MadeBatch, MadeFile, MadeLetter } from "./contract.ts";
import { type Content, csvOf, jsonLinesOf } from "./manifest.ts";
import { batchName } from "./names.ts";
import { proofOf } from "./proof.ts";
import { writeCompanion } from "./write-file.ts";
import { xjdfOf } from "./xjdf.ts";

export interface Making {
  /** It exists, and is on the same disk as the place that gets the batch, where that is a folder. */
  folder: string;
  /** Bytes that a kept letter refers to. @throws Fault `asset.missing` */
  assets(asset: Asset): Promise<Uint8Array>;
  signal?: AbortSignal;
}

/** So many letters with a fault are named. */
const named = 3;

function stopped(faulty: readonly Composed[]): Fault {
  const letters = faulty
    .slice(0, named)
    .map(({ listed: { id } }) => id.replace(/[\p{Cc}\p{Cf}]+/gu, " ").slice(0, 100));
  const more = faulty.length > named ? ", …" : "";
  const keys = [...new Set(faulty.flatMap(({ faults }) => faults.map(({ key }) => key)))].slice(0, named).join(", ");
  return new Fault("print.batch-faults", { count: faulty.length, letters: letters.join(", ") + more, faults: keys });
}

/**
 * Makes the files of a batch from its letters, in their order: the documents, manifests and a ticket in XJDF. The same
 * order and letters give the same bytes. Letters are read as it gets on; of each, only what the manifest says stays in
 * memory.
 * @throws Fault `print.batch-faults` where `onFault` is `stop`; the signal's reason; what `letters` and `assets` throw. No
 * file is left then.
 */
export async function makeBatch(
  order: BatchOrder,
  letters: AsyncIterable<BatchLetter>,
  { folder, assets, signal }: Making,
): Promise<MadeBatch> {
  const name = batchName(order.id);
  const aborting = signal === undefined ? {} : { signal };
  const composing: Composing = { folder, name, read: openKeptLetters(assets), ...aborting };
  const paths: string[] = [];
  try {
    const proof = order.proof === undefined ? undefined : await proofOf(order, letters, composing, order.proof);
    if (proof !== undefined) stopAtFaults(order, proof.composed);
    const { files, composed } = await composeLetters(order, proof?.letters ?? letters, composing);
    paths.push(...files.map((file) => join(folder, file.name)));
    stopAtFaults(order, composed);
    const sides = order.paper.sides === "one-sided" ? 1 : 2;
    const documents = files.map((file): MadeFile => {
      const sheets = Math.ceil(file.pages / sides);
      return { path: join(folder, file.name), ...file, sheets };
    });
    let position = 0;
    const madeOf = ({ listed: { id }, faults, place }: Composed): MadeLetter => {
      if (place === undefined) return { id, faults };
      position += 1;
      const { file, first: firstPage, pages } = place;
      const where = { file: files[file - 1]!.name, firstPage, pages, sheets: Math.ceil(pages / sides) };
      const why = proof?.why.get(id);
      const told = { ...(faults.length > 0 && { faults }), ...(why !== undefined && { why }) };
      return { id, position, ...where, ...told };
    };
    const left = proof?.composed.filter(({ place }) => place === undefined) ?? [];
    const listed = [...composed, ...left].map((one) => ({ listed: one.listed, made: madeOf(one) }));
    const content: Content = { order, documents, letters: listed };
    const companions: MadeFile[] = [];
    for (const [end, pieces] of [
      ["manifest.csv", csvOf(content)],
      ["manifest.jsonl", jsonLinesOf(content)],
      ["xjdf", xjdfOf(content)],
    ] as const) {
      paths.push(join(folder, `${name}.${end}`));
      signal?.throwIfAborted();
      companions.push(await writeCompanion(folder, `${name}.${end}`, pieces));
    }
    await syncFolder(folder);
    return { order, documents, companions, letters: listed.map(({ made }) => made) };
  } catch (error) {
    for (const path of paths) await rm(path, { force: true });
    throw error;
  }
}

function stopAtFaults({ onFault }: BatchOrder, composed: readonly Composed[]): void {
  const faulty = composed.filter(({ faults }) => faults.length > 0);
  if (onFault === "stop" && faulty.length > 0) throw stopped(faulty);
}
