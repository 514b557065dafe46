import { Fault } from "../../contract/index.ts";
import { runInPool } from "../../pool.ts";
import type { MeasuredLetter } from "./measure.ts";
import { type Finding, type Findings, type Letter, LetterRequest, misfit, type PrintFile } from "./request.ts";
import type { Answered } from "./worker.ts";

const worker = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);

async function inWorker<Answer>(name: string, request: LetterRequest): Promise<Answer> {
  const parsed = LetterRequest.safeParse(request);
  if (!parsed.success) throw misfit(parsed.error);
  const answered = await runInPool<Answered<Answer>>(worker, name, parsed.data);
  if ("fault" in answered) throw new Fault(answered.fault.key, answered.fault.data);
  return answered.answer;
}

/**
 * Composes a letter as PDF in a worker thread. What spoils it is in its `faults`: whoever prints it decides.
 * @throws Fault `print.request` (a setting is out of bounds), `print.file-…`, `print.background-…`, `print.code-too-long`
 */
export const composeLetter = (request: LetterRequest): Promise<Letter> => inWorker("composeInWorker", request);

/**
 * Lays out a letter in a worker thread and draws nothing: pages, text and findings are those that `composeLetter` tells.
 * @throws as `composeLetter`
 */
export const measureLetter = (request: LetterRequest): Promise<MeasuredLetter> => inWorker("measureInWorker", request);

/**
 * What can be found in a letter before it has its data: in its files, sizes and colours.
 * @throws as `composeLetter`
 */
export const inspectLetter = (request: LetterRequest): Promise<Findings> => inWorker("inspectInWorker", request);

export { type BatchRequest, composeBatch, type Outcome } from "./batch/index.ts";
export { keepLetter, letterOf, openKeptLetters } from "./kept.ts";
export type { Finding, Letter, LetterRequest, PrintFile };
