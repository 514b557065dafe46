import { EventEmitter, once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach } from "mocha";
import type { Node, NodeAPI, NodeDef } from "node-red";
import registerCampaign from "../../nodes/campaign/campaign.ts";
import type { CampaignNode } from "../../nodes/shared/with-campaign.ts";
import type { House } from "../../src/journey/index.ts";

export type Register = (RED: NodeAPI) => void;
export type Message = Record<string, unknown> & { _msgid?: string };
export interface FlowNode {
  id: string;
  type: string;
  [property: string]: unknown;
}
type Credentials = Record<string, Record<string, string>>;

/** The part of node-red-node-test-helper that is used here; it brings no types. */
interface TestHelper {
  startServer(): Promise<void>;
  stopServer(): Promise<void>;
  settings(settings: object): void;
  load(types: Register[], flow: FlowNode[], credentials: Credentials): Promise<void>;
  setFlows(flow: FlowNode[], type: "full" | "nodes" | "flows", credentials?: Credentials): Promise<void>;
  unload(): Promise<void>;
  getNode(id: string): Node | null;
  request(): {
    get(path: string): { set(headers: Record<string, string>): Promise<AdminReply> };
    post(path: string): { set(headers: Record<string, string>): { send(body: object): Promise<AdminReply> } };
  };
  url(): string;
}
interface AdminReply {
  status: number;
  type: string;
  body: Record<string, unknown>;
}
const require = createRequire(import.meta.url);
const helper = require("node-red-node-test-helper") as TestHelper;
/** The helper leaves them out of what it gives to nodes. */
const { hooks } = require("@node-red/util") as { hooks: NodeAPI["hooks"] & { has(name: string): boolean } };

interface Logged {
  level: "error" | "warn";
  node: string | undefined;
  text: string;
}

/** Node-RED takes a node without a position for a config node. */
const place = { z: "tab", x: 0, y: 0 };
const campaignNode = { id: "c1", type: "campaign", name: "Spring", timeZone: "Europe/Paris", locale: "en" };

/**
 * A flow around one node, `node`: a campaign, a collector `output 0`, `output 1`, … behind every output, and one named
 * `caught` behind a catch node.
 */
export function flowOf(
  node: Record<string, unknown> & { type: string },
  outputs: number,
  campaign: object | null = {},
): FlowNode[] {
  const ports = Array.from({ length: outputs }, (_, port) => `output ${port}`);
  return [
    { id: "tab", type: "tab", label: "Under test" },
    ...(campaign === null ? [] : [{ ...campaignNode, ...campaign }]),
    { campaign: "c1", ...node, id: "node", ...place, wires: ports.map((port) => [port]) },
    ...ports.map((id) => ({ id, type: "collector", ...place, wires: [] })),
    { id: "catch-all", type: "catch", ...place, scope: null, uncaught: false, wires: [["caught"]] },
    { id: "caught", type: "collector", ...place, wires: [] },
  ];
}

