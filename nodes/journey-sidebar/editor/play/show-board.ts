import type { Translate } from "../../../shared/editor-catalogue.ts";
import { save } from "../save.ts";
import { fileNameOf } from "./case-file.ts";

/** Opens the storyboard beside the flow, from where it is printed, kept as a file, or opened as a page of its own. */
export function showBoard(html: string, name: string, _: Translate): void {
  let address: string | undefined;
  // Of its page only its printing is asked for; nothing in it runs, for it has no right to scripts.
  const frame = $<HTMLIFrameElement>("<iframe>", {
    sandbox: "allow-same-origin allow-modals",
    title: _("play.board.kicker"),
    srcdoc: html,
    class: "belle-board",
  });
  const file = new Blob([html], { type: "text/html" });
  RED.tray.show({
    title: _("play.board.kicker"),
    width: 900,
    buttons: [
      { id: "belle-board-close", text: _("play.close"), click: () => RED.tray.close() },
      {
        id: "belle-board-page",
        text: _("play.board.open"),
        click() {
          address ??= URL.createObjectURL(file);
          window.open(address, "_blank", "noopener");
        },
      },
      { id: "belle-board-file", text: _("play.board.file"), click: () => save(file, `${fileNameOf(name)}.html`) },
      {
        id: "belle-board-print",
        text: _("play.board.print"),
        class: "primary",
        click: () => frame[0]?.contentWindow?.print(),
      },
    ],
    open(tray) {
      const hint = $("<p>", { class: "belle-hint" }).text(_("play.board.hint"));
      tray
        .find(".red-ui-tray-body")
        .append($("<div>", { class: "belle-histoire belle-board-place" }).append(hint, frame));
    },
    close() {
      if (address !== undefined) URL.revokeObjectURL(address);
    },
  });
}
