import { slotOf } from "../../src/webhook/authentication/slots.ts";
import type { Translate } from "./editor-catalogue.ts";
import { showSentences } from "./editor-faults.ts";
import { formButton, formRow, problemPlace, textInput } from "./editor-rows.ts";
import { proofFaults } from "./editor-webhook-faults.ts";
import { settingRows } from "./editor-webhook-proof-settings.ts";
import { type SecretRows, secretRows } from "./editor-webhook-secret.ts";
import { mintSecrets, type SecretSlots } from "./editor-webhook-secrets.ts";
import { choiceOf, type ProofInput, proofOf, type SenderChoice, senderGroups } from "./editor-webhook-senders.ts";
import { authenticationSentences, senderName } from "./editor-webhook-sentences.ts";

/** One proof in the form. */
export interface ProofCard {
  element: JQuery;
  proof(): ProofInput;
  /** Tells what is wrong with it. */
  check(): void;
  showLastUse(lastUse: Record<string, string>): void;
}

export interface ProofCardOptions {
  _: Translate;
  proof: ProofInput;
  secrets: SecretSlots;
  /** Called after every change. */
  changed(): void;
  remove(): void;
}

/** The choices of a sender in their groups. */
function senderInput(_: Translate, chosen: SenderChoice, changed: (choice: SenderChoice) => void): JQuery {
  const input = $("<select>", { class: "belle-sender" });
  for (const [group, choices] of Object.entries(senderGroups)) {
    const options = choices.map((choice) => $("<option>", { value: choice }).text(_(`sender.${choice}`)));
    input.append($("<optgroup>", { label: _(`senders.${group}`) }).append(options));
  }
  return input.val(chosen).on("change", () => changed(String(input.val()) as SenderChoice));
}

/** A card: who the sender is, how it proves its calls, and the secrets. */
export function proofCard(options: ProofCardOptions): ProofCard {
  const { _, secrets, remove } = options;
  let proof = structuredClone(options.proof);
  // Chosen by hand, a scheme stays open for changes even where it is that of a known sender.
  let choice = choiceOf(proof);
  // Each way has settings and secrets of a form of its own; going back to it finds them again.
  const drawer = new Map<SenderChoice, { proof: ProofInput; secrets: SecretSlots }>();
  let lastUse: Record<string, string> | undefined;
  let rows: SecretRows | undefined;
  const title = $("<span>", { class: "belle-proof-title" });
  const kind = $("<span>", { class: "belle-proof-kind" });
  const body = $("<div>");
  const settingsProblem = problemPlace();
  const element = $("<details>", { class: "belle-proof", open: true, "data-proof": proof.id }).append(
    $("<summary>").append(title, kind),
    body,
  );

  const check = () => {
    title.text(senderName(proof, _));
    kind.text(proof.name === undefined ? "" : _(`sender.${choice}`));
    const faults = proofFaults(proof, secrets);
    showSentences(settingsProblem, authenticationSentences(faults.settings, _, proof));
    if (rows === undefined) return;
    for (const which of ["current", "previous", "test"] as const)
      showSentences(rows.problems[which], authenticationSentences(faults.secrets[which], _, proof));
  };
  const changed = () => {
    check();
    options.changed();
  };
  const draw = () => {
    const name = textInput(
      proof.name ?? "",
      (text) => {
        if (text.trim() === "") delete proof.name;
        else proof.name = text.trim();
        changed();
      },
      { placeholder: _("example.sender") },
    ).addClass("belle-sender-name");
    const sender = senderInput(_, choice, (chosen) => {
      const before = { proof, secrets: takeOut(proof.id, secrets) };
      const kept = drawer.get(chosen);
      drawer.set(choice, before);
      const { name } = proof;
      proof = kept?.proof ?? proofOf(chosen, proof);
      if (name === undefined) delete proof.name;
      else proof.name = name;
      // A known sender's scheme that is now described by hand goes with the same secrets.
      const same = chosen === "hmac" && before.proof.kind === "hmac" ? before : undefined;
      Object.assign(secrets, (kept ?? same)?.secrets ?? mintSecrets([proof]));
      choice = chosen;
      draw();
      options.changed();
      element.find(".belle-sender").trigger("focus");
    });
    body.empty().append(formRow(_("proof.name"), name), formRow(_("proof.kind"), sender, senderHint(_, choice)));
    body.append(
      settingRows(_, proof, choice, changed, () => {
        draw();
        options.changed();
      }),
    );
    body.append($("<div>", { class: "form-row" }).append(settingsProblem));
    if (proof.kind === "address-only") {
      rows = undefined;
      body.append($("<div>", { class: "belle-warning", role: "note" }).text(_("hint.addressOnly")));
    } else {
      rows = secretRows(_, proof, secrets, changed, (which) => {
        draw();
        options.changed();
        // The button that was pressed is gone.
        element.find(`[data-secret="${which}"]`).trigger("focus");
      });
      if (lastUse !== undefined) rows.showLastUse(lastUse);
      body.append(rows.element);
    }
    body.append(
      $("<div>", { class: "belle-proof-foot" }).append(
        formButton(_("button.removeProof"), "trash-o", remove).addClass("belle-remove-proof"),
      ),
    );
    check();
  };
  draw();
  return {
    element,
    proof: () => structuredClone(proof),
    check,
    showLastUse(times) {
      lastUse = times;
      rows?.showLastUse(times);
    },
  };
}

/** Takes the secrets of a proof out of the form's. */
function takeOut(id: string, secrets: SecretSlots): SecretSlots {
  const taken: SecretSlots = {};
  for (const which of ["current", "previous", "test"] as const) {
    const slot = slotOf(id, which);
    const text = secrets[slot];
    if (text !== undefined) taken[slot] = text;
    delete secrets[slot];
  }
  return taken;
}

function senderHint(_: Translate, choice: SenderChoice): string {
  return _(`hintOf.${choice}`);
}
