import * as z from "zod";
import type { JsonObject } from "../../../src/contract/index.ts";
import { JobTicket } from "../../../src/print/index.ts";
import type { SendPrintJobConfig } from "../config.ts";
import { paperOf } from "../job-of.ts";

/** What letters of one batch have in common: a node that prints otherwise from now on begins another. */
const Group = z.object({
  /** Of test journeys, whose time passes faster. */
  test: z.boolean(),
  /** Collected while the service was being tried: none of it goes to the service. */
  trial: z.boolean(),
  paper: JobTicket.pick({ media: true, sides: true, colour: true, copies: true, tray: true, finishings: true }),
  envelope: z.string().optional(),
  postage: z.string().optional(),
});
export type Group = z.infer<typeof Group>;

export function groupOf(config: SendPrintJobConfig, test: boolean, trial: boolean): string {
  const [envelope, postage] = [config.envelope.trim(), config.postage.trim()];
  const group: Group = {
    test,
    trial,
    paper: paperOf(config),
    ...(envelope !== "" && { envelope }),
    ...(postage !== "" && { postage }),
  };
  return JSON.stringify(group);
}

export const readGroup = (group: string): Group => Group.parse(JSON.parse(group) as JsonObject);
