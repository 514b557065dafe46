import { createPrivateKey, hash, type KeyObject, sign } from "node:crypto";
import { promisify } from "node:util";
import { Fault } from "../contract/index.ts";
import type { DkimName } from "./settings.ts";

const signed = promisify(sign);

/** A key that mails are signed with. */
export interface DkimKey extends DkimName {
  key: KeyObject;
}

/** RFC 8301 §3.2: what signs with less is not believed. */
const fewestBits = 1024;

/** Fields that are signed where a mail has them (RFC 6376 §5.4.1, RFC 8058 §4). */
const covered = new Set([
  ...["from", "sender", "reply-to", "subject", "date", "message-id", "to", "cc", "in-reply-to", "references"],
  ...["mime-version", "content-type", "content-transfer-encoding", "auto-submitted", "feedback-id"],
  ...["list-id", "list-unsubscribe", "list-unsubscribe-post", "x-campaign-test"],
]);
/**
 * Fields that are signed once more than they occur, so that the signature breaks when somebody on the way adds a second
 * one that mail programs might show instead (RFC 6376 §8.15).
 */
const sealed = new Set([
  ...["from", "subject", "date", "to", "reply-to", "message-id", "content-type"],
  ...["list-unsubscribe", "list-unsubscribe-post"],
]);

/** @throws Fault `mail.dkim-key`, `mail.dkim-kind` or `mail.dkim-short`; none of them tells anything of the key */
export function readDkimKey(name: DkimName, pem: string): DkimKey {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    // The cause stays untold: it might quote what was pasted.
    throw new Fault("mail.dkim-key", { selector: name.selector });
  }
  const bits = key.asymmetricKeyDetails?.modulusLength;
  if (key.asymmetricKeyType !== "rsa" && key.asymmetricKeyType !== "ed25519")
    throw new Fault("mail.dkim-kind", { selector: name.selector });
  if (bits !== undefined && bits < fewestBits)
    throw new Fault("mail.dkim-short", { selector: name.selector, bits, least: fewestBits });
  return { ...name, key };
}

/** Canonical form `relaxed` of a header field, RFC 6376 §3.4.2; without its line end. */
function relaxedField(field: string): string {
  const colon = field.indexOf(":");
  const value = field
    .slice(colon + 1)
    .replace(/\r\n/g, "")
    .replace(/[ \t]+/g, " ")
    .trim();
  return `${field.slice(0, colon).trim().toLowerCase()}:${value}`;
}

/** Canonical form `relaxed` of a body, RFC 6376 §3.4.4. */
function relaxedBody(body: string): string {
  const lines = body.replace(/[ \t]+/g, " ").replace(/ \r\n/g, "\r\n");
  let end = lines.length;
  while (end >= 2 && lines.startsWith("\r\n", end - 2)) end -= 2;
  return end === 0 ? "" : `${lines.slice(0, end).replace(/ $/, "")}\r\n`;
}

/** The fields to sign, from the last to the first of a name (RFC 6376 §5.4.2), and the canonical text of them. */
function fieldsToSign(head: string): { names: string[]; text: string } {
  const fields = head.split(/\r\n(?![ \t])/);
  const names: string[] = [];
  const lines: string[] = [];
  for (const field of fields.toReversed()) {
    const line = relaxedField(field);
    const name = line.slice(0, line.indexOf(":"));
    if (!covered.has(name)) continue;
    names.push(name);
    lines.push(line);
  }
  const more = [...new Set(names)].filter((name) => sealed.has(name));
  return { names: [...names, ...more], text: lines.map((line) => `${line}\r\n`).join("") };
}

/** Folds a list before the line grows too long. */
function folded(parts: readonly string[], between: string): string {
  let [line = "", ...rest] = parts;
  const lines: string[] = [];
  for (const part of rest) {
    if (line.length + between.length + part.length > 72) {
      lines.push(`${line}${between}`);
      line = part;
    } else line += `${between}${part}`;
  }
  return [...lines, line].join("\r\n ");
}

async function signature(key: DkimKey, names: readonly string[], text: string, bodyHash: string): Promise<string> {
  const isRsa = key.key.asymmetricKeyType === "rsa";
  const tags = [`v=1; a=${isRsa ? "rsa" : "ed25519"}-sha256; c=relaxed/relaxed; q=dns/txt;`];
  tags.push(`d=${key.domain}; s=${key.selector};`, `bh=${bodyHash};`, `h=${folded(names, ":")};`, "b=");
  const field = `DKIM-Signature: ${tags.join("\r\n ")}`;
  const toSign = Buffer.from(text + relaxedField(field), "latin1");
  // RFC 8463 §3: Ed25519 signs the hash.
  const bytes = isRsa
    ? await signed("sha256", toSign, key.key)
    : await signed(null, hash("sha256", toSign, "buffer"), key.key);
  const lines = bytes.toString("base64").match(/.{1,72}/g) ?? [];
  return `${field}${lines.join("\r\n ")}\r\n`;
}

/**
 * A message with a DKIM-Signature of each key in front. We sign ourselves since the signer of the SMTP library knows
 * neither Ed25519 nor sealed fields, and reads the key anew for every mail.
 * @param message RFC 5322, lines ending in CRLF
 */
export async function signMessage(message: Buffer, keys: readonly DkimKey[]): Promise<Buffer> {
  if (keys.length === 0) return message;
  const at = message.indexOf("\r\n\r\n");
  // Byte for byte: what is not ASCII is signed as it is sent.
  const { names, text } = fieldsToSign(message.toString("latin1", 0, at));
  const bodyHash = hash("sha256", Buffer.from(relaxedBody(message.toString("latin1", at + 4)), "latin1"), "base64");
  const fields = await Promise.all(keys.map((key) => signature(key, names, text, bodyHash)));
  return Buffer.concat([Buffer.from(fields.join(""), "latin1"), message]);
}
