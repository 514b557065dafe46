import { usualMailSettings } from "../../src/mail/settings.ts";

/** The mail account as Node-RED saves it: the settings of `src/mail/settings.ts` side by side with those of its bounces. */
export interface MailAccountConfig {
  version: number;
  name: string;
  way: "folder" | "smtp";
  /** Folder of the mails, relative to the user directory; empty: `mails`. */
  folder: string;
  host: string;
  port: number | string;
  security: "tls" | "starttls" | "none";
  /** The server is meant to lie in a private network. */
  inside: boolean;
  /** PEM of an authority of one's own; empty: those of the system. */
  authority: string;
  user: string;
  fromName: string;
  fromAddress: string;
  replyTo: string;
  bounceAddress: string;
  /** `bounce+<id>@…` */
  bounceToken: boolean;
  /** Mailbox that takes unsubscriptions by mail; empty: none. */
  unsubscribeAddress: string;
  connections: number | string;
  /** Mails a second; empty or 0: as fast as it goes. */
  rate: number | string;
  /** Name to greet with; empty: that of the machine. */
  clientName: string;
  dkimDomain: string;
  dkimSelector: string;
  /** Where mails that came back are read. */
  bounces: "none" | "folder" | "imap";
  /** Folder of `.eml` files or Maildir, relative to the user directory. */
  bounceFolder: string;
  imapHost: string;
  imapPort: number | string;
  imapSecurity: "tls" | "starttls" | "none";
  imapUser: string;
  imapMailbox: string;
  /** What becomes of a report that was heard: `keep` has it marked or moved aside. */
  bouncesAfterwards: "keep" | "delete";
  /** Seconds from one look to the next; empty: 120. */
  bouncesEvery: number | string;
}

/** What Node-RED saves apart from the flow. */
export interface MailAccountCredentials {
  password?: string;
  /** PEM; as people paste it into one line, too. */
  dkimKey?: string;
  imapPassword?: string;
}

export const secretNames = ["password", "dkimKey", "imapPassword"] as const;

/** One key stands in the form, its parts side by side. */
const { dkim: _keys, ...usual } = usualMailSettings;

export const defaults: MailAccountConfig = {
  version: 1,
  name: "",
  ...usual,
  rate: "",
  dkimDomain: "",
  dkimSelector: "",
  bounces: "none",
  bounceFolder: "",
  imapHost: "",
  imapPort: 993,
  imapSecurity: "tls",
  imapUser: "",
  imapMailbox: "INBOX",
  bouncesAfterwards: "keep",
  bouncesEvery: "",
};

/** Brings an account saved by an earlier version to the present shape; from an environment variable all comes as text. */
export function migrate(saved: Partial<MailAccountConfig>): MailAccountConfig {
  const given = Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined));
  const node: MailAccountConfig = { ...defaults, ...given, version: defaults.version };
  const isOn = (value: unknown) => String(value) === "true";
  return { ...node, inside: isOn(node.inside), bounceToken: isOn(node.bounceToken) };
}
