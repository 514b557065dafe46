import { mintEndpoint, mintSecret } from "../../../src/webhook/index.ts";
import type { FlowNode } from "../../flows/runtime.ts";

const place = { z: "tab", x: 0, y: 0 };
const middle = ["change", "junction", "change", "link", "junction", "change", "junction", "change", "link", "junction"];

/** Deliveries of one message, from node to node: a link is two, and one more leads to the end. */
export const hops = middle.length + middle.filter((type) => type === "link").length + 1;

/** A chain of Node-RED's own nodes that run no function; each says `done` at once. */
function chain(): object[] {
  const nameOf = (index: number) => (index === middle.length ? "end" : `n${index}`);
  return middle.flatMap((type, index): object[] => {
    const wires = [[nameOf(index + 1)]];
    const node = { id: nameOf(index), ...place };
    if (type === "junction") return [{ ...node, type, wires }];
    if (type === "change") {
      const rules = [{ t: "set", p: "topic", pt: "msg", to: "on its way", tot: "str" }];
      return [{ ...node, type, rules, wires }];
    }
    return [
      { ...node, type: "link out", mode: "link", links: [`${node.id}-in`], wires: [] },
      { ...node, id: `${node.id}-in`, type: "link in", links: [node.id], wires },
    ];
  });
}

export const chainFlow = [
  { id: "tab", type: "tab", label: "Hops" },
  { id: "source", ...place, type: "bench-source", wires: [["n0"]] },
  ...chain(),
  { id: "end", ...place, type: "bench-end", wires: [] },
] as FlowNode[];

/** The same, beside a campaign whose webhook is deployed: its messages are watched from then on. */
export const watchedFlow = [
  ...chainFlow,
  { id: "c1", type: "campaign", name: "Bench", timeZone: "UTC", locale: "en", store: "" },
  {
    ...{ id: "w1", ...place, type: "inbound-webhook", version: 3, campaign: "c1", mode: "continue", anyCase: false },
    ...{ eventType: "decision", endpoint: mintEndpoint(), rate: { webhook: 0, source: 0 }, wires: [[], []] },
    fields: [{ name: "caseKey", type: "text", required: true, values: [], target: "case-key", as: "" }],
    credentials: { secrets: JSON.stringify({ "sender.current": mintSecret() }) },
  },
] as FlowNode[];
