import type { Translate } from "./editor-catalogue.ts";

/** Says in a sentence what the chosen mode does, and asks what only some modes need. */
export function prepareMode(_: Translate): void {
  const mode = $("#node-input-mode");
  const show = () => {
    const chosen = String(mode.val());
    $("#belle-mode-hint").text(_(`hint.mode.${chosen}`));
    $("#belle-any-case").prop("hidden", chosen !== "release" && chosen !== "update");
  };
  mode.on("change", show);
  show();
}
