import type { Translate } from "./editor-catalogue.ts";
import { nameOfNode } from "./editor-node-name.ts";

/** The campaign that a node belongs to, as far as the flow tells. */
function campaignOf(node: EditorNode): unknown {
  const campaigns = RED.nodes.getAllUpstreamNodes(node).map(({ campaign }) => campaign);
  return campaigns.find((id) => typeof id === "string" && id !== "");
}

/** The personal pages that a message may link to: those of its campaign; all, where nobody knows which that is. */
function pagesFor(node: EditorNode): EditorNode[] {
  const campaign = campaignOf(node);
  const pages = RED.nodes.filterNodes({ type: "personal-page" });
  return pages.filter((page) => campaign === undefined || page.campaign === campaign);
}

/** Whether a chosen personal page is there for a node. */
export function isLinkedPage(node: EditorNode, chosen: unknown): boolean {
  return pagesFor(node).some(({ id }) => id === chosen);
}

/** Fills the choice of the page whose address is `link.page`; a choice that is gone stays to be seen. */
export function prepareLinkPage(node: EditorNode, _: Translate, saved: string): void {
  const choice = $("#node-input-pageNode");
  const option = (value: string, text: string) => $("<option>", { value }).text(text);
  const pages = pagesFor(node);
  choice.empty().append(option("", _("linkPage.none")));
  choice.append(pages.map((page) => option(page.id, nameOfNode(page))));
  if (saved !== "" && !pages.some(({ id }) => id === saved)) choice.append(option(saved, _("linkPage.gone")));
  choice.val(saved);
}
