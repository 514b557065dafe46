import { CampaignMessage, type ContentPart, Fault, type Recipient, sha256 } from "../../src/contract/index.ts";
import { usePool } from "../../src/pool.ts";
import {
  addressFaults,
  composeLetter,
  type JobTicket,
  letterOf,
  type Paper,
  type PrintJob,
  ticketVersion,
} from "../../src/print/index.ts";
import type { Assets, Task } from "../../src/store/index.ts";
import { a4, finishingsOf, type SendPrintJobConfig } from "./config.ts";

/** How letters of a node are printed. */
export function paperOf(config: SendPrintJobConfig): Paper {
  const { sides, colour, copies } = config;
  const tray = config.tray.trim();
  const finishings = finishingsOf(config);
  return {
    media: config.media.trim() || a4,
    ...{ sides, colour, copies },
    ...(tray !== "" && { tray }),
    ...(finishings.length > 0 && { finishings }),
  };
}

/** The letter of a message, as the node can print it. @throws Fault `send.no-content`, `print.no-letter` */
export function contentOf({ content }: CampaignMessage, { mode }: SendPrintJobConfig): ContentPart {
  const { channel, pdf, letter } = content ?? {};
  if (content === undefined || channel !== "print" || (pdf === undefined && letter === undefined))
    throw new Fault("send.no-content", { channel: "print" });
  if (mode === "batches" && letter === undefined) throw new Fault("print.no-letter");
  return content;
}

/** The address that stands on the letter. */
function checkAddress(recipient: Recipient, { address }: SendPrintJobConfig): void {
  const [fault] = address === "print" ? [] : addressFaults(recipient);
  if (fault !== undefined) throw fault;
}

/** What of a claimed send a batch is counted and sorted by. @throws Fault `print.no-letter`, `print.no-address`, `address.…` */
export function letterToCollect(task: Task, config: SendPrintJobConfig): { recipient: Recipient; pages: number } {
  const { content, recipient = task.recipient } = CampaignMessage.parse(task.message);
  if (content?.letter === undefined) throw new Fault("print.no-letter");
  if (recipient.postalAddress === undefined) throw new Fault("print.no-address");
  checkAddress(recipient, config);
  const { pages = 1 } = content;
  // The next letter does not begin on the back of this one.
  return { recipient, pages: config.sides === "one-sided" ? pages : pages + (pages % 2) };
}

/** The PDF of a letter: as it came, else as it is drawn from how it was set, which gives the same bytes whenever it is. */
async function drawn(
  { pdf, pages = 1, letter }: ContentPart,
  assets: Assets,
): Promise<{ pdf: Uint8Array; pages: number }> {
  if (pdf !== undefined) return { pdf: await assets.get(pdf), pages };
  if (letter === undefined) throw new Fault("send.no-content", { channel: "print" });
  const request = await letterOf(letter, assets.get);
  // The node may be closed meanwhile, and the letter is finished all the same.
  const leavePool = usePool();
  return composeLetter(request).finally(leavePool);
}

/**
 * The print job of a claimed send.
 * @throws Fault `send.no-content`, `asset.missing`, `print.no-address`, `address.…`, `print.letter-unread`, `print.file-…`
 */
export async function jobOf(task: Task, config: SendPrintJobConfig, assets: Assets): Promise<PrintJob> {
  const message = CampaignMessage.parse(task.message);
  const { content } = message;
  if (content === undefined) throw new Fault("send.no-content", { channel: "print" });
  const to = message.recipient ?? task.recipient;
  checkAddress(to, config);
  const { pdf, pages } = await drawn(content, assets);
  const { caseKey } = task.journey;
  const [envelope, postage] = [config.envelope.trim(), config.postage.trim()];
  const ticket: Omit<JobTicket, "version"> = {
    id: task.id,
    campaign: task.campaign,
    ...(caseKey !== undefined && { caseKey }),
    recipient: task.recipient.id,
    document: { file: "", sha256: sha256(pdf), bytes: pdf.byteLength, pages },
    ...paperOf(config),
    ...(envelope !== "" && { envelope }),
    ...(postage !== "" && { postage }),
    createdAt: new Date().toISOString(),
    test: task.journey.test,
    template: content.template,
    language: content.language,
  };
  return { id: task.id, pdf, to, ticket: { version: ticketVersion(ticket), ...ticket } };
}
