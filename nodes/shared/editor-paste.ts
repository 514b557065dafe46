import type { JsonObject } from "../../src/contract/json.ts";
import type { Translate } from "./editor-catalogue.ts";
import { formButton, linesInput, problemPlace, switchInput } from "./editor-rows.ts";

/** What a pasted text says, told while one pastes. */
interface Pasted {
  /** Of the rows that would be made. */
  names: readonly string[];
  /** What is not taken over, and why. */
  notices?: readonly string[];
  /** Why nothing can be read. */
  problem?: string;
}

export interface PasteOptions {
  _: Translate;
  /** Where the panel opens, below its button. */
  place: JQuery;
  title: string;
  hint: string;
  placeholder: string;
  /** What stands in it at the beginning. */
  text?: string;
  look(text: string): Pasted;
  /** Makes the rows of the text that was looked at last. */
  take(keepRows: boolean): void;
}

/** The text as a JSON object; undefined when it is none. Of a list, its first item. */
export function readObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === "object" && first !== null && !Array.isArray(first) ? (first as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** Opens a panel that fills a table: one pastes a text, sees at once what would be taken, and says whether the present rows stay. */
export function openPaste({ _, place, title, hint, placeholder, text = "", look, take }: PasteOptions): void {
  let keep = false;
  const found = $("<div>", { class: "belle-hint belle-found", role: "status" });
  const notices = $("<ul>", { class: "belle-notices" });
  const problem = problemPlace();
  const close = () => place.empty();
  const show = (pasted: string) => {
    const { names, notices: told = [], problem: wrong = "" } = look(pasted);
    problem.text(pasted.trim() === "" ? "" : wrong);
    notices.empty().append(told.map((sentence) => $("<li>").text(sentence)));
    found.text(names.length === 0 ? "" : _("hint.found", { names: names.join(", ") }));
    takeButton.prop("disabled", names.length === 0);
  };
  const takeButton = formButton(_("button.takeFields"), "check", () => {
    take(keep);
    close();
  }).addClass("primary belle-take-fields");
  const input = linesInput(text, show, { rows: 7, placeholder }).attr("aria-label", title);
  const keepRows = switchInput(_("label.keepRows"), keep, (on) => {
    keep = on;
  }).addClass("belle-keep-rows");
  place
    .empty()
    .append(
      $("<div>", { class: "belle-panel", role: "group", "aria-label": title }).append(
        $("<div>", { class: "belle-panel-title" }).text(title),
        $("<div>", { class: "belle-hint" }).text(hint),
        input,
        problem,
        found,
        notices,
        $("<div>", { class: "belle-inline" }).append(keepRows),
        $("<div>", { class: "belle-inline" }).append(takeButton, formButton(_("button.close"), "times", close)),
      ),
    );
  show(text);
  input.trigger("focus");
}
