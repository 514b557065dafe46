import type { Json } from "../../src/contract/json.ts";
import { slotOf, type Which } from "../../src/webhook/authentication/slots.ts";
import type { HeardAnswer, TryAnswer, TryRequest } from "../inbound-webhook/desk.ts";
import type { Translate } from "./editor-catalogue.ts";
import { isDeployed } from "./editor-deployed.ts";
import { previews } from "./editor-preview.ts";
import { type Choices, choiceInput, formButton, formRow, linesInput, problemPlace } from "./editor-rows.ts";
import { askDesk, type DeskQuestion } from "./editor-webhook-desk.ts";
import type { SecretSlots } from "./editor-webhook-secrets.ts";
import type { ProofInput } from "./editor-webhook-senders.ts";
import { senderName } from "./editor-webhook-sentences.ts";

/** What the form holds now, for a call that is made up from it. */
export interface Present {
  proofs(): ProofInput[];
  secrets(): SecretSlots;
  /** A body that fits the fields. */
  body(): Record<string, unknown>;
}

export interface TestCall {
  /** Takes over what changed in the form; a body that one has written stays. */
  refresh(): void;
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/**
 * The test call: a body to edit, the proof to use, and what the webhook answered.
 * @param name begins the ids of its elements, for there may be one in a form and one beside it
 */
export function prepareTry(_: Translate, place: JQuery, node: string, present: Present, name = "belle"): TestCall {
  let body = "";
  let written = false;
  let proof = "";
  let which: Which | "" = "";
  const problem = problemPlace();
  const answered = $("<div>", { class: "belle-answer", "aria-live": "polite" });
  const input = linesInput(
    "",
    (text) => {
      written ||= text !== body;
      body = text;
    },
    { rows: 7 },
  ).attr("id", `${name}-try-body`);
  const bodyRow = formRow(_("label.tryBody"), input).addClass("belle-top");
  const choices = $("<div>");
  const redrawChoices = () => {
    const proofs = present.proofs();
    const secrets = present.secrets();
    if (!proofs.some(({ id }) => id === proof)) proof = proofs[0]?.id ?? "";
    const named = proofs.map((one) => [one.id, senderName(one, _)] as const);
    const slots = (["current", "previous", "test"] as const).filter((one) => secrets[slotOf(proof, one)] !== undefined);
    const chosen: Choices = [["", _("secret.usual")], ...slots.map((one) => [one, _(`secret.${one}`)] as const)];
    if (!slots.some((one) => one === which)) which = "";
    const sender = choiceInput(named, proof, (id) => {
      proof = id;
      redrawChoices();
    });
    const secret = choiceInput(chosen, which, (slot) => {
      which = slot as typeof which;
    }).attr("aria-label", _("label.trySecret"));
    // With one sender and one secret there is nothing to choose.
    choices.empty();
    if (named.length > 1 || slots.length > 1) {
      choices.append(formRow(_("label.tryProof"), slots.length > 1 ? [sender, secret] : [sender]));
    }
  };
  const send = async () => {
    answered.empty();
    let json: Json;
    try {
      json = JSON.parse(body) as Json;
      problem.text("");
    } catch {
      problem.text(_("problem.json"));
      return;
    }
    if (!isDeployed(node)) {
      problem.text(_("desk.deploy"));
      return;
    }
    const request: TryRequest = { body: json, proof, ...(which === "" ? {} : { which }) };
    const answer = await askDesk<TryAnswer>(_, node, "try", request).answer;
    if (!answer.ok || answer.value === undefined) {
      problem.text(answer.ok ? _("desk.failed", { status: 204 }) : answer.sentence);
      return;
    }
    const { status, body: text } = answer.value;
    const kind = status === 202 ? "good" : status < 400 ? "fair" : "bad";
    answered.append(
      $("<div>", { class: "belle-call-head", "data-kind": kind }).append(
        $("<span>", { class: "belle-badge" }).text(String(status)),
        $("<span>").text(_(`tried.${kind}`)),
      ),
      $("<pre>", { tabindex: "0", "aria-label": _("label.answer") }).text(pretty(text)),
    );
  };
  const button = formButton(_("button.try"), "paper-plane-o", () => {}).attr("id", `${name}-send-try`);
  previews(button, send);
  place.append(
    choices,
    bodyRow,
    $("<div>", { class: "form-row" }).append($("<div>").append(button, problem, answered)),
  );
  return {
    refresh() {
      redrawChoices();
      if (written) return;
      body = JSON.stringify(present.body(), null, 2);
      input.val(body);
    },
  };
}

/** The button that waits for the next call and shows its body; what came can be taken into the table of fields. */
export function prepareListen(
  _: Translate,
  place: JQuery,
  node: string,
  take: (body: string) => void,
): { stop(): void } {
  let waiting: DeskQuestion<HeardAnswer> | undefined;
  const told = $("<div>", { class: "belle-hint", role: "status" });
  const heard = $("<div>", { class: "belle-answer" });
  const show = () => {
    listenButton.prop("hidden", waiting !== undefined);
    stopButton.prop("hidden", waiting === undefined);
  };
  const stop = () => {
    waiting?.cancel();
    waiting = undefined;
    told.text("");
    show();
  };
  const listen = async () => {
    heard.empty();
    if (!isDeployed(node)) {
      told.text(_("desk.deploy"));
      return;
    }
    const question = askDesk<HeardAnswer>(_, node, "listen");
    waiting = question;
    told.text(_("listen.waiting"));
    show();
    stopButton.trigger("focus");
    const answer = await question.answer;
    if (waiting !== question) return;
    waiting = undefined;
    show();
    if (!answer.ok) told.text(answer.sentence);
    else if (answer.value === undefined) told.text(_("listen.nothing"));
    else {
      const { body, detail } = answer.value;
      const text = JSON.stringify(body, null, 2);
      told.text(detail === "" ? _("listen.heard") : `${_("listen.heard")} ${detail}`);
      heard.append(
        $("<pre>", { tabindex: "0", "aria-label": _("listen.body") }).text(text),
        formButton(_("button.takeHeard"), "level-down", () => take(text)).attr("id", "belle-take-heard"),
      );
    }
  };
  const listenButton = formButton(_("button.listen"), "assistive-listening-systems", () => void listen()).attr(
    "id",
    "belle-listen",
  );
  const stopButton = formButton(_("button.stop"), "stop", stop).attr("id", "belle-stop-listening").prop("hidden", true);
  place.append($("<div>", { class: "belle-inline" }).append(listenButton, stopButton, told), heard);
  return { stop };
}
