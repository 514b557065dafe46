import type { Node, NodeAPI, NodeDef } from "node-red";
import { attentionChoices, attentionInWords, fieldsInWords, reasonedChoices } from "../../../src/journey/index.ts";
import { languageOf } from "../../../src/language/index.ts";
import type { AttentionItem } from "../../../src/store/index.ts";
import { type AttentionAnswer, type DeskItem, type DeskNode, mostListed } from "./desk.ts";

/** What waits for a person in a campaign, as the desk shows it. */

/** `items`: one more than is listed, where there is one. */
export function listOf(
  RED: NodeAPI,
  campaign: string,
  items: readonly AttentionItem[],
  language: string,
): AttentionAnswer {
  const listed = items.slice(0, mostListed);
  return {
    items: listed.map((item) => itemOf(item, language)),
    more: items.length > mostListed,
    nodes: nodesOf(RED, campaign, listed),
    reasoned: reasonedChoices,
    now: Date.now(),
  };
}

function itemOf(item: AttentionItem, language: string): DeskItem {
  const { id, kind, node, at, caseKey } = item;
  return {
    ...{ id, kind, node, at, text: attentionInWords(item, language), choices: attentionChoices[kind] },
    ...(caseKey !== undefined && { caseKey }),
    ...("count" in item && { count: item.count }),
    ...("data" in item && { taken: fieldsInWords(item.data) }),
    ...("standing" in item && item.standing !== undefined && { standing: fieldsInWords(item.standing) }),
    ...(item.kind === "approval" && {
      ...costIn(item.reason, language),
      proof: typeof item.reason.proof === "string",
    }),
  };
}

function costIn({ cost, currency }: { cost?: unknown; currency?: unknown }, language: string): { cost?: string } {
  if (typeof cost !== "number") return {};
  const tag = languageOf(language) === "fr" ? "fr-FR" : "en-GB";
  // What is no code of ISO 4217 is written as the price list has it.
  const code = typeof currency === "string" && /^[A-Z]{3}$/.test(currency) ? currency : undefined;
  if (code === undefined)
    return { cost: `${new Intl.NumberFormat(tag).format(cost)} ${String(currency ?? "")}`.trim() };
  return { cost: new Intl.NumberFormat(tag, { style: "currency", currency: code }).format(cost) };
}

/** Their nodes, and of those who are left at one that is gone, where they can go on. */
function nodesOf(RED: NodeAPI, campaign: string, items: readonly AttentionItem[]): DeskNode[] {
  const found = new Map<string, DeskNode>();
  for (const item of items) {
    const known = item.kind === "orphans" ? item : undefined;
    const node = RED.nodes.getNode(item.node) as Node | null;
    // Only those who are left there say what it was.
    const before = known ?? found.get(item.node);
    const { type = before?.type ?? "", name = before?.name ?? "" } = node ?? {};
    found.set(item.node, { id: item.node, type, name, deployed: node !== null });
  }
  const wanted = new Set(
    items.flatMap((item) => (item.kind === "orphans" && item.type !== undefined ? [item.type] : [])),
  );
  RED.nodes.eachNode((def) => {
    const { id, type, name = "", campaign: its } = def as NodeDef & { campaign?: string };
    if (found.has(id) || !wanted.has(type) || its !== campaign || RED.nodes.getNode(id) === null) return;
    found.set(id, { id, type, name, deployed: true });
  });
  return [...found.values()];
}
