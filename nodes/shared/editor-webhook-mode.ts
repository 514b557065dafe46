import type { Translate } from "./editor-catalogue.ts";
import { preparePlay } from "./editor-play.ts";

/** Says in a sentence what the chosen mode does, asks what only some modes need, and plays somebody where journeys start. */
export function prepareMode(_: Translate, node: EditorNode): void {
  const mode = $("#node-input-mode");
  preparePlay(_, node, $("#belle-play-row"), (deployed) => (deployed.mode === "start" ? "" : _("play.noStart")));
  const show = () => {
    const chosen = String(mode.val());
    $("#belle-mode-hint").text(_(`hint.mode.${chosen}`));
    $("#belle-any-case").prop("hidden", chosen !== "release" && chosen !== "update");
    $("#belle-play-row").prop("hidden", chosen !== "start");
  };
  mode.on("change", show);
  show();
}
