import { spawn } from "node:child_process";
import { constants, setPriority } from "node:os";
import { Fault } from "../../contract/index.ts";
import { programEnvironment } from "./environment.ts";
import { shortened } from "./said.ts";

/** Bytes of what the program says that are kept. */
const mostSaid = 4_096;

export interface Run {
  program: string;
  /** After those that hold for every run. */
  options: readonly string[];
  /** Private folder with all files of the run; paths are relative to it. */
  folder: string;
  signal: AbortSignal;
  /** CPU seconds after which the system itself ends the program, also when we are gone. */
  cpuLimit: number;
  /** Most bytes of the file that is written. */
  sizeLimit: number;
  onFrames?: (frames: number) => void;
}

/** The program ended by itself and did not do its work. */
export class Refused extends Error {
  readonly said: string;
  constructor(said: string) {
    super(said);
    this.name = "Refused";
    this.said = said;
  }
}

/**
 * Runs ffmpeg to its end, at lower priority, with no shell, no terminal and nothing but files in reach.
 * @throws Refused; Fault `video.size-limit`, `video.program-broken`; the reason of the signal
 */
export async function runProgram(run: Run): Promise<void> {
  const { program, options, folder, signal, sizeLimit, onFrames } = run;
  signal.throwIfAborted();
  const limits = ["-timelimit", String(Math.ceil(run.cpuLimit)), "-max_alloc", String(512 << 20)];
  const always = ["-hide_banner", "-nostdin", "-y", "-loglevel", "error", "-xerror", "-nostats", "-progress", "pipe:1"];
  const child = spawn(program, [...always, ...limits, ...options], {
    cwd: folder,
    env: programEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  let said = "";
  let reason: unknown;
  const stop = (why: unknown) => {
    reason ??= why;
    child.kill("SIGKILL");
  };
  const onAbort = () => stop(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  child.stderr.setEncoding("latin1").on("data", (text: string) => {
    if (said.length < mostSaid) said += text.slice(0, mostSaid - said.length);
  });
  let rest = "";
  child.stdout.setEncoding("latin1").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const [name, value = ""] = line.split("=");
      if (name === "frame") onFrames?.(Number(value));
      if (name === "total_size" && Number(value) > sizeLimit)
        stop(new Fault("video.size-limit", { megabytes: sizeLimit / 1e6 }));
    }
  });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject).once("close", resolve);
      lower(child.pid);
    });
    if (reason !== undefined) throw reason;
    if (code !== 0) throw new Refused(shortened(said) || `exit ${code ?? "by a signal"}`);
  } catch (error) {
    if (reason !== undefined || error instanceof Refused) throw error;
    throw new Fault("video.program-broken", { path: program }, { cause: error });
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

/** Videos can wait, decisions cannot. A system that refuses encodes at its ordinary priority. */
function lower(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Ended already, or not allowed.
  }
}
