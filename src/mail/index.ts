export { mailboxOf } from "./address.ts";
export { checkMailSettings } from "./check-settings.ts";
export type { Mail, MailAddress, MailCarrier, MailFile, MailTaken } from "./mail.ts";
export { MailFault } from "./mail-fault.ts";
export { openMailCarrier } from "./open.ts";
export { type DkimName, type MailSecrets, type MailSettings, mailBounds, usualMailSettings } from "./settings.ts";
