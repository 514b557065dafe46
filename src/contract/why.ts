import * as z from "zod";
import { isCurrency } from "./currency.ts";

/** A value as a sentence tells it. */
const ToldValue = z.union([
  /** As it stands: a number, a date, or what is no amount. */
  z.string(),
  /** In quotation marks. */
  z.object({ text: z.string() }),
  /** Minor units of an ISO 4217 currency. */
  z.object({ amount: z.int(), currency: z.string().refine(isCurrency) }),
  /** What has no short form. */
  z.object({ kind: z.enum(["list", "object"]) }),
]);
export type ToldValue = z.infer<typeof ToldValue>;

/** Why a condition holds or does not: the key of a clause and what is told in it. */
const Because = z.object({
  key: z.string(),
  value: ToldValue.optional(),
  /** Path in the message at which it stands, where a condition names one. */
  field: z.string().optional(),
  bound: z.array(ToldValue).optional(),
  bound2: z.array(ToldValue).optional(),
  /** What else fills the sentence in. */
  data: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Because = z.infer<typeof Because>;

/** Sentences by their keys with what fills them in, to be told in any language. Nothing is in it that they do not tell. */
export const Why = z.array(Because.extend({ because: z.array(Because).optional() }));
export type Why = z.infer<typeof Why>;
