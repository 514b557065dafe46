import type { Translate } from "../../../shared/editor-catalogue.ts";
import { freshElementId, iconButton } from "../../../shared/editor-rows.ts";

export interface Dialog {
  body: JQuery;
  foot: JQuery;
  /** Says why it cannot be done. */
  problem(text: string): void;
  close(): void;
}

/** A dialog over the editor; the browser keeps the focus in it, and gives it back. */
export function openDialog(_: Translate, title: string, closed: () => void = () => {}): Dialog {
  const id = freshElementId();
  const body = $("<div>", { class: "belle-people-dialog-body" });
  const problem = $("<div>", { class: "belle-people-problem", role: "alert" });
  const foot = $("<div>", { class: "belle-people-dialog-foot" });
  const close = iconButton(_("people.close"), "times", () => element.close());
  const dialog = $("<dialog>", { class: "belle-people belle-people-dialog", "aria-labelledby": id }).append(
    $("<header>").append($("<h3>", { id }).text(title), close),
    body,
    problem,
    foot,
  );
  const element = dialog[0] as HTMLDialogElement;
  // What is typed here is no short cut of the editor.
  dialog.on("keydown keyup keypress paste copy cut", (event) => event.stopPropagation());
  dialog.on("close", () => {
    dialog.remove();
    closed();
  });
  dialog.appendTo(document.body);
  element.showModal();
  return {
    body,
    foot,
    problem: (text) => void problem.text(text),
    close: () => element.close(),
  };
}
