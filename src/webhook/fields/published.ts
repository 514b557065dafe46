import * as z from "zod";

/** Amounts and phone numbers as the published schema describes them; by these they are known again. */
export const moneyPattern = "^[+-]?[0-9]{1,16}([.,][0-9]+)? ?[A-Z]{3}$";
export const phonePattern = "^\\+?[0-9 ()./-]{4,40}$";

/** What of a field JSON Schema has no word for, under the keyword `x-field`; only what is set. */
export const FieldNote = z.object({
  target: z.enum(["case-key", "event", "recipient"]).optional(),
  as: z.string().optional(),
  values: z.array(z.object({ value: z.string(), synonyms: z.array(z.string()) })).optional(),
  country: z.string().optional(),
  currency: z.string().optional(),
  unit: z.enum(["minor", "major"]).optional(),
});
export type FieldNote = z.infer<typeof FieldNote>;
