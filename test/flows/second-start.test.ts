import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, it } from "mocha";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Started {
  process: ChildProcess;
  editor: string;
  shown: string;
}

/** What `npm start` runs, until it has shown all that it shows. */
async function start(folder: string, port: number): Promise<Started> {
  const env = { ...process.env, BELLE_HISTOIRE_USER_DIR: folder, PORT: String(port) };
  const child = spawn(process.execPath, [join(root, "bin", "start.ts")], { env, stdio: ["ignore", "pipe", "pipe"] });
  let shown = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      shown += chunk.toString();
    });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", () => shown.includes("Ctrl+C") && resolve());
    child.once("exit", () => reject(new Error(`ended:\n${shown}`)));
  });
  return { process: child, editor: /editor\s+(\S+)/.exec(shown)?.[1] ?? "", shown };
}

async function stop({ process: child }: Started): Promise<void> {
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}

type Flows = { flows: { id: string; type: string; name?: string }[]; rev: string };
const headers = { "content-type": "application/json", "node-red-api-version": "v2" };
const flowsOf = async (editor: string) => (await fetch(`${editor}/flows`, { headers })).json() as Promise<Flows>;

describe("npm start", function () {
  this.timeout(90_000);
  let folder: string;
  let neighbour: Server;
  let taken: number;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-start-"));
    neighbour = createServer().listen(0, "127.0.0.1");
    await once(neighbour, "listening");
    const address = neighbour.address();
    taken = typeof address === "object" && address !== null ? address.port : 0;
  });
  after(async () => {
    neighbour.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("takes the next port where the first is taken, and the second time keeps the user's edits", async () => {
    const first = await start(folder, taken);
    const { flows } = await flowsOf(first.editor);
    const port = Number(new URL(first.editor).port);
    assert.ok(port > taken, first.shown);
    for (const said of ["webhook  http", "letters  ", "npm run decide -- accepted D-1001", "openssl dgst -sha256"])
      assert.ok(first.shown.includes(said), said);
    const edited = flows.map((node) => (node.type === "audience" ? { ...node, name: "My people" } : node));
    const deployed = await fetch(`${first.editor}/flows`, {
      method: "POST",
      headers,
      body: JSON.stringify({ flows: edited }),
    });
    assert.equal(deployed.status, 200);
    await stop(first);

    const second = await start(folder, taken);
    const { flows: kept } = await flowsOf(second.editor);
    await stop(second);
    assert.deepEqual(
      kept.map(({ id, name }) => [id, name]),
      edited.map(({ id, name }) => [id, name]),
    );
    assert.ok(kept.some(({ name }) => name === "My people"));
  });
});
