import { slotOf } from "../../src/webhook/authentication/slots.ts";
import { shellCall } from "../../src/webhook/samples/shell-call.ts";
import type { Translate } from "./editor-catalogue.ts";
import { isVariable } from "./editor-check.ts";
import { copies } from "./editor-copy.ts";
import { choiceInput, formRow } from "./editor-rows.ts";
import { senderName } from "./editor-webhook-sentences.ts";
import type { Present } from "./editor-webhook-try.ts";

const dots = "••••••••";

/** The lines for a terminal: shown without the secret until one wants to see it, copied with it. */
export function prepareCallLines(_: Translate, present: Present & { address(): string }): () => void {
  const shown = $("#belle-call");
  const words = $("#belle-call-words");
  const choices = $("#belle-call-sender");
  let sender = "";
  let open = false;
  const lines = (secretShown: boolean): string | undefined => {
    const proofs = present.proofs();
    const proof = proofs.find(({ id }) => id === sender) ?? proofs[0];
    if (proof === undefined) return undefined;
    const secrets = present.secrets();
    const secret = secrets[slotOf(proof.id, "test")] ?? secrets[slotOf(proof.id, "current")] ?? "";
    const prefix = proof.kind === "standard-webhooks" ? "whsec_" : "";
    const masked = secretShown || isVariable(secret) ? secret : `${prefix}${dots}`;
    return shellCall({ url: present.address(), proof, secret: masked, body: present.body() });
  };
  const show = () => {
    const text = lines(open);
    shown.text(text ?? "").prop("hidden", text === undefined);
    $("#belle-call-buttons").prop("hidden", text === undefined);
    words.text(text === undefined ? _("hint.noCall") : _("hint.call"));
  };
  const toggle = $("#belle-show-call");
  toggle.on("click", () => {
    open = !open;
    toggle
      .attr("aria-pressed", String(open))
      .find("span")
      .text(open ? _("button.hide") : _("button.show"));
    toggle.find("i").toggleClass("fa-eye", !open).toggleClass("fa-eye-slash", open);
    show();
  });
  copies($("#belle-copy-call"), () => lines(true) ?? "");
  return () => {
    const proofs = present.proofs();
    if (!proofs.some(({ id }) => id === sender)) sender = proofs[0]?.id ?? "";
    const named = proofs.map((proof) => [proof.id, senderName(proof, _)] as const);
    choices.empty();
    if (named.length > 1) {
      const choice = choiceInput(named, sender, (id) => {
        sender = id;
        show();
      });
      choices.append(formRow(_("label.tryProof"), choice));
    }
    show();
  };
}
