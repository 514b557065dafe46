import { domainToASCII } from "node:url";

/** A mailbox of RFC 5321 §4.1.2, its domain as it stands in the DNS. */
export interface Mailbox {
  local: string;
  /** Lower-case ASCII (RFC 5890 A-labels). */
  domain: string;
  /** Letters beyond ASCII stand in its local part: only a server with SMTPUTF8 (RFC 6531) takes it. */
  international: boolean;
}

const atom = /^[\w!#$%&'*+/=?^`{|}~\u{A0}-\u{10FFFF}-]+(?:\.[\w!#$%&'*+/=?^`{|}~\u{A0}-\u{10FFFF}-]+)*$/u;
const quoted = /^"(?:[ !#-;=?-[\]-~]|\\[ -;=?-~])+"$/;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Spaces, and signs that no eye sees or that turn the writing round. */
const unseen = /[\p{Z}\p{C}]/u;

/** A domain in its form for the DNS; undefined where it is none. A name without a dot is none, but for `localhost`. */
export function domainOf(text: string): string | undefined {
  // What a URL would read as something else than a host.
  if (/[\s/?#@:%\\<>[\]]/.test(text)) return undefined;
  const domain = domainToASCII(text.replace(/\.$/, ""));
  if (domain === "" || domain.length > 253) return undefined;
  const labels = domain.split(".");
  if (!labels.every((one) => label.test(one))) return undefined;
  if (labels.length === 1 && domain !== "localhost") return undefined;
  // A top-level name of digits alone is an IP address.
  return /^\d+$/.test(labels.at(-1) ?? "") ? undefined : domain;
}

/** Reads an address; undefined where nothing can be sent to it. Its local part is kept as it is written. */
export function mailboxOf(address: string): Mailbox | undefined {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(0, at)).normalize("NFC");
  const domain = domainOf(address.slice(at + 1));
  if (at < 1 || domain === undefined || Buffer.byteLength(local) > 64 || !local.isWellFormed()) return undefined;
  const international = /[^ -~]/.test(local);
  if (!quoted.test(local) && (!atom.test(local) || unseen.test(local))) return undefined;
  const length = Buffer.byteLength(local) + domain.length + 1;
  return length > 254 ? undefined : { local, domain, international };
}

/** The address as servers are told it. */
export function addressOf({ local, domain }: Mailbox): string {
  return `${local}@${domain}`;
}
