import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";

export interface Peer {
  /** Ends it, and waits until it has ended. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** With what it started itself, which is of its process group. */
function killAll({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) killAll(child, "SIGKILL");
});

function answers(how: { port: number } | { path: string }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect("port" in how ? { ...how, host: "127.0.0.1" } : how);
    const tell = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once("connect", () => tell(true));
    socket.once("error", () => tell(false));
  });
}

/** Starts a program, and waits until it takes connections. */
export async function startPeer(
  command: string,
  args: readonly string[],
  how: { port: number } | { path: string },
  options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Promise<Peer> {
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"], detached: true, ...options });
  running.add(child);
  let said = "";
  child.stderr?.on("data", (text) => {
    said = `${said}${text}`.slice(-2000);
  });
  const ended = once(child, "exit").finally(() => running.delete(child));
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  for (let tries = 0; !(await answers(how)); tries += 1) {
    if (isOver() || tries > 200) {
      killAll(child, "SIGKILL");
      throw new Error(`${command} did not start: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return {
    async end(signal = "SIGTERM") {
      if (!isOver()) killAll(child, signal);
      await ended;
      child.stderr?.destroy();
    },
  };
}
