import { sha256 } from "../contract/index.ts";
import { sentence } from "../language/index.ts";
import type { Account } from "./account.ts";
import { addressOf, mailboxOf } from "./address.ts";
import { signMessage } from "./dkim.ts";
import { listHeaders } from "./list-headers.ts";
import type { Mail, MailFile } from "./mail.ts";
import { unfitMail } from "./mail-fault.ts";
import { fileName, mailText, mediaType, nameOf, oneLine } from "./written.ts";

/** A mail as it goes over the wire. */
export interface ComposedMail {
  /** RFC 5322, signed; lines of at most 998 characters that end in CRLF. */
  bytes: Buffer;
  /** Envelope, RFC 5321; the sender that failures come back to, and the one recipient. */
  from: string;
  to: string;
  messageId: string;
  /** It needs a server with SMTPUTF8. */
  international: boolean;
}

const longestSubject = 900;

/** The Message-ID of a send: the same on every try, so that receivers know a mail that comes twice. */
function messageIdOf(id: string, domain: string): string {
  return `<${id}@${domain}>`;
}

function partOf({ name, type, bytes }: MailFile) {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { filename: fileName(name), contentType: mediaType(type), contentTransferEncoding: "base64", content };
}

/** Gmail's fields for its postmaster reports: campaign, purpose and a name of the sender of 5 to 15 characters. */
function feedbackId({ campaign, purpose }: Mail, domain: string): string {
  const plain = (text: string) => text.replace(/[^\w.-]/g, "-").slice(0, 60) || "-";
  return `${plain(campaign)}:${purpose}:${domain
    .replace(/[^a-z0-9]/g, "")
    .slice(-15)
    .padStart(5, "0")}`;
}

/** What stands in the headers beside sender, recipient, subject and date. */
function fieldsOf(mail: Mail, account: Account) {
  const list = mail.purpose === "marketing" ? listHeaders(mail.unsubscribe, account.unsubscribe, mail.id) : {};
  const fields = {
    ...list,
    // RFC 3834: answers of absence and other machines are not for it.
    "Auto-Submitted": "auto-generated",
    "Feedback-ID": feedbackId(mail, account.from.domain),
    ...(mail.test ? { "X-Campaign-Test": "yes" } : {}),
  };
  // Prepared: the library would fold and encode what has to stay as it is.
  return Object.entries(fields).map(([key, value]) => ({ key, value: { prepared: true, value } }));
}

/** A subject is folded between words; one without any is written as encoded words (RFC 2047), which are short. */
async function subjectOf(mail: Mail) {
  const { encodeWord } = await import("nodemailer/lib/mime-funcs");
  const words = mail.test ? sentence("mail.test-subject", { subject: mail.subject }, mail.language) : mail.subject;
  const subject = oneLine(words, longestSubject);
  if (!/[^ ]{70}/.test(subject) && !/=\?/.test(subject)) return subject;
  return { prepared: true, foldLines: true, value: encodeWord(subject, "Q", 52) };
}

/**
 * Writes a mail, the same bytes for the same mail, and signs it.
 * @throws MailFault where it cannot be sent as it is
 */
export async function composeMail(mail: Mail, account: Account): Promise<ComposedMail> {
  if (!/^[a-z0-9]{1,64}$/.test(mail.id)) throw unfitMail("mail.id");
  const to = mailboxOf(mail.to.address);
  if (to === undefined) throw unfitMail("mail.recipient-address");
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
  const messageId = messageIdOf(mail.id, account.from.domain);
  const pictures = mail.html === undefined ? [] : (mail.inline ?? []);
  const message = new MailComposer({
    from: { name: account.fromName, address: addressOf(account.from) },
    to: { name: nameOf(mail.to.name ?? ""), address: addressOf(to) },
    ...(account.replyTo === undefined ? {} : { replyTo: account.replyTo }),
    subject: (await subjectOf(mail)) as string,
    date: new Date(mail.at),
    messageId,
    text: mailText(mail.text) || " ",
    ...(mail.html === undefined ? {} : { html: mailText(mail.html) }),
    attachments: [
      ...pictures.map((one) => ({ ...partOf(one), cid: cidOf(one.cid), contentDisposition: "inline" as const })),
      ...(mail.attachments ?? []).map((one) => ({ ...partOf(one), contentDisposition: "attachment" as const })),
    ],
    headers: fieldsOf(mail, account),
    encoding: "quoted-printable",
    // Nothing in a mail is ever fetched: neither a file of this machine nor an address.
    disableFileAccess: true,
    disableUrlAccess: true,
    // Not guessable from the text, and the same on every try.
    baseBoundary: sha256(JSON.stringify([mail.id, mail.text, mail.html ?? ""])).slice(0, 32),
  }).compile();
  const bytes = await signMessage(await message.build(), account.keys);
  return {
    bytes,
    from: envelopeSender(account, mail.id),
    to: addressOf(to),
    messageId,
    international: to.international,
  };
}

function cidOf(cid: string): string {
  if (!/^[^\s<>"()]{1,200}$/.test(cid)) throw unfitMail("mail.picture-name", { cid: oneLine(cid, 60) });
  return cid;
}

function envelopeSender({ bounce, bounceToken }: Account, id: string): string {
  return addressOf(bounceToken ? { ...bounce, local: `${bounce.local}+${id}` } : bounce);
}
