import { slotOf } from "../../../../src/webhook/authentication/slots.ts";
import type { Translate } from "../../../shared/editor-catalogue.ts";
import { copies } from "../../../shared/editor-copy.ts";
import { formButton } from "../../../shared/editor-rows.ts";
import type { WebhookAnswer } from "../../webhooks/desk.ts";
import { samplesPiece } from "./samples.ts";
import { callsPiece, tryPiece } from "./webhook-form.ts";

/** A webhook that lies open. */
export interface OpenedWebhook {
  /** In sight: its calls are looked at. */
  start(): void;
  stop(): void;
}

/** A path as this browser reaches it, where the campaign has no public address. */
const whole = (address: string) => (address.startsWith("/") ? `${window.location.origin}${address}` : address);

/** Fills the place with everything of one webhook. */
export function openWebhook(_: Translate, place: JQuery, id: string, answer: WebhookAnswer): OpenedWebhook {
  const section = (title: string, ...content: JQuery[]) =>
    place.append($("<section>").append($("<h4>").text(title), content));
  const address = whole(answer.address);
  section(_("webhooks.address"), addressRow(_, address));
  if (answer.kit === undefined)
    section(_("webhooks.kit"), $("<p>", { class: "belle-hint" }).text(_("webhooks.no-kit")));
  else {
    const kit = whole(answer.kit);
    const visit = $("<a>", { class: "red-ui-button", href: kit, target: "_blank", rel: "noopener noreferrer" }).append(
      $("<i>", { class: "fa fa-external-link", "aria-hidden": "true" }),
      " ",
      $("<span>").text(_("webhooks.open-kit")),
    );
    section(
      _("webhooks.kit"),
      $("<p>", { class: "belle-hint" }).text(_("webhooks.kit-hint")),
      addressRow(_, kit, visit),
    );
  }
  const samples = $("<div>");
  samplesPiece(_, samples, answer, address);
  section(_("webhooks.samples"), samples);
  const attempt = $("<div>", { class: "belle-webhook-try" });
  // Without a test secret the call is signed with the real one.
  const real = answer.proofs.some((proof) => !answer.slots.includes(slotOf(proof.id, "test")));
  const warning = $("<div>", { class: "belle-warning", role: "note" }).text(_("webhooks.real-call"));
  tryPiece(attempt, id, answer);
  section(_("webhooks.try"), ...(real ? [warning] : []), attempt);
  const calls = $("<div>");
  const watch = callsPiece(calls, id);
  section(_("webhooks.calls"), calls);
  return watch;
}

/** An address to read and to copy. */
function addressRow(_: Translate, address: string, ...more: JQuery[]): JQuery {
  const copy = formButton(_("webhooks.copy"), "clipboard", () => {});
  copies(copy, () => address);
  return $("<div>", { class: "belle-webhook-address" }).append(
    $("<code>", { class: "belle-address" }).text(address),
    $("<div>", { class: "belle-inline" }).append(copy, more),
  );
}
