import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { endpointPath } from "../../nodes/inbound-webhook/config.ts";
import { mintEndpoint, mintSecret, readSecret, sign } from "../../src/webhook/index.ts";
import { freePort } from "../free-port.ts";
import { type FlowNode, furnish, modules, type Platform, root, temporaryOf, unused } from "./user-directory.ts";

export type { FlowNode, Platform } from "./user-directory.ts";

/** How a Node-RED is set up that starts with flows that are already there, as a server without an editor does. */
export interface SetUp {
  /** JavaScript of an object, laid over the usual settings. */
  settings?: string;
  /** JavaScript (CommonJS) of the program that Node-RED is part of; absent: `red.js` as people start it. */
  program?: (place: { nodeRed: string; modules: string; port: number }) => string;
}

export interface Reply {
  status: number;
  body: Record<string, unknown>;
}

/** Asks again until there is an answer; a test that waits for a fact must not guess how long it takes. */
export async function until<Answer>(
  ask: () => Promise<Answer | undefined>,
  what: string,
  seconds = 40,
): Promise<Answer> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not within ${seconds} s: ${what}`);
}

/** Whether a button brings a list, and is no word of a person who looks after the campaign. */
function bringsPeople({ props = [] }: FlowNode): boolean {
  return props.some(({ p }) => p === "payload");
}

/** A real Node-RED in a process of its own, with the built package linked as a user would install it. */
export class Runtime {
  readonly folder: string;
  readonly flows: FlowNode[];
  private readonly platform: Platform;
  private readonly port: number;
  private process: ChildProcess | undefined;
  private log = "";

  private constructor(platform: Platform, folder: string, port: number, flows: FlowNode[]) {
    this.platform = platform;
    this.folder = folder;
    this.port = port;
    this.flows = flows;
  }

  /** `change` may add to the nodes of the examples, or change them. */
  static async create(
    platform: Platform,
    examples: string[],
    change: (flows: FlowNode[]) => FlowNode[] = (flows) => flows,
  ): Promise<Runtime> {
    const folder = await furnish();
    const port = await freePort();
    const texts = await Promise.all(examples.map((name) => readFile(join(root, "examples", name), "utf8")));
    const flows = texts
      // Where an example is told that it is reached.
      .map((text) => text.replaceAll("http://localhost:1880", `http://127.0.0.1:${port}`))
      .flatMap((text) => JSON.parse(text) as FlowNode[])
      .filter((node) => node.type !== "global-config")
      .map((node) => {
        if (node.type === "inject") return { ...node, once: bringsPeople(node) };
        if (node.type !== "inbound-webhook") return node;
        return {
          ...node,
          endpoint: mintEndpoint(),
          credentials: { secrets: JSON.stringify({ "sender.current": mintSecret() }) },
        };
      });
    const runtime = new Runtime(platform, folder, port, change(flows));
    await runtime.start();
    await runtime.deploy();
    await runtime.listening();
    return runtime;
  }

  /** Starts with these flows, and waits for nothing: what there is to wait for differs from set-up to set-up. */
  static async prepared(platform: Platform, flows: FlowNode[], setUp: SetUp = {}): Promise<Runtime> {
    const usual = { flowFile: "flows.json", credentialSecret: false, nodesExcludes: await unused(platform, flows) };
    const folder = await furnish(`{ ...${JSON.stringify(usual)}, ...${setUp.settings ?? "{}"} }`);
    const secrets = flows.filter(({ credentials }) => credentials !== undefined);
    const bare = flows.map(({ credentials: _, ...node }) => node);
    await writeFile(join(folder, "flows.json"), JSON.stringify(bare));
    const kept = Object.fromEntries(secrets.map(({ id, credentials }) => [id, credentials]));
    await writeFile(join(folder, "flows_cred.json"), JSON.stringify(kept));
    const runtime = new Runtime(platform, folder, await freePort(), flows);
    if (setUp.program === undefined) runtime.launch();
    else {
      const nodeRed = join(modules, platform.nodeRed);
      await writeFile(join(folder, "start.cjs"), setUp.program({ nodeRed, modules, port: runtime.port }));
      runtime.launch([join(folder, "start.cjs")]);
    }
    return runtime;
  }

  /** Where it keeps what it needs for a while. */
  get temporary(): string {
    return temporaryOf(this.folder);
  }

  /** Where the process listens, without a scheme. */
  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.launch();
    await until(() => this.api("/flows"), `Node-RED answers\n${this.log}`);
  }

  private launch(program = [join(modules, this.platform.nodeRed, "red.js"), "-u", this.folder, "-p", `${this.port}`]) {
    const node = join(modules, this.platform.node);
    // What it leaves when it is killed goes with its folder.
    const env = { ...process.env, TMPDIR: this.temporary };
    const started = spawn(node, program, { stdio: "pipe", cwd: this.folder, env });
    this.process = started;
    for (const stream of [started.stdout, started.stderr])
      stream.on("data", (chunk: Buffer) => {
        this.log += chunk.toString();
      });
  }

  /** Presses the button of an inject node. */
  async press(name: string): Promise<void> {
    const button = this.flows.find((node) => node.type === "inject" && node.name === name);
    const response = await fetch(this.urlOf(`/inject/${button?.id}`), { method: "POST" });
    if (!response.ok) throw new Error(`the button ${name} answered ${response.status}`);
  }

  async api(path: string, body?: unknown, type = "full"): Promise<unknown> {
    const headers = {
      "content-type": "application/json",
      "node-red-api-version": "v2",
      "node-red-deployment-type": type,
    };
    const init = body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`, init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** `change` holds for this deploy only. */
  async deploy(change = (node: FlowNode): FlowNode => node): Promise<void> {
    await this.api("/flows", { flows: this.flows.map(change) });
  }

  get pid(): number {
    return this.process?.pid ?? 0;
  }

  urlOf(path: string): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  get webhook(): { url: string; secret: string } {
    return this.webhookOf();
  }

  /** The first webhook of the flows, or the one with such words in its address. */
  webhookOf(slug?: string): { url: string; secret: string } {
    const ears = this.flows.filter((one) => one.type === "inbound-webhook");
    const node = ears.find((one) => slug === undefined || one.slug === slug);
    return {
      url: this.urlOf(endpointPath(node?.endpoint ?? "", node?.slug)),
      secret: (JSON.parse(node?.credentials?.secrets ?? "{}") as Record<string, string>)["sender.current"] ?? "",
    };
  }

  async listening(): Promise<void> {
    if (this.webhook.secret === "") return;
    await until(async () => ((await fetch(this.webhook.url)).status === 405 ? true : undefined), "the webhook listens");
  }

  async post(body: unknown, id = `msg_${Math.random().toString(36).slice(2)}`, slug?: string): Promise<Reply> {
    const { url, secret } = this.webhookOf(slug);
    const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
    const signed = sign(readSecret(secret), id, bytes, Date.now());
    const headers = { ...signed, "content-type": "application/json", "accept-language": "en" };
    const response = await fetch(url, { method: "POST", headers, body: bytes });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  /** Names of the job tickets that were released. */
  async tickets(): Promise<string[]> {
    const names = await readdir(join(this.folder, "letters")).catch(() => []);
    return names.filter((name) => name.endsWith(".json")).sort();
  }

  /** Those of a case, or of a recipient without one. */
  async ticketsOf(key: string): Promise<string[]> {
    const names = await this.tickets();
    const read = names.map((name) => readFile(join(this.folder, "letters", name), "utf8"));
    const tickets = (await Promise.all(read)).map(
      (text) => JSON.parse(text) as { caseKey?: string; recipient: string },
    );
    return names.filter((_, index) => (tickets[index]?.caseKey ?? tickets[index]?.recipient) === key);
  }

  async letter(ticket: string): Promise<Buffer> {
    return readFile(join(this.folder, "letters", ticket.replace(/json$/, "pdf")));
  }

  /** As a power cut would, without a word; by another signal, as an operator would. */
  async kill(signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): Promise<void> {
    const dying = this.process;
    if (dying === undefined || dying.exitCode !== null || dying.signalCode !== null) return;
    const exited = once(dying, "exit");
    dying.kill(signal);
    await exited;
  }

  /** What Node-RED wrote. */
  get output(): string {
    return this.log;
  }

  async remove(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}
