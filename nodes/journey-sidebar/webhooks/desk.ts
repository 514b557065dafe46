import type { WebhookLook, WebhookOpened } from "../../shared/webhook-desk.ts";

/** What the page “webhooks” and Node-RED say to each other, below `belle-histoire/journey/`. */

export interface WebhookRow extends Omit<WebhookLook, "state"> {
  id: string;
  /** Empty: it has none. */
  name: string;
  eventType: string;
  /** `off`: its node or its flow is switched off. */
  state: WebhookLook["state"] | "off";
}

/** `GET webhooks?campaign=<id>`: in the order of the flows. */
export interface WebhooksAnswer {
  /** Of the campaign, in which the calls of today are counted. */
  timeZone: string;
  webhooks: WebhookRow[];
}

/** `GET webhooks/:id` */
export type WebhookAnswer = WebhookOpened;
