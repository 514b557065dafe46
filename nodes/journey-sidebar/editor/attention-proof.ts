import { askFile } from "../../shared/editor-ask.ts";
import type { Translate } from "../../shared/editor-catalogue.ts";

/** Long enough for a browser to have read it. */
const readIn = 60_000;

/** A button that opens the proof of a batch; a link would come without the editor's token. */
export function proofButton(batch: string, campaign: () => string | undefined, _: Translate): JQuery {
  const told = $("<span>", { class: "belle-attention-told", role: "status" });
  const words = $("<span>").text(_("attention.proof.open"));
  const button = $("<button>", { type: "button", class: "red-ui-button red-ui-button-small" });
  button.append($("<i>", { class: "fa fa-file-pdf-o", "aria-hidden": "true" }), words);
  const open = async () => {
    // Now, for a browser opens no window that nobody has just asked for.
    const tab = window.open("", "_blank");
    told.text("");
    words.text(_("attention.proof.loading"));
    button.prop("disabled", true);
    const query = new URLSearchParams({ campaign: campaign() ?? "", batch });
    const answer = await askFile(`belle-histoire/journey/attention/proof?${query}`, _);
    button.prop("disabled", false);
    words.text(_("attention.proof.open"));
    if ("problem" in answer) {
      tab?.close();
      return void told.text(answer.problem);
    }
    const url = URL.createObjectURL(answer.blob);
    setTimeout(() => URL.revokeObjectURL(url), readIn);
    if (tab !== null) tab.location.href = url;
    else told.append($("<a>", { href: url, target: "_blank" }).text(_("attention.proof.here")));
  };
  button.on("click", () => void open());
  return $("<span>", { class: "belle-attention-proof" }).append(button, told);
}
