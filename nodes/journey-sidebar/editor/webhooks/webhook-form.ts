import { catalogue } from "../../../shared/editor-catalogue.ts";
import { watchCalls } from "../../../shared/editor-webhook-calls.ts";
import { prepareTry } from "../../../shared/editor-webhook-try.ts";
import type { WebhookAnswer } from "../../webhooks/desk.ts";

/** Pieces of the webhook's own form, with its words. */
const _ = catalogue("inbound-webhook");
const name = "belle-journey-webhook";

/** The test call of a webhook. */
export function tryPiece(place: JQuery, id: string, { proofs, slots, body }: WebhookAnswer): void {
  // Which secrets there are is all that it asks of them.
  const secrets = Object.fromEntries(slots.map((slot) => [slot, ""]));
  prepareTry(_, place, id, { proofs: () => proofs, secrets: () => secrets, body: () => body }, name).refresh();
}

/** The last calls of a webhook, of which it hears while it is started. */
export function callsPiece(place: JQuery, id: string): { start(): void; stop(): void } {
  return watchCalls(_, place, id, () => {}, name);
}
