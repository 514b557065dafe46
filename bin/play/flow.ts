import { existsSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { goesBy, isHarmless } from "../../nodes/shared/play-nodes.ts";

/** A node of an exported flow. */
export interface FlowNode {
  id: string;
  type: string;
  name?: string;
  [setting: string]: unknown;
}

/** What belongs to a flow beside the nodes that messages reach. */
const frame: ReadonlySet<string> = new Set(["tab", "group", "campaign", "map-service", "audience", "inbound-webhook"]);
/** Settings that name files of the user directory. */
const files: Record<string, readonly string[]> = {
  campaign: ["mediaFolder", "blocksFolder"],
  "route-map": ["area", "storesFile", "logo", "fallbackPicture"],
  "map-service": ["area", "fallbackArea"],
};
/** Where a campaign looks for files that its settings do not name. */
const usual: Record<string, string> = { mediaFolder: "media" };

/** The settings with the files that lie beside the flow. */
function besideFlow(node: FlowNode, folder: string): FlowNode {
  const found = (files[node.type] ?? []).flatMap((setting): [string, string][] => {
    const path = String(node[setting] ?? "").trim() || (usual[setting] ?? "");
    const beside = join(folder, path);
    return path === "" || isAbsolute(path) || !existsSync(beside) ? [] : [[setting, beside]];
  });
  return { ...node, ...Object.fromEntries(found) };
}

/**
 * A flow as it is played far from where it runs: what begins by itself, what reaches out, and what keeps things elsewhere is
 * taken out of it, so that to load it does nothing either.
 * @param folder of the flow's file, where the files are looked for that it names
 */
export function tame(flow: readonly FlowNode[], folder: string): FlowNode[] {
  return flow.map((node) => {
    const { credentials: _, ...bare } = besideFlow(node, folder);
    if (node.type === "campaign") return { ...bare, store: "" };
    // Whatever a sender has chosen is not there, and a play has no use for it.
    if (node.type === "send-email" || node.type === "send-sms") return { ...bare, account: "" };
    if (node.type === "send-print-job") return { ...bare, service: "" };
    if (node.type === "audience") return { ...bare, source: "message" };
    if (frame.has(node.type) || isHarmless(node) || goesBy(node)) return bare;
    const { id, type, name, x, y, z, g, wires } = bare;
    return { id, type: "unknown", name: name?.trim() || type, x, y, z, g, wires };
  });
}
