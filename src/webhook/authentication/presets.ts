import type * as z from "zod";
import type { HmacScheme } from "./scheme.ts";
import type { Proof } from "./settings.ts";

const id = { part: "id" } as const;
const timestamp = { part: "timestamp" } as const;
const body = { part: "body" } as const;
const stop = { part: "text", text: "." } as const;

/**
 * Standard Webhooks 1.0.0, symmetric (`v1`), as a description; Svix sends the same under names of its own.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 * @see https://docs.svix.com/receiving/verifying-payloads/how-manual
 */
export function standardScheme(names: "webhook" | "svix"): HmacScheme {
  return {
    algorithm: "sha256",
    encoding: "base64",
    signature: { headers: [`${names}-signature`], prefix: "v1,", separator: " " },
    timestamp: { in: "header", header: `${names}-timestamp`, unit: "s" },
    signed: [id, stop, timestamp, stop, body],
    secret: { encoding: "base64", prefix: "whsec_" },
    eventId: { in: "header", header: `${names}-id` },
  };
}

/** The scheme of a proof that is a signature; undefined: it is none, or a token. */
export function schemeOf(proof: Proof): HmacScheme | undefined {
  if (proof.kind === "standard-webhooks") return standardScheme(proof.headers);
  return proof.kind === "hmac" ? proof.scheme : undefined;
}

type ProofInput = z.input<typeof Proof>;
/** A proof but for its id: what choosing a sender fills into the form. */
export type Preset = ProofInput extends infer One ? (One extends ProofInput ? Omit<One, "id"> : never) : never;

/** How well-known senders prove their calls, by the id of the preset. */
export const presets = {
  "standard-webhooks": { kind: "standard-webhooks", headers: "webhook" },
  svix: { kind: "standard-webhooks", headers: "svix" },
  /** @see https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries */
  github: {
    kind: "hmac",
    scheme: {
      algorithm: "sha256",
      encoding: "hex",
      signature: { headers: ["x-hub-signature-256"], prefix: "sha256=" },
      signed: [body],
      eventId: { in: "header", header: "x-github-delivery" },
    },
  },
  /**
   * The secret is its whole text, `whsec_` included.
   *
   * @see https://docs.stripe.com/webhooks#verify-manually
   */
  stripe: {
    kind: "hmac",
    scheme: {
      algorithm: "sha256",
      encoding: "hex",
      signature: { headers: ["stripe-signature"], prefix: "v1=", separator: "," },
      timestamp: { in: "signature", prefix: "t=" },
      signed: [timestamp, stop, body],
      eventId: { in: "field", field: "id" },
    },
  },
  /**
   * The webhook's id, not the event's: one event may come under several topics, with another body each.
   *
   * @see https://shopify.dev/docs/apps/build/webhooks/subscribe/https
   */
  shopify: {
    kind: "hmac",
    scheme: {
      algorithm: "sha256",
      encoding: "base64",
      signature: { headers: ["x-shopify-hmac-sha256"] },
      signed: [body],
      eventId: { in: "header", header: "x-shopify-webhook-id" },
    },
  },
  /**
   * While a secret is being changed the second header is signed with the one before.
   *
   * @see https://hookdeck.com/docs/authentication
   */
  hookdeck: {
    kind: "hmac",
    scheme: {
      algorithm: "sha256",
      encoding: "base64",
      signature: { headers: ["x-hookdeck-signature", "x-hookdeck-signature-2"] },
      signed: [body],
      eventId: { in: "header", header: "x-hookdeck-eventid" },
    },
  },
} as const satisfies Record<string, Preset>;
export type PresetId = keyof typeof presets;
