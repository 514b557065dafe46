import type { MailSecrets, MailSettings } from "../../src/mail/index.ts";
import type { MailAccountConfig, MailAccountCredentials } from "./config.ts";

const said = (value: unknown) => String(value ?? "").trim();
/** What is no number stays none, for the check to name it. */
const numberIn = (value: unknown, empty: number) => (said(value) === "" ? empty : Number(said(value)));

/** PEM as it has to be, of what was pasted: a field of one line takes the line ends away. */
export function pemOf(pasted: string): string {
  const [, kind, body] = /-----BEGIN ([A-Z ]+)-----([\s\S]*?)-----END \1-----/.exec(pasted) ?? [];
  if (kind === undefined || body === undefined) return pasted.trim();
  const lines = body.replace(/\s+/g, "").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${kind}-----\n${lines.join("\n")}\n-----END ${kind}-----\n`;
}

/** An account's settings as the library takes them. */
export function mailSettingsOf(config: MailAccountConfig, inFolder: (path: string) => string): MailSettings {
  const { way, security, inside, bounceToken } = config;
  const signed = said(config.dkimDomain) !== "" || said(config.dkimSelector) !== "";
  return {
    way,
    folder: inFolder(said(config.folder) || "mails"),
    host: said(config.host),
    port: numberIn(config.port, 465),
    security,
    inside,
    authority: said(config.authority),
    user: said(config.user),
    fromName: said(config.fromName),
    fromAddress: said(config.fromAddress),
    replyTo: said(config.replyTo),
    bounceAddress: said(config.bounceAddress),
    bounceToken,
    unsubscribeAddress: said(config.unsubscribeAddress),
    connections: numberIn(config.connections, 4),
    rate: numberIn(config.rate, 0),
    clientName: said(config.clientName),
    dkim: signed ? [{ domain: said(config.dkimDomain), selector: said(config.dkimSelector) }] : [],
  };
}

export function mailSecretsOf({ password, dkimKey }: MailAccountCredentials): MailSecrets {
  return { password, dkimKeys: dkimKey === undefined ? [] : [pemOf(dkimKey)] };
}
