import * as z from "zod";

/** What the advertiser gets back: a closed table of receipt and HTTP status. */
export const receiptStatus = {
  accepted: 202,
  early: 202,
  held: 202,
  duplicate: 200,
  conflict: 409,
  "unknown-case": 404,
  ended: 409,
  "reused-id": 422,
  invalid: 422,
  malformed: 400,
  unauthorised: 401,
  forbidden: 403,
  gone: 410,
  "too-large": 413,
  unsupported: 415,
  "too-many": 429,
  unavailable: 503,
} as const;
export type ReceiptName = keyof typeof receiptStatus;

/** One fault of a body: where (JSON Pointer, RFC 6901), what came, what would be right. */
export const Problem = z.object({
  pointer: z.string(),
  /** Catalogue key of the sentence below. */
  code: z.string(),
  detail: z.string(),
  value: z.json().optional(),
  allowed: z.array(z.string()).optional(),
});
export type Problem = z.infer<typeof Problem>;
