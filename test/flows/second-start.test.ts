import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, it } from "mocha";

interface FlowNode {
  id: string;
  type: string;
  name?: string;
  endpoint?: string;
  slug?: string;
}
interface Flows {
  flows: FlowNode[];
  rev: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const edited = "Renamed by the user";

/** Takes a port, the next free one from `from`; 0: any. */
async function take(from: number): Promise<Server> {
  const server = createServer().listen(from, "127.0.0.1");
  await once(server, "listening");
  return server;
}
const portOf = (server: Server) => (server.address() as { port: number }).port;
async function free(server: Server): Promise<void> {
  server.close();
  await once(server, "close");
}

describe("npm start, run twice", function () {
  this.timeout(60_000);
  let folder = "";
  let started: ChildProcess | undefined;

  /** Resolves with what was printed when Node-RED is up and the package has said so. */
  async function start(port: number): Promise<string> {
    const env = { ...process.env, BELLE_HISTOIRE_USER_DIR: folder, PORT: String(port) };
    const child = spawn(process.execPath, [join(root, "bin", "start.ts")], { env, cwd: root, stdio: "pipe" });
    started = child;
    let output = "";
    await new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk: Buffer) => {
          output += chunk.toString();
          if (/^ {2}stop /m.test(output)) resolve();
        });
      child.once("exit", (code) => reject(new Error(`ended with ${code} before it was up\n${output}`)));
    });
    return output;
  }
  /** As Ctrl+C does; resolves when Node-RED has gone too. */
  async function stop(): Promise<void> {
    const child = started;
    started = undefined;
    if (child === undefined || child.exitCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "close");
  }
  const editorOf = (output: string) => output.match(/^ {2}editor +(\S+)$/m)?.[1] ?? "";

  async function flows(editor: string, deploy?: Flows): Promise<Flows> {
    const headers = { "content-type": "application/json", "node-red-api-version": "v2" };
    const post = { method: "POST", headers: { ...headers, "node-red-deployment-type": "nodes" } };
    const init = deploy === undefined ? { headers } : { ...post, body: JSON.stringify(deploy) };
    const response = await fetch(`${editor}/flows`, init);
    assert.equal(response.status, 200);
    return (await response.json()) as Flows;
  }
  const secretOf = async () => (await readFile(join(folder, "advertiser.env"), "utf8")).match(/SECRET='(.+)'/)?.[1];

  let first: { output: string; port: number; flows: FlowNode[]; secret: string | undefined };
  let second: { output: string; flows: FlowNode[] };
  let taken: Server | undefined;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-start-"));
    const probe = await take(0);
    const port = portOf(probe);
    await free(probe);
    const output = await start(port);
    const editor = editorOf(output);
    const imported = await flows(editor);
    const rename = (node: FlowNode) => (node.type === "audience" ? { ...node, name: edited } : node);
    await flows(editor, { ...imported, flows: imported.flows.map(rename) });
    first = { output, port, flows: imported.flows, secret: await secretOf() };
    await stop();
    taken = await take(port);
    const again = await start(port);
    second = { output: again, flows: (await flows(editorOf(again))).flows };
  });
  after(async () => {
    await stop();
    if (taken !== undefined) await free(taken);
    await rm(folder, { recursive: true, force: true });
  });

  it("imports the examples at the first start, each webhook with an address of its own", () => {
    assert.equal(editorOf(first.output), `http://127.0.0.1:${first.port}`);
    const types = new Set(first.flows.map(({ type }) => type));
    for (const type of ["campaign", "audience", "inbound-webhook", "send-print-job"]) assert.ok(types.has(type), type);
    const [webhook] = first.flows.filter(({ type }) => type === "inbound-webhook");
    assert.match(
      first.output,
      new RegExp(`^ {2}webhook +http://127.0.0.1:${first.port}/webhook/${webhook?.slug}/${webhook?.endpoint}$`, "m"),
    );
    assert.match(first.secret ?? "", /^whsec_/);
  });

  it("keeps the user's edits, and imports nothing twice", () => {
    const expected = first.flows.map((node) => (node.type === "audience" ? { ...node, name: edited } : node));
    const byId = (a: FlowNode, b: FlowNode) => (a.id < b.id ? -1 : 1);
    assert.deepEqual(second.flows.sort(byId), expected.sort(byId));
    assert.ok(second.flows.some(({ name }) => name === edited));
  });

  it("keeps the webhook's address and secret", async () => {
    assert.equal(await secretOf(), first.secret);
    const [webhook] = first.flows.filter(({ type }) => type === "inbound-webhook");
    const answer = await fetch(`${editorOf(second.output)}/webhook/${webhook?.slug}/${webhook?.endpoint}`);
    assert.equal(answer.status, 405);
  });

  it("takes the next free port where its own is taken, and prints it", async () => {
    const port = Number(new URL(editorOf(second.output)).port);
    assert.ok(port > first.port && port < first.port + 100, `${port} after ${first.port}`);
    assert.match(second.output, new RegExp(`^ {2}webhook +http://127.0.0.1:${port}/`, "m"));
    assert.match(await readFile(join(folder, "advertiser.env"), "utf8"), new RegExp(`127.0.0.1:${port}/`));
  });
});
