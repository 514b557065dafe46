import { Fault } from "../../contract/index.ts";
import { runInPool } from "../../pool.ts";
import { type Letter, LetterRequest, misfit } from "./request.ts";
import type { Composed } from "./worker.ts";

const worker = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);

/**
 * Composes a letter as PDF in a worker thread.
 * @throws Fault `print.request` (a setting is out of bounds), `print.missing-glyph`
 */
export async function composeLetter(request: LetterRequest): Promise<Letter> {
  const parsed = LetterRequest.safeParse(request);
  if (!parsed.success) throw misfit(parsed.error);
  const composed = await runInPool<Composed>(worker, "composeInWorker", parsed.data);
  if ("fault" in composed) throw new Fault(composed.fault.key, composed.fault.data);
  return composed.letter;
}
export { composeBatch } from "./batch/index.ts";
export type { LetterRequest };
