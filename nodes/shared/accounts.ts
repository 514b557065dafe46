import type { Node } from "node-red";
import type { MailCarrier, MailReport } from "../../src/mail/index.ts";
import type { Heard, LetterEvent, PrintServiceSettings, PrintWay } from "../../src/print/index.ts";
import type { SmsCarrier } from "../../src/sms/index.ts";

/** What the mail account node shows to senders and to the test sends of a form. */
export interface MailAccountNode extends Node {
  /** One for all who use the account, which closes it itself. @throws Fault where the account cannot be used as it is set */
  carrier(): MailCarrier;
  /** Mails that may be handed over at the same time. */
  connections: number;
  /** Whether every mail names a mailbox that takes unsubscriptions. */
  takesUnsubscriptions: boolean;
  /** Hears what came back; the answer of `listener` says whether that was about a mail of its own. To be ended. */
  reports(listener: ReportListener): () => void;
}

export type ReportListener = (report: MailReport) => Promise<boolean>;

/** What the SMS account node shows to senders and to the test sends of a form. */
export interface SmsAccountNode extends Node {
  /** @throws Fault where the account cannot be used as it is set */
  carrier(): SmsCarrier;
}

/** What the print service node shows to senders. */
export interface PrintServiceNode extends Node {
  settings: PrintServiceSettings;
  /** @param title what a printer's display says of a job @throws Fault where the service cannot be used as it is set */
  way(title: string): PrintWay;
  /** Hears what a provider tells by itself; the answer of `listener` says what became of it. To be ended. */
  events(listener: LetterListener): () => void;
}

export type LetterListener = (event: LetterEvent) => Promise<Heard>;
