/** Whom a mail is from or to. */
interface MailAddress {
  /** As people read it. */
  name?: string;
  /** RFC 5321 mailbox; its domain may be in any script. */
  address: string;
}

/** A file of a mail. */
export interface MailFile {
  name: string;
  /** Media type. */
  type: string;
  bytes: Uint8Array;
}

/** One mail to one recipient: several would be refused or taken together. */
export interface Mail {
  /** The key of the send: the same on every try; lower-case letters and digits. */
  id: string;
  to: MailAddress;
  subject: string;
  text: string;
  html?: string;
  /** Pictures that the HTML refers to by `cid:`. */
  inline?: readonly (MailFile & { cid: string })[];
  attachments?: readonly MailFile[];
  /** Where one click ends these mails (RFC 8058). */
  unsubscribe?: string;
  /** BCP 47 */
  language: string;
  purpose: "marketing" | "service";
  /** Id of the campaign, for the postmaster's reports. */
  campaign: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** A test says so in its subject and headers. */
  test: boolean;
}

/** A mail that was taken over by the next server, or by the folder. */
export interface MailTaken {
  /** Message-ID, or the name of the file. */
  reference: string;
  /** What the server answered, without addresses. */
  answer?: string;
}

/** The way that mails go. */
export interface MailCarrier {
  /**
   * Hands over one mail.
   * @throws MailFault, which tells whether it was certainly not taken and whether to try again
   */
  submit(mail: Mail): Promise<MailTaken>;
  /** Looks for a mail whose handing over nobody saw the end of; absent where nobody can tell. */
  lookup?(id: string): Promise<MailTaken | undefined>;
  /** The outcome is committed: traces that were kept for `lookup` may go. */
  settle?(id: string): Promise<void>;
  /** Tries the way without a mail. @throws Fault */
  verify(): Promise<void>;
  close(): Promise<void>;
}
