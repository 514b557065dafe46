import type { NodeAPI } from "node-red";
import type { CampaignNode } from "../shared/with-campaign.ts";

/** A node as a flow holds it. */
export interface SavedNode {
  id: string;
  type: string;
  [property: string]: unknown;
}

/** What is known of the way that leads to a node, as it is deployed. */
export interface FlowBefore {
  /** Of the node that it leads to. */
  id: string;
  /** All nodes that a message may have come through, and the webhooks and pages whose events release it. */
  nodes: SavedNode[];
  /** Whether every one of them is known to keep to the contract of messages. */
  known: boolean;
  campaign: CampaignNode | undefined;
}

const ours = new Set([
  ...["audience", "inbound-webhook", "wait-for-decision", "decision-switch", "call-service", "route-map"],
  ...["render-message", "personal-page", "send-print-job", "send-email", "send-sms"],
]);
/** Their tables of fields say what `msg.event.data` holds. */
export const givesEvents: ReadonlySet<string> = new Set(["inbound-webhook", "personal-page"]);
/** They hand on what they get. */
const harmless = new Set(["junction", "link in", "link out", "delay", "switch"]);

const idsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value.flat() : []).filter((id): id is string => typeof id === "string");

/** The nodes that a node hands its messages to; what leads into a subflow comes from wherever that is used. */
function goalsOf({ type, links, wires, in: inputs }: SavedNode): string[] {
  if (type === "link out") return idsIn(links);
  if (type !== "subflow") return idsIn(wires);
  const entries = (Array.isArray(inputs) ? inputs : []).flatMap((input: { wires?: unknown }) => input?.wires ?? []);
  return idsIn(entries.map((entry: { id?: unknown }) => entry?.id));
}

/** The nodes that hand a message to each, by its id. */
function sourcesOf(nodes: readonly SavedNode[]): Map<string, SavedNode[]> {
  const sources = new Map<string, SavedNode[]>();
  const lead = (to: string, from: SavedNode) => sources.set(to, [...(sources.get(to) ?? []), from]);
  for (const node of nodes) {
    const goals = goalsOf(node);
    for (const to of new Set(goals)) lead(to, node);
  }
  return sources;
}

function deployedNodes(RED: NodeAPI): SavedNode[] {
  const nodes: SavedNode[] = [];
  RED.nodes.eachNode((node) => {
    nodes.push(node as unknown as SavedNode);
  });
  return nodes;
}

/** The webhooks and pages whose events a wait takes: the chosen ones, or all webhooks of its campaign. */
function sourcesOfEvents(wait: SavedNode, all: readonly SavedNode[]): SavedNode[] {
  const chosen = idsIn(wait.webhooks);
  if (chosen.length > 0) return all.filter(({ id, type }) => chosen.includes(id) && givesEvents.has(type));
  return all.filter(({ type, campaign }) => type === "inbound-webhook" && campaign === wait.campaign);
}

/** What leads to a node of the deployed flows; nothing of one that is not deployed. */
export function flowBefore(RED: NodeAPI, id: string): FlowBefore {
  const all = deployedNodes(RED);
  const sources = sourcesOf(all);
  const seen = new Map<string, SavedNode>();
  const queue = [...(sources.get(id) ?? [])];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (seen.has(node.id)) continue;
    seen.set(node.id, node);
    if (node.type === "wait-for-decision") for (const one of sourcesOfEvents(node, all)) seen.set(one.id, one);
    // A recipient begins at the audience: what comes into that is a list.
    if (node.type !== "audience") queue.push(...(sources.get(node.id) ?? []));
  }
  const nodes = [...seen.values()];
  return {
    id,
    nodes,
    known: nodes.length > 0 && nodes.every(({ type }) => ours.has(type) || harmless.has(type)),
    campaign: campaignAmong(RED, nodes, all),
  };
}

/** The campaign of the nodes before; where none of them has one, the only one that there is. */
function campaignAmong(RED: NodeAPI, nodes: readonly SavedNode[], all: readonly SavedNode[]): CampaignNode | undefined {
  const named = nodes.map(({ campaign }) => campaign);
  const only = all.filter(({ type }) => type === "campaign").map(({ id }) => id);
  for (const id of [...named, ...(only.length === 1 ? only : [])]) {
    const node = (typeof id === "string" ? RED.nodes.getNode(id) : null) as CampaignNode | null;
    if (node?.house !== undefined) return node;
  }
  return undefined;
}
