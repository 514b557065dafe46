import { parentPort, workerData } from "node:worker_threads";
import { Fault } from "../../contract/index.ts";
import type { Told } from "./index.ts";
import { runImport } from "./run-import.ts";

/** One import in a thread of its own; whoever started it hears of its progress and may stop it. */
const port = parentPort!;
const stopping = new AbortController();
port.on("message", () => stopping.abort());
const tell = (told: Told) => port.postMessage(told);
try {
  const report = await runImport(workerData, (stage, share) => tell({ stage, share }), stopping.signal);
  tell({ report });
} catch (error) {
  if (error instanceof Fault) tell({ fault: { key: error.key, data: error.data } });
  else if (stopping.signal.aborted) tell({ stopped: true });
  else throw error;
} finally {
  port.close();
}
