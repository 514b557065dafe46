import * as z from "zod";

/** Bytes by content hash: kept once, referred to by messages. */
export const Asset = z.object({
  /** SHA-256 of the bytes, lower-case hex. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Media type, RFC 6838. */
  type: z.string(),
  /** Size in bytes. */
  bytes: z.int().nonnegative(),
});
export type Asset = z.infer<typeof Asset>;
