/** A value that an enumerated field may have, with what else it may be called. */
export interface AllowedValue {
  value: string;
  synonyms: string[];
}

/** One expected field of the advertiser's body. */
export interface ExpectedField {
  /** Path in the body, dots between names. */
  name: string;
  type: "text" | "number" | "date" | "enum";
  required: boolean;
  /** Of an enumerated field only. */
  values: AllowedValue[];
  target: "case-key" | "event" | "recipient";
  /** Name at the target; empty: the last part of `name`. */
  as: string;
}

/** The inbound webhook as Node-RED saves it; its secret is a credential. */
export interface InboundWebhookConfig {
  version: number;
  name: string;
  campaign: string;
  /** The unguessable last part of the address; minted in the editor, absent from examples. */
  endpoint: string;
  /** Type of the events, for instance `decision`. */
  eventType: string;
  fields: ExpectedField[];
}

export interface InboundWebhookCredentials {
  /** `whsec_` and base64, as Standard Webhooks writes it. */
  secret: string;
}

/** A webhook that understands `{ caseKey, decision }` as soon as it is dropped on the canvas. */
export const defaults: InboundWebhookConfig = {
  version: 1,
  name: "",
  campaign: "",
  endpoint: "",
  eventType: "decision",
  fields: [
    { name: "caseKey", type: "text", required: true, values: [], target: "case-key", as: "" },
    { name: "decision", type: "text", required: true, values: [], target: "event", as: "" },
  ],
};

/** Path of the endpoint below Node-RED's `httpNodeRoot`. */
export function endpointPath(endpoint: string): string {
  return `/webhook/${endpoint}`;
}

/** Brings a node saved by an earlier version to the present shape. */
export function migrate(saved: Partial<InboundWebhookConfig>): InboundWebhookConfig {
  return { ...defaults, ...saved, version: defaults.version };
}
