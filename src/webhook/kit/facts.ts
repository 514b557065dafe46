import type { Proof } from "../authentication/index.ts";
import type { Field } from "../fields/index.ts";
import type { IdentityPlace } from "../identity-place.ts";
import { type Body, sampleBody } from "../samples/sample-body.ts";

/**
 * What the advertiser's kit tells of a webhook: what a sender has to know and nothing else. No secret, no name that
 * people or nodes have here, no id of a node.
 */
export interface KitFacts {
  /** Public address of Node-RED's HTTP nodes, without a slash at its end. */
  base: string;
  /** Path of the webhook below `base`; where the address itself is a proof, `{address}` stands for its last part. */
  path: string;
  /** Path below which receipts are read. */
  receipts: string;
  eventType: string;
  /** What an event does; see the webhook's form. */
  mode: "continue" | "release" | "update" | "start" | "exit";
  fields: readonly Field[];
  /** What becomes of names that no field asks for. */
  unknown: "keep" | "refuse" | "drop";
  /** ISO 3166-1 alpha-2 and ISO 4217, of values that name none; empty: none. */
  country: string;
  currency: string;
  proofs: readonly Proof[];
  /** Seconds that the time of a signature may be away from ours, either way. */
  window: number;
  /** Calls are taken from some networks only. */
  networks: boolean;
  identity: readonly IdentityPlace[];
  /** Path in the body of the place `field`. */
  identityField: string;
  /** Largest body in bytes. */
  limit: number;
  /** Most items of a list; 0: a list is refused. */
  batch: number;
  /** Calls a minute: of all callers, and of one address; 0: no limit. */
  rate: { webhook: number; source: number };
  /** Days for which event ids are known. */
  retention: number;
  /** Whether there is a test secret, so that a test call can be made. */
  testable: boolean;
}

/** Stands in an address that is a secret for its last part. */
export const hiddenPart = "{address}";

export const isHidden = ({ path }: KitFacts) => path.endsWith(hiddenPart);

/** The address as a sender writes it. */
export const addressOf = ({ base, path }: KitFacts) => `${base}${path}`;

/** Whether a sender without another place for it may name the event in the header `Idempotency-Key`. */
export const takesIdempotencyKey = ({ identity }: KitFacts) => identity.includes("idempotency-key");

/** A body that the webhook takes. */
export function exampleOf({ fields }: Pick<KitFacts, "fields">): Body {
  return sampleBody(fields);
}
