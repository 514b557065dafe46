import { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { isAbsolute } from "node:path";
import { Fault } from "../contract/index.ts";
import { namesInside } from "../inside.ts";
import { domainOf, mailboxOf } from "./address.ts";
import { readDkimKey } from "./dkim.ts";
import type { Server } from "./reach.ts";
import { type MailSecrets, type MailSettings, mailBounds } from "./settings.ts";

/** Of RFC 6376 §3.1: names of the DNS, dots between them. */
const selectorForm = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;
/** An address in brackets, as RFC 5321 §4.1.3 has it. */
function isAddressLiteral(text: string): boolean {
  const [, version6, address = ""] = /^\[(IPv6:)?([^\]]+)\]$/i.exec(text) ?? [];
  return isIP(address) === (version6 === undefined ? 4 : 6);
}
/** What the bounce address gains: `+` and an id. */
const tokenLength = 27;

/** Addresses of the account; a sender with letters beyond ASCII before the @ would be refused by most servers. */
function addressFaults(settings: MailSettings): Fault[] {
  const faults: Fault[] = [];
  const { fromAddress, replyTo, bounceAddress, unsubscribeAddress, bounceToken } = settings;
  const bad = (address: string) => mailboxOf(address)?.international !== false;
  if (bad(fromAddress)) faults.push(new Fault("mail.from-address"));
  if (replyTo !== "" && bad(replyTo)) faults.push(new Fault("mail.reply-address"));
  if (bounceAddress !== "" && bad(bounceAddress)) faults.push(new Fault("mail.bounce-address"));
  if (unsubscribeAddress !== "" && bad(unsubscribeAddress)) faults.push(new Fault("mail.unsubscribe-mailbox"));
  const local = mailboxOf(bounceAddress || fromAddress)?.local ?? "";
  if (bounceToken && (local.startsWith('"') || local.length + tokenLength > 64))
    faults.push(new Fault("mail.bounce-token"));
  return faults;
}

function dkimFaults(settings: MailSettings, secrets: MailSecrets): Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const [index, { domain, selector }] of settings.dkim.entries()) {
    const row = index + 1;
    if (domainOf(domain) === undefined) faults.push(new Fault("mail.dkim-domain", { row }));
    if (!selectorForm.test(selector) || selector.length > 200) faults.push(new Fault("mail.dkim-selector", { row }));
    const name = `${selector}._domainkey.${domain}`.toLowerCase();
    if (seen.has(name)) faults.push(new Fault("mail.dkim-twice", { row }));
    seen.add(name);
    const pem = secrets.dkimKeys?.[index]?.trim() ?? "";
    if (pem === "") faults.push(new Fault("mail.dkim-no-key", { row }));
    else {
      try {
        readDkimKey({ domain, selector }, pem);
      } catch (error) {
        faults.push(error as Fault);
      }
    }
  }
  return faults;
}

/** Whether the text holds certificates and nothing that cannot be read. */
function isAuthority(pem: string): boolean {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    for (const one of found) new X509Certificate(one);
    return found.length > 0;
  } catch {
    return false;
  }
}

/** A word that is none of those to choose from. It may come from the wrong environment variable, and is not told. */
export function choiceFault(setting: string, words: string): Fault {
  return new Fault("mail.choice", { setting, words });
}

/** What is wrong with a server. */
export function serverFaults({ host, security, inside, authority }: Server): Fault[] {
  const faults: Fault[] = [];
  // Of any other word the library would make "with TLS where the server likes".
  if (!["tls", "starttls", "none"].includes(security)) faults.push(choiceFault("security", "tls, starttls, none"));
  if (isIP(host) === 0 && domainOf(host) === undefined && !/^[a-z0-9-]{1,63}$/i.test(host))
    faults.push(new Fault("mail.host"));
  else if (security === "none" && !inside && !namesInside(host)) faults.push(new Fault("mail.unencrypted", { host }));
  if (authority.trim() !== "" && !isAuthority(authority)) faults.push(new Fault("mail.authority"));
  return faults;
}

/** What is wrong with numbers. */
export function boundsFaults<Name extends string>(
  settings: Readonly<Record<NoInfer<Name>, number>>,
  bounds: Readonly<Record<Name, { least: number; most: number }>>,
): Fault[] {
  const names = Object.keys(bounds) as Name[];
  return names.flatMap((setting) => {
    const { least, most } = bounds[setting];
    const value = settings[setting];
    // A pace may be less than one a second.
    const right = setting === "rate" ? Number.isFinite(value) : Number.isInteger(value);
    return right && value >= least && value <= most ? [] : [new Fault("mail.bounds", { setting, least, most })];
  });
}

/** What is wrong with how we show ourselves to the server. */
function introductionFaults({ user, clientName }: MailSettings, { password = "" }: MailSecrets): Fault[] {
  const faults: Fault[] = [];
  // NUL parts the words of AUTH PLAIN (RFC 4616).
  if (/\p{Cc}/u.test(user)) faults.push(new Fault("mail.user"));
  if (user !== "" && password === "") faults.push(new Fault("mail.no-password"));
  if (clientName !== "" && domainOf(clientName) === undefined && !isAddressLiteral(clientName))
    faults.push(new Fault("mail.client-name"));
  return faults;
}

/** Everything that is wrong with an account. */
export function checkMailSettings(settings: MailSettings, secrets: MailSecrets): Fault[] {
  const faults = [...addressFaults(settings), ...dkimFaults(settings, secrets)];
  if (settings.way !== "smtp" && settings.way !== "folder") return [...faults, choiceFault("way", "folder, smtp")];
  if (settings.way === "smtp")
    return [
      ...faults,
      ...serverFaults(settings),
      ...boundsFaults(settings, mailBounds),
      ...introductionFaults(settings, secrets),
    ];
  return isAbsolute(settings.folder) ? faults : [...faults, new Fault("mail.folder")];
}
