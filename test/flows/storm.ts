import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openSqliteStore } from "../../src/store/index.ts";
import { mintEndpoint, mintSecret, readSecret, sign } from "../../src/webhook/index.ts";
import { field } from "../text-field.ts";
import type { Held } from "./probe.ts";
import { type FlowNode, Runtime } from "./runtime.ts";

/** A campaign with one webhook, and `cases` people who wait for their decision. */
export async function stormRuntime(cases: number): Promise<Runtime> {
  const platform = { name: "Node-RED 5, Node 24", node: "node/bin/node", nodeRed: "node-red" };
  const place = { z: "tab", x: 100, y: 100 };
  const nodes = [
    { id: "tab", type: "tab", label: "Storm" },
    { id: "c1", type: "campaign", name: "Storm", timeZone: "Europe/Paris", locale: "en", store: "" },
    {
      ...{ id: "webhook", type: "inbound-webhook", version: 2, campaign: "c1", eventType: "decision", ...place },
      fields: [field("caseKey", "case-key"), field("decision", "event")],
      endpoint: mintEndpoint(),
      credentials: { secrets: JSON.stringify({ "sender.current": mintSecret() }) },
      rate: { webhook: 0, source: 0 },
      wires: [["decision"], []],
    },
    {
      ...{ id: "decision", type: "decision-switch", version: 1, name: "", property: "event.data.decision", ...place },
      rules: [{ label: "accepted", operator: "is", value: "accepted", value2: "", synonyms: [] }],
      outputs: 2,
      wires: [[], []],
    },
  ] as unknown as FlowNode[];
  const runtime = await Runtime.create(platform, [], () => nodes);
  await runtime.kill();
  const store = await openSqliteStore(storeOf(runtime));
  for (let from = 0; from < cases; from += 1000) {
    await store.enrol(
      Array.from({ length: Math.min(1000, cases - from) }, (_, index) => ({
        ...{ campaign: "c1", node: "elsewhere", caseKey: `C-${from + index}`, test: false, at: Date.now() },
        recipient: { id: `R-${from + index}` },
      })),
    );
  }
  await store.close();
  await runtime.start();
  await runtime.listening();
  return runtime;
}

function storeOf(runtime: Runtime): string {
  return join(runtime.folder, "belle-histoire", "store.sqlite");
}

/** What the store holds, read beside the running process. */
export function kept(runtime: Runtime): { events: string[]; tasks: Record<string, number> } {
  const database = new DatabaseSync(storeOf(runtime), { readOnly: true });
  try {
    database.exec("pragma busy_timeout = 5000");
    const events = database.prepare("select id from event").all() as { id: string }[];
    const tasks = database.prepare("select state, count(*) as n from task where node = 'webhook' group by state").all();
    return {
      events: events.map(({ id }) => id),
      tasks: Object.fromEntries((tasks as { state: string; n: number }[]).map(({ state, n }) => [state, n])),
    };
  } finally {
    database.close();
  }
}

/** Posts decisions; every case has an event of its own. 0: no answer came. */
export function poster(runtime: Runtime, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { url, secret } = runtime.webhook;
  const key = readSecret(secret);
  return {
    post(index: number): Promise<number> {
      const body = Buffer.from(`{"caseKey":"C-${index}","decision":"accepted"}`);
      const headers = {
        "content-type": "application/json",
        "content-length": body.length,
        ...sign(key, `evt-${index}`, body, Date.now()),
      };
      return new Promise((resolve) => {
        const call = request(url, { method: "POST", agent, headers }, (response) => {
          response.on("error", () => resolve(0));
          response.on("end", () => resolve(response.statusCode ?? 0)).resume();
        });
        call.on("error", () => resolve(0));
        call.end(body);
      });
    },
    close: () => agent.destroy(),
  };
}

/** What the process holds; see `probe.ts`. */
export async function held(path: string): Promise<Held> {
  const socket = connect(path);
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.write("?");
  await once(socket, "close");
  return JSON.parse(answer) as Held;
}
