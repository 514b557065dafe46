import * as z from "zod";

/** The job ticket that lies beside a PDF. */
export const JobTicket = z.object({
  /** 2 where something is asked for that version 1 has no word for. */
  version: z.union([z.literal(1), z.literal(2)]),
  /** The same for the same letter, on every try. */
  id: z.string(),
  campaign: z.string(),
  caseKey: z.string().optional(),
  recipient: z.string(),
  document: z.object({ file: z.string(), sha256: z.string(), bytes: z.int(), pages: z.int() }),
  /** PWG 5101.1 media name. */
  media: z.string(),
  /** IPP keyword, RFC 8011 §5.2.8; the short edge since version 2. */
  sides: z.enum(["one-sided", "two-sided-long-edge", "two-sided-short-edge"]),
  /** IPP `print-color-mode`, PWG 5100.13. */
  colour: z.enum(["color", "monochrome"]),
  copies: z.int().positive(),
  /** Since version 2: IPP `media-source`, PWG 5100.7. */
  tray: z.string().optional(),
  /** Since version 2: words of IPP `finishings`, PWG 5100.1. */
  finishings: z.array(z.string()).optional(),
  /** Since version 2: as the print room calls it. */
  envelope: z.string().optional(),
  /** Since version 2: as the print room calls it. */
  postage: z.string().optional(),
  createdAt: z.iso.datetime(),
  test: z.boolean(),
  template: z.string(),
  language: z.string(),
});
export type JobTicket = z.infer<typeof JobTicket>;

/**
 * The job ticket that lies beside the documents of a batch. Whoever knows the versions before finds no `document` in it, and
 * does not take its first file for a letter.
 */
export const BatchTicket = JobTicket.omit({
  ...{ version: true, caseKey: true, recipient: true, document: true, template: true, language: true },
}).extend({
  version: z.literal(3),
  batch: z.object({
    letters: z.int(),
    /** Letters of the batch that are in no document. */
    leftOut: z.int(),
    pages: z.int(),
    /** Sheets of paper of one copy. */
    sheets: z.int(),
    /** Fronts bear a DataMatrix. */
    controlMarks: z.boolean(),
    /** Only some letters, with a word across each page. */
    proof: z.boolean(),
    /** In their order; a letter is in one of them alone. */
    documents: z.array(JobTicket.shape.document.extend({ sheets: z.int() })),
    /** Manifests and XJDF. */
    companions: z.array(JobTicket.shape.document.omit({ pages: true })),
  }),
});
export type BatchTicket = z.infer<typeof BatchTicket>;

/** How a job is printed, whatever its document. */
export type Paper = Pick<JobTicket, "media" | "sides" | "colour" | "copies" | "tray" | "finishings">;

/** The lowest version that has words for all of a job: who reads an older one goes on reading those that ask for nothing new. */
export function ticketVersion(ticket: Omit<JobTicket, "version">): JobTicket["version"] {
  const { sides, tray, finishings, envelope, postage } = ticket;
  const later = [tray, finishings, envelope, postage].some((one) => one !== undefined);
  return later || sides === "two-sided-short-edge" ? 2 : 1;
}
