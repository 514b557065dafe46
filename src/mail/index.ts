export type { Mail, MailAddress, MailCarrier, MailFile, MailTaken } from "./mail.ts";
