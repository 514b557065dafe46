import type { DnsRecord } from "./dkim-record.ts";

/** What the form and the routes of a mail account say to each other. */

export interface AccountRequest {
  id: string;
  config: Record<string, unknown>;
  /** What was typed and not deployed yet. */
  secrets: { password?: string; dkimKey?: string; imapPassword?: string };
}

export interface AboutAnswer {
  /** Everything that is wrong, in sentences. */
  faults: string[];
  /** What to publish in the DNS; absent: there is no key, or none that can be read. */
  record?: DnsRecord;
}

export interface CheckAnswer {
  /** What was tried and went well. */
  found: string[];
  /** What did not. */
  faults: string[];
}

export interface KeyAnswer {
  /** A new private key in PEM. */
  key: string;
}

export const accountPath = (what: "about" | "check" | "key") => `belle-histoire/mail-account/${what}`;
