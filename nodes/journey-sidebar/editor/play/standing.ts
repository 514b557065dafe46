import type { Translate } from "../../../shared/editor-catalogue.ts";

/** Says in what a play differs from what the editor shows: by what is not deployed, and by what an open form holds. */
export function standingLine(_: Translate): { line: JQuery; tell(): void } {
  const line = $("<p>", { class: "belle-play-changed", role: "status" });
  const tell = () => {
    const editing = RED.view.state() === RED.state.EDITING;
    line.text([RED.nodes.dirty() ? _("play.changed") : "", editing ? _("play.formOpen") : ""].join(" ").trim());
  };
  RED.events.on("workspace:dirty", tell);
  RED.events.on("editor:open", tell);
  RED.events.on("editor:close", tell);
  return { line, tell };
}
