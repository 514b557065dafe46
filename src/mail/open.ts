import { type Clock, systemClock } from "../clock.ts";
import { accountOf } from "./account.ts";
import { mailFolder } from "./folder.ts";
import type { MailCarrier } from "./mail.ts";
import type { MailSecrets, MailSettings } from "./settings.ts";
import { smtpCarrier } from "./smtp/carrier.ts";

/**
 * Opens the way that an account's mails go. Nothing is written or connected to before the first mail.
 * @throws Fault where the settings do not do; `checkMailSettings` tells all of it
 */
export function openMailCarrier(
  settings: MailSettings,
  secrets: MailSecrets = {},
  clock: Clock = systemClock,
): MailCarrier {
  const account = accountOf(settings, secrets);
  if (settings.way === "folder") return mailFolder(settings.folder, account);
  return smtpCarrier(settings, secrets.password ?? "", account, clock);
}
