import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { mintEndpoint, mintSecret } from "../../../src/webhook/index.ts";
import { field } from "../../text-field.ts";
import { type FlowNode, root } from "../user-directory.ts";

/** Ids of the nodes that the checks ask for. */
export const nodes = { webhook: "webhook", wait: "wait", lookup: "lookup", park: "park" } as const;
export const decisions = ["accepted", "refused"] as const;

/**
 * Audience, wait for decision, decision switch; each branch goes to two senders, one that asks the printer after a crash
 * and one that leaves it to a person.
 * @param store of the campaign, and its password, where it is no file
 */
export function crashFlow(printer: string, { store = "", storePassword = "" } = {}): FlowNode[] {
  const place = { z: "tab", x: 0, y: 0 };
  // Node-RED takes any property that is the id of a node for a reference to it: no id may be the name of a type.
  const campaign = "c1";
  const rule = (value: string) => ({ label: value, operator: "is", value, value2: "", synonyms: [] });
  const sender = (recovery: "lookup" | "park") => ({
    ...{ id: nodes[recovery], ...place, type: "crash-sender", campaign, recovery, queue: `${printer}/${recovery}` },
    wires: [[], []],
  });
  const both = [nodes.lookup, nodes.park];
  return [
    { id: "tab", type: "tab", label: "Crash" },
    {
      ...{ id: campaign, type: "campaign", name: "Crash", timeZone: "Europe/Paris", locale: "en", store },
      ...(storePassword !== "" && { credentials: { storePassword } }),
    },
    {
      ...{ id: "start", ...place, type: "inject", props: [], once: true, onceDelay: 0.1, wires: [["rows"]] },
    },
    {
      ...{ id: "rows", ...place, type: "function", outputs: 1, timeout: 0, initialize: "", finalize: "", libs: [] },
      ...{ func: `return { payload: global.get("audience")() };`, wires: [["audience"]] },
    },
    { id: "audience", ...place, type: "audience", campaign, columns: [], wires: [[nodes.wait], []] },
    {
      ...{ id: nodes.wait, ...place, type: "wait-for-decision", version: 1, campaign, webhooks: [] },
      ...{ deadline: { kind: "after", amount: 30, unit: "days" }, reminders: [], keepEarly: 30, late: "refuse" },
      wires: [["switch"], [], [], []],
    },
    {
      ...{ id: "switch", ...place, type: "decision-switch", version: 1, property: "event.data.decision" },
      ...{ rules: decisions.map(rule), outputs: 3, wires: [both, both, []] },
    },
    sender("lookup"),
    sender("park"),
    {
      ...{ id: nodes.webhook, ...place, type: "inbound-webhook", version: 3, campaign, mode: "release", anyCase: true },
      ...{ eventType: "decision", fields: [field("caseKey", "case-key"), field("decision", "event")] },
      ...{ endpoint: mintEndpoint(), credentials: { secrets: JSON.stringify({ "sender.current": mintSecret() }) } },
      ...{ rate: { webhook: 0, source: 0 }, wires: [[], []] },
    },
  ] as FlowNode[];
}

/** Puts the sender where Node-RED finds it, made of the parts of the built package; answers the folder. */
export async function senderFolder(inside: string): Promise<string> {
  const folder = join(inside, "sender");
  await mkdir(folder);
  const from = (...path: string[]) => JSON.stringify(pathToFileURL(join(root, ...path)).href);
  const lines = [
    `import { registerSender } from ${from("test", "flows", "crash", "sender-node.ts")};`,
    `import * as parts from ${from("dist", "nodes", "parts.js")};`,
    "export default (RED) => registerSender(RED, parts);",
  ];
  const page = `<script type="text/javascript">RED.nodes.registerType("crash-sender", { defaults: {}, outputs: 2 });</script>`;
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(join(folder, "crash-sender.js"), lines.join("\n"));
  await writeFile(join(folder, "crash-sender.html"), page);
  return folder;
}
