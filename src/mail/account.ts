import { addressOf, domainOf, type Mailbox, mailboxOf } from "./address.ts";
import { checkMailSettings } from "./check-settings.ts";
import { type DkimKey, readDkimKey } from "./dkim.ts";
import type { MailSecrets, MailSettings } from "./settings.ts";
import { nameOf } from "./written.ts";

/** Who sends, read once from the settings. */
export interface Account {
  fromName: string;
  from: Mailbox;
  replyTo: string | undefined;
  bounce: Mailbox;
  bounceToken: boolean;
  /** Takes unsubscriptions by mail. */
  unsubscribe: Mailbox | undefined;
  keys: readonly DkimKey[];
}

/** @throws Fault, the first of those that `checkMailSettings` finds */
export function accountOf(settings: MailSettings, secrets: MailSecrets): Account {
  const [fault] = checkMailSettings(settings, secrets);
  if (fault !== undefined) throw fault;
  const from = mailboxOf(settings.fromAddress) as Mailbox;
  const other = (address: string) => (address === "" ? undefined : mailboxOf(address));
  const replyTo = other(settings.replyTo);
  return {
    fromName: nameOf(settings.fromName),
    from,
    replyTo: replyTo && addressOf(replyTo),
    bounce: other(settings.bounceAddress) ?? from,
    bounceToken: settings.bounceToken,
    unsubscribe: other(settings.unsubscribeAddress),
    keys: settings.dkim.map(({ domain, selector }, index) =>
      readDkimKey({ domain: domainOf(domain) ?? domain, selector }, secrets.dkimKeys?.[index] ?? ""),
    ),
  };
}
