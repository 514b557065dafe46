import type { Translate } from "./editor-catalogue.ts";
import { deployedNode } from "./editor-deployed.ts";
import { playAction } from "./editor-play-action.ts";
import { formButton, freshElementId } from "./editor-rows.ts";
import { mayAct } from "./editor-who-acts.ts";

/** Why nobody comes in at a node as it is deployed, as a sentence; empty: they do. */
type Hindrance = (deployed: Record<string, unknown>) => string;

/**
 * Puts the button “Play a person” into the form of a node at which people come in. The panel opens beside the form, which
 * stays open with all that was typed. A play goes through the deployed flow: what that means for this node stands at the
 * button, and where nobody could come in it cannot be pressed.
 */
export function preparePlay(_: Translate, node: EditorNode, place: JQuery, hindrance: Hindrance = () => ""): void {
  if (!mayAct()) return void place.remove();
  const deployed = deployedNode(node.id);
  const hindered = deployed === undefined ? _("play.absent") : hindrance(deployed);
  const told = hindered || (node.changed === true ? _("play.changed") : _("play.deployed"));
  const id = freshElementId();
  const button = formButton(_("play.button"), "play-circle-o", () => RED.actions.invoke(playAction, node.id));
  button.attr({ "data-do": "play-a-person", "aria-describedby": id }).prop("disabled", hindered !== "");
  place.append($("<div>").append(button), $("<div>", { class: "belle-hint", id }).text(told));
}
