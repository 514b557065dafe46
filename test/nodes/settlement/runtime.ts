import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { types } from "./palette.ts";
import type { Commands } from "./runtime-process.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const script = fileURLToPath(new URL("./runtime-process.ts", import.meta.url));

export interface Platform {
  name: string;
  /** Node-RED, below node_modules. */
  nodeRed: string;
  settings: object;
}

export const platforms: Platform[] = [
  { name: "Node-RED 5", nodeRed: "node-red", settings: {} },
  { name: "Node-RED 4.1", nodeRed: "node-red-4", settings: {} },
];

export interface Probe {
  ask<Name extends keyof Commands>(
    command: Name,
    input: Parameters<Commands[Name]>[0],
  ): Promise<Awaited<ReturnType<Commands[Name]>>>;
  stop(): Promise<void>;
}

/** Starts Node-RED with the palette of the test. */
export async function startProbe({ nodeRed, settings }: Platform): Promise<Probe> {
  const folder = await mkdtemp(join(tmpdir(), "belle-histoire-settle-"));
  await mkdir(join(folder, "palette"));
  const palette = new URL("./palette.ts", import.meta.url).href;
  const load = `module.exports = (RED) => import(${JSON.stringify(palette)}).then(({ default: register }) => register(RED));`;
  await writeFile(join(folder, "palette", "settle.js"), load);
  const templates = types.map((type) => `<script type="text/html" data-template-name="${type}"></script>`);
  await writeFile(join(folder, "palette", "settle.html"), templates.join("\n"));

  const child: ChildProcess = fork(
    script,
    [join(root, "node_modules", nodeRed, "lib", "red.js"), folder, JSON.stringify(settings)],
    {
      execPath: join(root, "node_modules", "node", "bin", "node"),
      execArgv: [],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    },
  );
  const gone = once(child, "exit");
  const answers = new Map<number, (answer: { answer?: unknown; error?: string }) => void>();
  child.on("message", (message: { id: number; answer?: unknown; error?: string }) =>
    answers.get(message.id)?.(message),
  );
  let last = 0;
  const answered = (id: number) =>
    new Promise<unknown>((resolve, reject) => {
      void gone.then(([code]) => reject(new Error(`Node-RED has ended with ${code}`)));
      answers.set(id, ({ answer, error }) => (error === undefined ? resolve(answer) : reject(new Error(error))));
    });
  await answered(0);
  return {
    ask(command, input) {
      last += 1;
      const answer = answered(last);
      child.send({ id: last, command, input });
      return answer as never;
    },
    async stop() {
      child.kill("SIGKILL");
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
