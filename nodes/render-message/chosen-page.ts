import type { NodeAPI } from "node-red";
import type { SavedNode } from "./flow-before.ts";

/** Whether the page of `link.page` is chosen and there. */
export type ChosenPage = "none" | "gone" | "there";

/**
 * Looks for a chosen personal page among the deployed nodes, also before it runs.
 * @param campaign id; undefined: nobody knows which, and any will do
 */
export function chosenPage(RED: NodeAPI, chosen: string, campaign: string | undefined): ChosenPage {
  if (chosen === "") return "none";
  let found: SavedNode | undefined;
  RED.nodes.eachNode((node) => {
    if (node.id === chosen) found = node as unknown as SavedNode;
  });
  if (found?.type !== "personal-page") return "gone";
  return campaign === undefined || found.campaign === campaign ? "there" : "gone";
}
