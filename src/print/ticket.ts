import * as z from "zod";

/** The job ticket that lies beside a PDF. */
export const JobTicket = z.object({
  version: z.literal(1),
  /** The same for the same letter, on every try. */
  id: z.string(),
  campaign: z.string(),
  caseKey: z.string().optional(),
  recipient: z.string(),
  document: z.object({ file: z.string(), sha256: z.string(), bytes: z.int(), pages: z.int() }),
  /** PWG 5101.1 media name. */
  media: z.string(),
  /** IPP keyword, RFC 8011 §5.2.8. */
  sides: z.enum(["one-sided", "two-sided-long-edge"]),
  /** IPP `print-color-mode`, PWG 5100.13. */
  colour: z.enum(["color", "monochrome"]),
  copies: z.int().positive(),
  createdAt: z.iso.datetime(),
  test: z.boolean(),
  template: z.string(),
  language: z.string(),
});
export type JobTicket = z.infer<typeof JobTicket>;
