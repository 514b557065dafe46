import type { Node } from "node-red";
import type { MailCarrier } from "../../src/mail/index.ts";
import type { SmsCarrier } from "../../src/sms/index.ts";

/** What the mail account node shows to senders and to the test sends of a form. */
export interface MailAccountNode extends Node {
  /** @throws Fault where the account cannot be used as it is set */
  carrier(): MailCarrier;
}

/** What the SMS account node shows to senders and to the test sends of a form. */
export interface SmsAccountNode extends Node {
  /** @throws Fault where the account cannot be used as it is set */
  carrier(): SmsCarrier;
}
