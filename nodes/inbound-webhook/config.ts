import type { AuthenticationInput } from "../../src/webhook/authentication/settings.ts";
import { type Secrets, slotOf } from "../../src/webhook/authentication/slots.ts";
import type { Field } from "../../src/webhook/fields/field.ts";
import type { IdentityPlace } from "../../src/webhook/identity-place.ts";
import { isEndpoint } from "../../src/webhook/mint.ts";

/** Calls that are let through in a minute; 0: no limit. */
export interface RateLimits {
  webhook: number;
  /** Of one source address. */
  source: number;
}

/** The inbound webhook as Node-RED saves it; its secrets are credentials. */
export interface InboundWebhookConfig {
  version: number;
  /** What an event does; see `EventMode`. */
  mode: "continue" | "release" | "update" | "start" | "exit";
  /** Whether an event is kept whose case nobody knows yet. */
  anyCase: boolean;
  name: string;
  campaign: string;
  /** The unguessable last part of the address; minted in the editor, absent from examples. */
  endpoint: string;
  /** Readable words that stand before it in the address; may be empty. */
  slug: string;
  /** The unguessable last part of the address of the advertiser's kit; minted in the editor. Empty: there is no kit. */
  kit: string;
  /** Whether the kit is served. */
  kitOpen: boolean;
  /** Type of the events, for instance `decision`. */
  eventType: string;
  fields: Field[];
  /** What becomes of names that no field asks for. */
  unknown: "keep" | "refuse" | "drop";
  /** ISO 3166-1 alpha-2, of phone numbers and addresses that name none. */
  country: string;
  /** ISO 4217, of amounts that name none. */
  currency: string;
  authentication: AuthenticationInput;
  /** Where the id of an event is looked for; the first place that has one counts. */
  identity: IdentityPlace[];
  /** Path in the body of the place `field`. */
  identityField: string;
  /** Most items of a list in one call; 0: a list is refused. */
  batch: number;
  /** Largest body in KiB. */
  limit: number;
  rate: RateLimits;
  /** Origins of web pages that may call (CORS); `*`: all. */
  origins: string[];
  /** Days for which receipts and event ids are kept. */
  retention: number;
  /** Whether the list of last calls keeps bodies, personal data masked. */
  keepBodies: boolean;
}

export interface InboundWebhookCredentials {
  /** JSON object: secrets by slot, see `slotOf`. `${NAME}` as a secret is taken from the environment. */
  secrets: string;
  /** Of version 1: the one secret, `whsec_` and base64. */
  secret?: string;
}

/** Id of the proof that a new webhook has. */
export const firstProof = "sender";

/** A webhook that understands `{ caseKey, decision }` as soon as it is dropped on the canvas. */
export const defaults: InboundWebhookConfig = {
  version: 3,
  mode: "continue",
  anyCase: false,
  name: "",
  campaign: "",
  endpoint: "",
  slug: "",
  kit: "",
  kitOpen: true,
  eventType: "decision",
  fields: [
    { name: "caseKey", type: "text", required: true, values: [], target: "case-key", as: "" },
    { name: "decision", type: "text", required: true, values: [], target: "event", as: "" },
  ],
  unknown: "drop",
  country: "",
  currency: "",
  authentication: { proofs: [{ kind: "standard-webhooks", id: firstProof, headers: "webhook" }] },
  identity: ["proof", "idempotency-key", "cloud-event", "body"],
  identityField: "",
  batch: 100,
  limit: 256,
  rate: { webhook: 6000, source: 600 },
  origins: [],
  retention: 30,
  keepBodies: false,
};

/** Bounds of what the form lets be set. */
export const bounds = {
  batch: { least: 0, most: 1000 },
  limit: { least: 1, most: 10_240 },
  rate: { least: 0, most: 1_000_000 },
  retention: { least: 4, most: 3650 },
} as const;

export const webhookFolder = "/webhook";

/** Path of the endpoint below Node-RED's `httpNodeRoot`. */
export function endpointPath(endpoint: string, slug = ""): string {
  return slug === "" ? `${webhookFolder}/${endpoint}` : `${webhookFolder}/${slug}/${endpoint}`;
}

/** Path of the advertiser's kit below Node-RED's `httpNodeRoot`. It has a token of its own, and no words that may be somebody's name. */
export function kitPath(kit: string): string {
  return `${webhookFolder}/docs/${kit}`;
}

/** Whether the kit has an address that is served. */
export function servesKit({ kit, kitOpen }: Pick<InboundWebhookConfig, "kit" | "kitOpen">): boolean {
  return kitOpen && isEndpoint(kit);
}

/** Whether a slug is words of lower-case letters, digits and hyphens. */
export function isSlug(text: string): boolean {
  return text === "" || (text.length <= 60 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text));
}

/** Brings a node saved by an earlier version to the present shape. */
export function migrate(saved: Partial<InboundWebhookConfig>): InboundWebhookConfig {
  // The editor gives a node of an earlier version the later settings, undefined.
  const given = Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined));
  return { ...defaults, ...given, version: defaults.version };
}

/** The secrets by slot, also of a node that was saved when it had one only. Undefined: what is saved is no such list. */
export function secretsOf(credentials: Partial<InboundWebhookCredentials> | undefined): Secrets | undefined {
  const { secrets = "", secret = "" } = credentials ?? {};
  if (secrets.trim() === "") return secret === "" ? {} : { [slotOf(firstProof, "current")]: secret };
  try {
    const parsed: unknown = JSON.parse(secrets);
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return undefined;
    return Object.values(parsed).every((text) => typeof text === "string") ? (parsed as Secrets) : undefined;
  } catch {
    return undefined;
  }
}
