import { Fault } from "../../contract/index.ts";
import { compose } from "./compose.ts";
import type { Letter, LetterRequest } from "./request.ts";

export type Composed = { letter: Letter } | { fault: { key: string; data: Record<string, string | number> } };

/** The worker's side of `composeLetter`: a fault's class does not survive the way between threads. */
export async function composeInWorker(request: LetterRequest): Promise<Composed> {
  try {
    return { letter: await compose(request) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { fault: { key: error.key, data: { ...error.data } } };
  }
}
