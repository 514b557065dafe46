import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { Mail, MailSecrets, MailSettings } from "../../../src/mail/index.ts";
import { usualMailSettings } from "../../../src/mail/index.ts";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ed25519 = generateKeyPairSync("ed25519");
const pem = (key: KeyObject) => key.export({ type: "pkcs8", format: "pem" }) as string;

export const settings: MailSettings = {
  ...usualMailSettings,
  folder: "/var/spool/mails",
  fromName: "Banque Écureuil",
  fromAddress: "nouvelles@banque.example",
  bounceAddress: "retour@banque.example",
};

/** The same, with a key of each kind. */
export const signing: MailSettings = {
  ...settings,
  dkim: [
    { domain: "banque.example", selector: "rsa2026" },
    { domain: "banque.example", selector: "ed2026" },
  ],
};
export const secrets: MailSecrets = { dkimKeys: [pem(rsa.privateKey), pem(ed25519.privateKey)] };

/** The DNS of the two keys. */
export async function resolver(name: string, type: string): Promise<string[][]> {
  const record = (kind: string, key: Buffer) => [[`v=DKIM1; k=${kind}; p=${key.toString("base64")}`]];
  if (type === "TXT" && name === "rsa2026._domainkey.banque.example")
    return record("rsa", rsa.publicKey.export({ type: "spki", format: "der" }));
  // RFC 8463 §4: the bare 32 bytes.
  if (type === "TXT" && name === "ed2026._domainkey.banque.example")
    return record("ed25519", ed25519.publicKey.export({ type: "spki", format: "der" }).subarray(-32));
  throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
}

export const mail: Mail = {
  id: "0123456789abcdef0123456789",
  to: { name: "Zoé Noël", address: "zoe@client.example" },
  subject: "Votre dossier est accepté",
  text: "Bonjour Zoé,\nvotre dossier est accepté.\n",
  html: "<p>Bonjour <b>Zoé</b>,<br>votre dossier est accepté.</p>",
  unsubscribe: "https://journey.example/u/abc?a=1",
  language: "fr",
  purpose: "marketing",
  campaign: "c1d2.3e",
  at: Date.UTC(2026, 2, 31, 7, 30, 0),
  test: false,
};