/** Node-RED with the node under test; a user directory of its own for every test. To be called inside a `describe`. */
export function nodeRed(...types: Register[]) {
  const changes = new EventEmitter().setMaxListeners(0);
  const logs = new EventEmitter();
  let folder = "";
  let messages = new Map<string, Message[]>();
  let statuses = new Map<string, string[]>();
  let logged: Logged[] = [];
  let loaded: NodeAPI | undefined;
  const changed = () => changes.emit("change");

  const onStatus = ({ id, status }: { id: string; status?: { fill?: string; shape?: string; text?: string } }) => {
    // A node that is stopped for good.
    if (status === undefined) return;
    const words = [status.fill, status.shape, status.text].filter((word) => word !== undefined).join(" ");
    statuses.set(id, [...(statuses.get(id) ?? []), words]);
    changed();
  };
  logs.on("log", ({ level, id, msg }: { level: number; id?: string; msg: unknown }) => {
    if (level > 30) return;
    const text = msg instanceof Error ? msg.message : String((msg as { message?: unknown })?.message ?? msg);
    logged.push({ level: level > 20 ? "warn" : "error", node: id, text });
    changed();
  });
  /** Keeps what it gets, and says done, so that a task behind it can end. */
  function collector(RED: NodeAPI): void {
    loaded = Object.assign(RED, { hooks });
    RED.events.on("node-status", onStatus);
    (RED.log as unknown as { addHandler(handler: EventEmitter): void }).addHandler(logs);
    RED.nodes.registerType("collector", function (this: Node, def: NodeDef) {
      RED.nodes.createNode(this, def);
      this.on("input", (message, _send, done) => {
        messages.set(this.id, [...(messages.get(this.id) ?? []), message as Message]);
        changed();
        done();
      });
    });
  }
  async function unload(): Promise<void> {
    if (loaded === undefined) return;
    await helper.unload();
    loaded.events.removeListener("node-status", onStatus);
    (loaded.log as unknown as { removeHandler(handler: EventEmitter): void }).removeHandler(logs);
    loaded = undefined;
  }

  before(() => helper.startServer());
  after(() => helper.stopServer());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-node-"));
    helper.settings({ userDir: folder });
    messages = new Map();
    statuses = new Map();
    logged = [];
  });
  afterEach(async () => {
    await unload();
    // A store that was opened late may still be making its files.
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  /** Waits for a fact; it is asked for again whenever a message, a status or a log line has come. */
  async function until<Answer>(ask: () => Answer | undefined | false, what: string): Promise<Answer> {
    const patience = AbortSignal.timeout(15_000);
    for (;;) {
      const answer = ask();
      if (answer !== undefined && answer !== false) return answer;
      await once(changes, "change", { signal: patience }).catch(() => {
        const seen = { statuses: Object.fromEntries(statuses), messages: [...messages.keys()], logged };
        throw new Error(`never: ${what}; ${JSON.stringify(seen)}`);
      });
    }
  }
  const node = (id = "node") => {
    const found = helper.getNode(id);
    if (found === null) throw new Error(`no node ${id}`);
    return found;
  };
  const at = (id: string | number) => messages.get(typeof id === "number" ? `output ${id}` : id) ?? [];

  return {
    node,
    /** The user directory of this test. */
    get folder() {
      return folder;
    },
    get url() {
      return helper.url();
    },
    /** Errors and warnings of the log. */
    get logged() {
      return logged;
    },
    /** The errors that belong to no message. */
    get errors() {
      return logged.filter(({ level }) => level === "error").map(({ text }) => text);
    },
    get RED() {
      if (loaded === undefined) throw new Error("nothing is loaded");
      return loaded;
    },
    until,
    load: (flow: FlowNode[], credentials: Credentials = {}) =>
      helper.load([collector, registerCampaign, ...types], flow, credentials),
    /** Deploys another flow in place of the present one. */
    deploy: (flow: FlowNode[]) => helper.setFlows(flow, "full"),
    unload,
    /** As a restart does, in the same user directory. */
    async restart(flow: FlowNode[], credentials: Credentials = {}) {
      await unload();
      messages = new Map();
      statuses = new Map();
      await helper.load([collector, registerCampaign, ...types], flow, credentials);
    },
    house: (): Promise<House> => (node("c1") as CampaignNode).house,
    receive: (message: object) => node().receive(message as never),
    /** What came out of an output, or to another collector, so far. */
    at,
    /** The first message of an output. */
    first: (id: string | number) => until(() => at(id)[0], `a message at ${id}`),
    async some(id: string | number, count: number): Promise<Message[]> {
      return until(() => (at(id).length >= count ? at(id) : undefined), `${count} messages at ${id}`);
    },
    /** Every status of a node since it was loaded, as `fill shape text`. */
    statuses: (id = "node") => statuses.get(id) ?? [],
    status: (text: string, id = "node") =>
      until(() => statuses.get(id)?.at(-1) === text, `the status ${text} of ${id}`),
    /** Whether the engine's hooks stand in Node-RED's way of a message. */
    watching: () => ["preDeliver", "onReceive", "onComplete"].some((name) => hooks.has(`${name}.belle-histoire`)),
    adminGet: (path: string, language: string): Promise<AdminReply> =>
      helper.request().get(path).set({ "accept-language": language }),
    /** A call of the editor to our admin routes. */
    admin: (path: string, language: string, body: object): Promise<AdminReply> =>
      helper.request().post(path).set({ "accept-language": language }).send(body),
  };
}
