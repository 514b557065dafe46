import type { Node } from "node-red";
import type { ReceiptName } from "../../src/contract/index.ts";
import type { AuthenticationInput, SampledCall } from "../../src/webhook/index.ts";

/** Told to all editors at this topic when calls have come in, a few times a second at the most: by which webhooks, no more. */
export const callsTopic = "belle-histoire/webhook-calls";

export interface CallsTold {
  /** Ids of nodes. Whoever looks at one of them asks it what is new. */
  webhooks: string[];
}

/** How a webhook does, in a line. */
export interface WebhookLook {
  /** `waiting`: it runs, and nobody has called since Node-RED was started. */
  state: "listening" | "waiting" | "faulty";
  last?: { at: string; receipt: ReceiptName; status: number; test: boolean };
  /** Calls of this day in the time zone of the campaign, since Node-RED was started. */
  today: { taken: number; refused: number };
}

/** What an opened webhook shows of itself besides its calls. No secret. */
export interface WebhookOpened {
  /** Public address; where the campaign has none, the path alone. */
  address: string;
  /** That of the advertiser's kit; absent: it is not served. */
  kit?: string;
  proofs: AuthenticationInput["proofs"];
  /** Slots that hold a secret. */
  slots: string[];
  /** A body that the webhook takes. */
  body: SampledCall["body"];
  idempotencyKey: boolean;
}

/** An inbound webhook as the sidebar asks it. Absent members: it does not run. */
export interface DeskedWebhook extends Node {
  look?(now: number): WebhookLook;
  opened?(): WebhookOpened;
}
