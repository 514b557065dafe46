import type { BodyRow, HeaderRow } from "../../src/service/settings.ts";
import { paceBounds, type SmsAccountSettings } from "../../src/sms-gateway/settings.ts";

/** SMS account as Node-RED saves it; its secrets are credentials. */
export interface SmsAccountConfig extends Omit<SmsAccountSettings, "headers" | "rows"> {
  version: number;
  name: string;
  headers: HeaderRow[];
  rows: BodyRow[];
}

export interface SmsAccountCredentials {
  /** API key, application secret, auth token, password. */
  secret?: string;
  /** Of OVH. */
  consumerKey?: string;
}

const row = (name: string, value: string): BodyRow => ({ name, source: "message", value, required: true });

export const defaults: SmsAccountConfig = {
  version: 1,
  name: "",
  kind: "folder",
  folder: "",
  sender: "",
  pace: 5,
  stop: "",
  server: "",
  serviceName: "",
  applicationKey: "",
  accountSid: "",
  address: "",
  method: "POST",
  headers: [],
  body: "table",
  rows: [row("to", "to"), row("text", "text"), { ...row("from", "sender"), required: false }, row("id", "id")],
  template: "",
  authentication: "bearer",
  user: "",
  header: "",
  inside: false,
  recovery: "park",
  reference: "id",
};

/** Brings a node saved by an earlier version to the present shape; from an environment variable numbers come as text. */
export function migrate(saved: Partial<SmsAccountConfig>): SmsAccountConfig {
  // The editor gives a node of an earlier version the later settings, undefined.
  const given = Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined));
  const node: SmsAccountConfig = { ...defaults, ...given, version: defaults.version };
  const pace = String(node.pace).trim() === "" ? paceBounds.least : Number(node.pace);
  return { ...node, inside: String(node.inside) === "true", pace };
}
