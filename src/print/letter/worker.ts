import { Fault } from "../../contract/index.ts";
import { compose, inspect } from "./compose.ts";
import { type MeasuredLetter, measure } from "./measure.ts";
import type { Findings, Letter, LetterRequest } from "./request.ts";

interface Refused {
  fault: { key: string; data: Record<string, string | number> };
}
export type Answered<Answer> = { answer: Answer } | Refused;

/** A fault's class does not survive the way between threads. */
async function answered<Answer>(work: Promise<Answer>): Promise<Answered<Answer>> {
  try {
    return { answer: await work };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { fault: { key: error.key, data: { ...error.data } } };
  }
}

/** The worker's side of `composeLetter`. */
export const composeInWorker = (request: LetterRequest): Promise<Answered<Letter>> => answered(compose(request));

/** The worker's side of `measureLetter`. */
export const measureInWorker = (request: LetterRequest): Promise<Answered<MeasuredLetter>> =>
  answered(measure(request));

/** The worker's side of `inspectLetter`. */
export const inspectInWorker = (request: LetterRequest): Promise<Answered<Findings>> => answered(inspect(request));
