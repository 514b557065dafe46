import type { Server } from "./reach.ts";

/** One DKIM key of an account (RFC 6376); its private key is a secret. */
export interface DkimName {
  /** Signing domain (`d=`): that of the sender's address, or one above it. */
  domain: string;
  /** Name of the key in the DNS (`s=`): `<selector>._domainkey.<domain>`. */
  selector: string;
}

/** How mails go and who sends them; everything but its secrets. The server is of `smtp`. */
export interface MailSettings extends Server {
  /** `folder`: files in a folder of this machine; `smtp`: a server. */
  way: "folder" | "smtp";
  /** Of `folder`: an absolute path. */
  folder: string;
  /** Empty: the server asks for no password. */
  user: string;
  fromName: string;
  fromAddress: string;
  /** Where answers go; empty: to the sender. */
  replyTo: string;
  /** Envelope sender, where failed mails come back to; empty: the sender. */
  bounceAddress: string;
  /** The send's id goes with the bounce address (`bounce+id@…`), for servers that say nothing else of the mail. */
  bounceToken: boolean;
  /** Mailbox that takes unsubscriptions by mail; empty: none. */
  unsubscribeAddress: string;
  /** Connections at the same time. */
  connections: number;
  /** Mails a second; 0: as fast as it goes. */
  rate: number;
  /** The name that we greet with (EHLO); empty: that of the machine. */
  clientName: string;
  /** Keys that every mail is signed with. */
  dkim: readonly DkimName[];
}

/** What no flow file holds. */
export interface MailSecrets {
  password?: string;
  /** Private keys in PEM, in the order of `dkim`. */
  dkimKeys?: readonly string[];
}

/** Bounds of what may be set. */
export const mailBounds = {
  port: { least: 1, most: 65_535 },
  connections: { least: 1, most: 50 },
  rate: { least: 0, most: 10_000 },
} as const;

/** An account as a new node has it. */
export const usualMailSettings: MailSettings = {
  way: "folder",
  folder: "",
  host: "",
  port: 465,
  security: "tls",
  inside: false,
  authority: "",
  user: "",
  fromName: "",
  fromAddress: "",
  replyTo: "",
  bounceAddress: "",
  bounceToken: false,
  unsubscribeAddress: "",
  connections: 4,
  rate: 0,
  clientName: "",
  dkim: [],
};
