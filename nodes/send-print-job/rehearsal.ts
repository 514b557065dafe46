import { CampaignMessage } from "../../src/contract/index.ts";
import type { Rehearsal } from "../shared/play-role.ts";
import { wordsOf } from "../shared/plays.ts";
import type { SendPrintJobConfig } from "./config.ts";
import { jobOf, letterToCollect } from "./job-of.ts";

/** The letter that would be handed over, drawn, to no printer. */
export function printRehearsal(config: SendPrintJobConfig): Rehearsal {
  const batches = config.mode === "batches";
  return {
    channel: "print",
    ...(!batches && { notBefore: (task) => task.createdAt + config.hold * 60_000 }),
    async write(task, play) {
      if (batches) letterToCollect(task, config);
      const { pdf, to, ticket } = await jobOf(task, config, play.house.assets);
      const { content } = CampaignMessage.parse(task.message);
      const address = to?.postalAddress;
      const lines = address && [...address.thoroughfare, `${address.postalCode} ${address.locality}`];
      const written: unknown = content?.letter?.address;
      const shown = Array.isArray(written) ? written.map(String) : lines;
      const { pages } = ticket.document;
      return {
        content: {
          channel: "print",
          ...(shown !== undefined && { to: shown.join("\n") }),
          ...(content?.subject !== undefined && { subject: content.subject }),
          ...(content?.text !== undefined && { text: content.text }),
          pdf: await play.keep("letter.pdf", { bytes: pdf, type: "application/pdf" }),
          pages,
        },
        ...(batches && { text: wordsOf(play)("play.step.would-send.batch", { pages }) }),
      };
    },
  };
}
