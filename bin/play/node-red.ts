import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Fault } from "../../src/contract/index.ts";
import { processFolders } from "../../src/process-folder.ts";
import type { FlowNode } from "./flow.ts";

const packageName = "@belle-histoire/node-red-journey";
/** User directories of such Node-REDs. */
const folders = processFolders(tmpdir(), "belle-histoire-cases-");
/** Milliseconds that no command runs. */
const longestRun = 7 * 86_400_000;
/** Seconds for a start, on a slow machine as well. */
const patience = 90;

/** Nodes of Node-RED that reach out, which the flow has none of any more: this one does not even know them, and starts sooner. */
const reachOut = [
  ...[
    "20-inject.js",
    "05-tls.js",
    "06-httpproxy.js",
    "10-mqtt.js",
    "21-httpin.js",
    "21-httprequest.js",
    "22-websocket.js",
  ],
  ...["31-tcpin.js", "32-udp.js", "90-exec.js", "10-file.js", "23-watch.js"],
];

/** A Node-RED that runs for one command alone. */
export interface OwnNodeRed {
  /** Asks a route below `belle-histoire/journey`; with a body by POST. @throws Fault `play.cli.refused` */
  ask(path: string, body?: object): Promise<unknown>;
  /** Ends the process and removes its folder. */
  stop(): Promise<void>;
}

/** The folder of this package. */
function packageRoot(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); at !== dirname(at); at = dirname(at)) {
    const manifest = join(at, "package.json");
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).name === packageName) return at;
  }
  throw new Error(`${packageName}: no package.json above ${import.meta.url}`);
}

/** The Node-RED of the working directory, else the one beside the package. @throws Fault `play.cli.no-node-red` */
function nodeRedFile(): string {
  for (const from of [join(process.cwd(), "package.json"), fileURLToPath(import.meta.url)])
    try {
      return createRequire(from).resolve("node-red/red.js");
    } catch {
      // The next place may have one.
    }
  throw new Fault("play.cli.no-node-red");
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}

/** A user directory that holds this package and the flow, and nothing else. */
async function furnish(folder: string, flow: readonly FlowNode[], adminRoot: string): Promise<void> {
  const scope = join(folder, "node_modules", dirname(packageName));
  await mkdir(scope, { recursive: true });
  await symlink(packageRoot(), join(folder, "node_modules", packageName), "dir");
  const manifest = { name: "play", private: true, dependencies: { [packageName]: "*" } };
  const settings = {
    flowFile: "flows.json",
    uiHost: "127.0.0.1",
    // Nobody else on the machine finds it.
    httpAdminRoot: adminRoot,
    disableEditor: true,
    nodesExcludes: reachOut,
    credentialSecret: false,
    telemetry: { enabled: false, updateNotification: false },
    externalModules: { palette: { allowInstall: false }, modules: { allowInstall: false } },
    logging: { console: { level: "warn", metrics: false, audit: false } },
  };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  // It ends with the command that began it, however that ends.
  const leash = 'process.stdin.on("end", () => process.exit()).resume();';
  await writeFile(join(folder, "settings.js"), `${leash}\nmodule.exports = ${JSON.stringify(settings)};\n`);
  await writeFile(join(folder, "flows.json"), JSON.stringify(flow));
}

async function kill(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const ended = once(process, "exit");
  process.kill("SIGTERM");
  const late = setTimeout(() => process.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(late);
}

/**
 * Starts a Node-RED with this package and a flow, in a temporary folder.
 * @throws Fault `play.cli.no-node-red`, `play.cli.not-started`
 */
export async function startNodeRed(flow: readonly FlowNode[], language: string): Promise<OwnNodeRed> {
  const file = nodeRedFile();
  await folders.sweep(longestRun);
  const { path: folder, remove } = await folders.open();
  const adminRoot = `/${randomUUID()}`;
  const port = await freePort();
  let output = "";
  let child: ChildProcess | undefined;
  /** However the command ends: its folder goes next. */
  const leaveNothing = () => void child?.kill("SIGKILL");
  process.prependOnceListener("exit", leaveNothing);
  const interrupted = () => process.exit(130);
  process.once("SIGINT", interrupted);
  process.once("SIGTERM", interrupted);

  async function stop(): Promise<void> {
    if (child !== undefined) await kill(child);
    await remove();
    process.off("exit", leaveNothing);
    process.off("SIGINT", interrupted);
    process.off("SIGTERM", interrupted);
  }

  async function ask(path: string, body?: object): Promise<unknown> {
    const headers = { "accept-language": language, "content-type": "application/json" };
    const asked = body === undefined ? { headers } : { headers, method: "POST", body: JSON.stringify(body) };
    const url = `http://127.0.0.1:${port}${adminRoot}/belle-histoire/journey/${path}`;
    // One that has ended by itself has played nothing: that is no expectation which did not hold.
    const answer = await fetch(url, asked).catch((error: unknown) => {
      throw new Fault("play.cli.refused", {
        status: "–",
        problem: error instanceof Error ? error.message : String(error),
      });
    });
    const read = (await answer.json().catch(() => ({}))) as { problem?: string };
    if (!answer.ok) throw new Fault("play.cli.refused", { status: answer.status, problem: read.problem ?? "" });
    return read;
  }

  try {
    await furnish(folder, flow, adminRoot);
    const started = spawn(process.execPath, [file, "-u", folder, "-p", String(port)], {
      cwd: folder,
      // What it keeps for a while goes with the folder.
      env: { ...process.env, TMPDIR: folder },
      stdio: "pipe",
    });
    child = started;
    for (const stream of [started.stdout, started.stderr])
      stream.on("data", (chunk: Buffer) => {
        output = `${output}${chunk.toString()}`.slice(-4_000);
      });
    const end = performance.now() + patience * 1_000;
    // The nodes are there a moment after the routes.
    for (let entries = 0, looks = 0; entries === 0 && looks < 30; ) {
      if (started.exitCode !== null || performance.now() > end)
        throw new Fault("play.cli.not-started", { seconds: patience, output });
      await pause(100);
      const answer = (await ask("play-entries").catch(() => undefined)) as { entries: unknown[] } | undefined;
      if (answer !== undefined) looks += 1;
      entries = answer?.entries.length ?? 0;
    }
    return { ask, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
