import type { Translate } from "../../../shared/editor-catalogue.ts";
import { playAction } from "../../../shared/editor-play-action.ts";
import { mayAct } from "../../../shared/editor-who-acts.ts";

/**
 * Adds what plays somebody to the editor's actions, which may be given keys, and to its menu.
 * @param open opens the panel, for the node at which the person is to come in
 */
export function addPlayActions(_: Translate, open: (at?: string) => void): void {
  RED.actions.add("belle-histoire:try-it", () => open());
  // A menu hands over something of its own.
  const from = (node: unknown) => (typeof node === "string" ? node : RED.view.selection().nodes?.[0]?.id);
  const label = _("play.action");
  RED.actions.add(playAction, (node) => open(from(node)), { label });
  if (mayAct()) RED.menu.addItem("menu-item-view-menu", { id: "belle-histoire-play", label, onselect: playAction });
}
