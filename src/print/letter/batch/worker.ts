import { parentPort, workerData } from "node:worker_threads";
import { type Assignment, type BatchRequest, type Outcome, openWriter, type Written } from "./write-letters.ts";

/** What the thread is told: letters, or undefined when there are no more. */
export type Asked = BatchRequest[] | undefined;
export type Told = { outcomes: Outcome[] } | { written: Written[] };

/** One batch in a thread of its own. Whoever started it ends it, and removes what is not finished. */
const port = parentPort!;
const writer = openWriter(workerData as Assignment);
let work = Promise.resolve();
const tell = (told: Told) => port.postMessage(told);

async function write(asked: Asked): Promise<void> {
  if (asked === undefined) return tell({ written: writer.end() });
  const outcomes: Outcome[] = [];
  for (const request of asked) outcomes.push(await writer.add(request));
  tell({ outcomes });
}
port.on("message", (asked: Asked) => {
  work = work.then(() => write(asked));
});
