import { freshElementId } from "../../../shared/editor-rows.ts";
import { asksName, nameGiven, rememberName } from "../../../shared/editor-who-acts.ts";
import type { Desk } from "../pane.ts";
import { openDialog } from "./dialog.ts";

export interface Confirmation {
  title: string;
  /** What will happen, sentence by sentence. */
  about: readonly string[];
  /** What else is to be chosen. */
  more?: JQuery;
  /** What a reason must not be. */
  hint?: string;
  /** What is done, on the button that does it. */
  button: string;
  /** Does it; answers why it could not be done. */
  work(settler: { by?: string; why: string }): Promise<string | undefined>;
}

/** Asks for a reason, and does what is to be done; nothing is done by the Enter key alone. */
export function confirmDialog({ _ }: Desk, { title, about, more, hint, button, work }: Confirmation): void {
  const dialog = openDialog(_, title);
  const [nameId, whyId, hintId] = [freshElementId(), freshElementId(), freshElementId()];
  const name = $("<input>", { type: "text", id: nameId }).val(nameGiven());
  const why = $("<textarea>", { id: whyId, rows: 2, "aria-describedby": hintId });
  const act = $("<button>", { type: "button", class: "red-ui-button primary" }).text(button);
  const cancel = $("<button>", { type: "button", class: "red-ui-button" }).text(_("people.cancel"));
  dialog.body.append(
    about.map((sentence) => $("<p>").text(sentence)),
    more ?? "",
    $("<div>", { class: "belle-people-fields" }).append(
      ...(asksName() ? [$("<label>", { for: nameId }).text(_("people.by")), name] : []),
      $("<label>", { for: whyId }).text(_("people.why")),
      why,
      $("<p>", { id: hintId, class: "belle-people-hint" }).text(hint ?? _("people.why-hint")),
    ),
  );
  dialog.foot.append(cancel.on("click", dialog.close), act);
  act.on("click", () => {
    const by = String(name.val() ?? "").trim();
    rememberName(by);
    act.prop("disabled", true).attr("aria-busy", "true");
    dialog.problem("");
    void work({ ...(by !== "" && { by }), why: String(why.val() ?? "").trim() }).then((problem) => {
      act.prop("disabled", false).removeAttr("aria-busy");
      if (problem === undefined) dialog.close();
      else dialog.problem(problem);
    });
  });
  (asksName() && name.val() === "" ? name : why).trigger("focus");
}
