import type { BodyRow, HeaderRow, ServiceSettings } from "../../src/service/settings.ts";

/** Call service as Node-RED saves it; its secret is a credential. */
export interface CallServiceConfig extends Omit<ServiceSettings, "headers" | "rows"> {
  version: number;
  name: string;
  campaign: string;
  headers: HeaderRow[];
  rows: BodyRow[];
  /** Id of the webhook whose address is `{{ callback }}`; may be empty. */
  callback: string;
}

export interface CallServiceCredentials {
  /** Token, password, key, signing secret or client's secret. */
  secret: string;
}

/** Tells a service about the case, in JSON. */
export const defaults: CallServiceConfig = {
  version: 1,
  name: "",
  campaign: "",
  method: "POST",
  address: "",
  headers: [],
  body: "table",
  rows: [{ name: "caseKey", source: "message", value: "journey.caseKey", required: true }],
  template: "",
  callback: "",
  authentication: "none",
  user: "",
  header: "",
  tokenAddress: "",
  clientId: "",
  scope: "",
  clientIn: "header",
  inside: false,
  answer: "json",
  fields: [],
  country: "",
  currency: "",
  recovery: "key",
  time: 15,
  limit: 256,
  tries: 12,
};

/** Brings a node saved by an earlier version to the present shape; from an environment variable numbers come as text. */
export function migrate(saved: Partial<CallServiceConfig>): CallServiceConfig {
  // The editor gives a node of an earlier version the later settings, undefined.
  const given = Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined));
  const node: CallServiceConfig = { ...defaults, ...given, version: defaults.version };
  return {
    ...node,
    inside: String(node.inside) === "true",
    time: Number(node.time),
    limit: Number(node.limit),
    tries: Number(node.tries),
  };
}
