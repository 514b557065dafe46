import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../free-port.ts";

/** A job as a sender of the campaign hands it over. */
export interface Job {
  id: string;
  caseKey: string;
  /** The branch that the decision took. */
  label: string;
}

/** The printer, started again whenever it dies. */
export interface Printer {
  url: string;
  /** How often it died. */
  deaths(): number;
  /** What a queue has printed, in its order. */
  jobs(queue: string): Promise<Job[]>;
  remove(): Promise<void>;
}

/** @param trouble what part of the jobs is answered late, or not at all */
export async function startPrinter(seed: number, trouble: number): Promise<Printer> {
  const folder = await mkdtemp(join(tmpdir(), "belle-histoire-printer-"));
  const port = await freePort();
  const script = new URL("./printer.ts", import.meta.url);
  let life = 0;
  let ended = false;
  let process: ChildProcess;
  function live(): void {
    process = fork(script, [folder, String(port), String(seed + life), String(trouble)]);
    process.once("exit", () => {
      if (ended) return;
      life += 1;
      live();
    });
  }
  live();
  await once(process!, "message");
  return {
    url: `http://127.0.0.1:${port}`,
    deaths: () => life,
    async jobs(queue) {
      const text = await readFile(join(folder, `${queue}.jobs`), "utf8");
      return text
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Job);
    },
    async remove() {
      ended = true;
      const exited = once(process, "exit");
      process.kill("SIGKILL");
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
