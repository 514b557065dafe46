import type { BodyRow, HeaderRow, ServiceSettings } from "../service/index.ts";

/** Ways that text messages go. */
export const smsKinds = ["folder", "brevo", "ovh", "twilio", "custom"] as const;
export type SmsKind = (typeof smsKinds)[number];

/** How an account sends; everything but its secrets. Fields of all kinds stand side by side, as a form has them. */
export interface SmsAccountSettings {
  kind: SmsKind;
  /** Of `folder`: where messages are laid. */
  folder: string;
  /** A name of at most 11 letters and digits, a number, or Twilio's id of a messaging service. */
  sender: string;
  /** Messages a second; 0: as fast as they come. */
  pace: number;
  /** A line that marketing messages end with, such as `STOP 36180`; empty: the usual one of the kind. */
  stop: string;
  /** Base address of the provider, where it is not the usual one: another region, a proxy. */
  server: string;
  /** Of `ovh`: `sms-ab12345-1`. */
  serviceName: string;
  /** Of `ovh`: what tells the application; no secret. */
  applicationKey: string;
  /** Of `twilio`: `AC…`. */
  accountSid: string;
  /** Of `custom`: a Liquid template behind the host. */
  address: string;
  method: "POST" | "PUT";
  headers: readonly HeaderRow[];
  body: "table" | "template" | "form";
  rows: readonly BodyRow[];
  template: string;
  authentication: "none" | "bearer" | "basic" | "api-key";
  user: string;
  header: string;
  inside: boolean;
  /** `key`: the service knows our id, what was cut short is sent again under it. */
  recovery: ServiceSettings["recovery"];
  /** Where the answer holds what the service calls the message: `messages.0.id`; empty: nowhere. */
  reference: string;
}

/** What Node-RED keeps apart from the flow. */
export interface SmsSecrets {
  /** API key, application secret, auth token, password. */
  secret?: string;
  /** Of `ovh`. */
  consumerKey?: string;
}

/** Base addresses of the providers, without a slash at the end. */
export const usualServers = {
  brevo: "https://api.brevo.com/v3",
  ovh: "https://eu.api.ovh.com/1.0",
  twilio: "https://api.twilio.com",
} as const;

/** What marketing messages end with where nothing else is written: OVH adds a line of its own. */
export const usualStops: Readonly<Record<SmsKind, string>> = {
  folder: "",
  brevo: "STOP [STOP_CODE]",
  ovh: "",
  twilio: "",
  custom: "",
};

/** Messages a second. */
export const paceBounds = { least: 0, most: 1000 } as const;
