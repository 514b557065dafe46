import type { Server } from "../reach.ts";

/** Where reports on mails are read. The server is of `imap`. */
export interface ReportSettings extends Server {
  way: "none" | "folder" | "imap";
  /** Of `folder`: an absolute path, of a Maildir or of a folder with `.eml` files. */
  folder: string;
  user: string;
  /** Name of the IMAP mailbox. */
  mailbox: string;
  /**
   * What becomes of a report that was told: `keep` has it marked as seen (in a Maildir or by IMAP), or moved into the
   * folder `told`; `delete`, for it holds a person's address.
   */
  afterwards: "keep" | "delete";
  /** Seconds from one look to the next. */
  every: number;
}

/** Bounds of what may be set. */
export const reportBounds = { port: { least: 1, most: 65_535 }, every: { least: 5, most: 86_400 } } as const;

/** As a new account has it. */
export const usualReportSettings: ReportSettings = {
  way: "none",
  folder: "",
  host: "",
  port: 993,
  security: "tls",
  inside: false,
  authority: "",
  user: "",
  mailbox: "INBOX",
  afterwards: "keep",
  every: 120,
};
