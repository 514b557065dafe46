import { parentPort, workerData } from "node:worker_threads";
import type { LetterRequest } from "../request.ts";
import { type Limits, openWriter, type Placed, type Skipped, type Written } from "./write-letters.ts";

/** What the thread is told: letters, or undefined when there are no more. */
export type Asked = LetterRequest[] | undefined;
export type Told = { placed: (Placed | Skipped)[] } | { written: Written[] };

/** One batch in a thread of its own. Whoever started it ends it, and removes what is not finished. */
const port = parentPort!;
const { folder, name, limits } = workerData as { folder: string; name: string; limits: Limits };
const writer = openWriter(folder, name, limits);
let work = Promise.resolve();
const tell = (told: Told) => port.postMessage(told);

async function write(asked: Asked): Promise<void> {
  if (asked === undefined) return tell({ written: writer.end() });
  const placed: (Placed | Skipped)[] = [];
  for (const request of asked) placed.push(await writer.add(request));
  tell({ placed });
}
port.on("message", (asked: Asked) => {
  work = work.then(() => write(asked));
});
