import * as z from "zod";
import { EventIdSource, HeaderName, HmacScheme, MacEncoding, SecretEncoding, says } from "./scheme.ts";

/** Bounds of the replay window in seconds, either way. */
export const windowBounds = { least: 30, most: 3600, usual: 300 } as const;

export const JwtAlgorithm = z.enum([
  ...(["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512"] as const),
  ...(["ES256", "ES384", "ES512", "EdDSA", "Ed25519"] as const),
]);
export type JwtAlgorithm = z.infer<typeof JwtAlgorithm>;

const common = {
  /** Names the proof in the slots of its secrets and in the answer; unique among the proofs. */
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** What people call the sender. */
  name: z.string().trim().min(1).max(80).optional(),
  /** Last instant at which the previous secret is valid, ISO 8601; absent: for as long as there is one. */
  previousUntil: z.iso.datetime({ offset: true }).optional(),
};
const withEventId = { ...common, eventId: EventIdSource.optional() };

const Texts = z.array(z.string().trim().min(1).max(500)).max(16).default([]);

export const JwtProof = z.strictObject({
  kind: z.literal("jwt"),
  ...withEventId,
  /** The only ones that are taken; HS… goes with a shared secret, all others with public keys. */
  algorithms: z.array(JwtAlgorithm).refine((names) => names.length > 0, says("jwt-algorithms-none")),
  /** Of a shared secret. */
  secretEncoding: SecretEncoding.default("utf8"),
  /** Any of them must be an audience of the token; empty: not asked. */
  audience: Texts,
  issuer: Texts,
  /** Seconds since `iat`, which is then required. */
  maxAge: z.int().min(1).max(31_536_000).optional(),
  /** Seconds that clocks may be apart. */
  tolerance: z.int().min(0).max(300).default(30),
  /** A claim that holds the hash of the body; without one the token does not prove the body. */
  bodyHash: z
    .strictObject({
      claim: z.string().trim().min(1).max(100),
      algorithm: z.enum(["sha256", "sha512"]).default("sha256"),
      encoding: MacEncoding.default("hex"),
    })
    .optional(),
});
export type JwtProof = z.infer<typeof JwtProof>;

/** One way to prove a call. Its secrets are kept apart from it, in slots by its id. */
export const Proof = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("standard-webhooks"), ...common, headers: z.enum(["webhook", "svix"]) }),
  z.strictObject({ kind: z.literal("hmac"), ...common, scheme: HmacScheme }),
  JwtProof,
  z.strictObject({ kind: z.literal("bearer"), ...withEventId }),
  z.strictObject({
    kind: z.literal("api-key"),
    ...withEventId,
    header: HeaderName.optional(),
    /** Name of a query parameter; asked where the header is absent. Addresses end up in logs, so it is the weaker way. */
    query: z.string().min(1).max(100).optional(),
  }),
  z.strictObject({ kind: z.literal("basic"), ...withEventId, user: z.string().min(1).max(200) }),
  /** The unguessable address is all the proof there is: chosen, never the default. */
  z.strictObject({ kind: z.literal("address-only"), id: common.id, name: common.name, eventId: withEventId.eventId }),
]);
export type Proof = z.infer<typeof Proof>;

const isNetwork = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

/** Where calls may come from, on top of their proof, and how their address is known. */
export const Addresses = z.strictObject({
  /** IPv4 and IPv6 addresses, or networks in CIDR notation; absent: from anywhere. */
  allow: z
    .array(
      z
        .string()
        .trim()
        .refine((text) => isNetwork.safeParse(text).success, says("network-form")),
    )
    .max(1000)
    .refine((list) => list.length > 0, says("network-none"))
    .optional(),
  /** How many proxies of one's own stand in front, one behind the other; 0: the connection's own address counts. */
  proxies: z.int().min(0).max(10).default(0),
  header: z.enum(["x-forwarded-for", "forwarded"]).default("x-forwarded-for"),
});
export type Addresses = z.infer<typeof Addresses>;

/** How a webhook knows its callers. Plain data without secrets; any one proof suffices, the addresses come on top. */
export const AuthenticationSettings = z.strictObject({
  proofs: z
    .array(Proof)
    .max(16)
    .refine((list) => list.length > 0, says("no-proof")),
  /** Seconds that the time of an attempt may be away from ours, either way, where the scheme has a time. */
  window: z
    .number()
    .refine(
      (seconds) => Number.isInteger(seconds) && seconds >= windowBounds.least && seconds <= windowBounds.most,
      says("window", { least: windowBounds.least, most: windowBounds.most }),
    )
    .default(windowBounds.usual),
  addresses: Addresses.optional(),
});
export type AuthenticationSettings = z.infer<typeof AuthenticationSettings>;

/** The same as it may be written: what has a default may be left out. */
export type AuthenticationInput = z.input<typeof AuthenticationSettings>;
