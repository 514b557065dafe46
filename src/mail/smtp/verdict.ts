import { tellsDeadAddress } from "../dead-address.ts";
import { MailFault } from "../mail-fault.ts";

/** What happened on a connection, as far as it is known. */
export interface Mishap {
  /** The command that was under way: `CONN`, `EHLO`, `STARTTLS`, `AUTH …`, `MAIL FROM`, `RCPT TO`, `DATA`. */
  command: string;
  /** The server's answer, where there was one. */
  response?: string | undefined;
  /** The mail's last byte had been given to the connection, so that the server may have taken it. */
  handedOver: boolean;
  /** Code of the system or of TLS, such as `ECONNREFUSED`. */
  reason?: string | undefined;
}

const longest = 200;
const aboutAddress = new Set(["mail.address-unknown", "mail.address-refused", "mail.mailbox"]);

/** The server's own words on one line, without addresses: those are a person's. */
export function wordsOf(response: string, to = ""): string {
  const local = to.slice(0, Math.max(0, to.lastIndexOf("@")));
  let words = response
    .slice(0, 5_000)
    .replace(/^\d{3}[ -]/gm, "")
    .replace(/[\p{C}\s]+/gu, " ")
    .replace(/<[^<>]*>|[^\s<>()[\]"',;:]+@[^\s<>()[\]"',;]*/g, "…");
  if (local.length > 2) words = words.replaceAll(new RegExp(quoted(local), "gi"), "…");
  words = words.trim();
  return words.length <= longest ? words : `${words.slice(0, longest - 1).toWellFormed()}…`;
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/** What a refusal is about, by the enhanced code (RFC 3463 §3) and, where there is none, by code and command. */
function keyOf(code: number, status: string, command: string): string {
  const [, subject = "", detail = ""] = status.split(".");
  if (/^(CONN|EHLO|HELO|STARTTLS|RSET)$/.test(command)) return "mail.server-refused";
  if (command.startsWith("AUTH") || code === 530 || code === 534 || code === 535) return "mail.login";
  if (subject === "1" && (detail === "7" || detail === "8")) return "mail.sender-refused";
  if (subject === "1") return command === "MAIL FROM" ? "mail.sender-refused" : "mail.address-unknown";
  if (subject === "2") return detail === "2" ? "mail.mailbox-full" : detail === "3" ? "mail.too-large" : "mail.mailbox";
  if (subject === "3" && detail === "4") return "mail.too-large";
  if (subject === "7") return "mail.policy";
  if (command === "MAIL FROM" && code !== 552) return "mail.sender-refused";
  if (code === 552) return command === "RCPT TO" ? "mail.mailbox-full" : "mail.too-large";
  if (command === "RCPT TO" && (code === 550 || code === 551 || code === 553) && subject === "")
    return "mail.address-refused";
  return "mail.refused";
}

/**
 * What to think of a mishap. What the server refused in words it has not taken; a mail whose end it had is unknown when no
 * word came (RFC 5321 §4.5.3.2.6); before that end it must not deliver anything (§4.1.1.4).
 * @param to the recipient, whose name must not be told
 */
export function verdictOf({ command, response, handedOver, reason }: Mishap, host: string, to = ""): MailFault {
  const [, digits, status = ""] = /^([45]\d\d)[ -](?:([45]\.\d{1,3}\.\d{1,3})\b)?/.exec(response ?? "") ?? [];
  const code = Number(digits);
  if (digits === undefined) {
    if (handedOver) return new MailFault("mail.unknown", { host }, { certainly: false, again: false });
    const data = { host, code: reason ?? command };
    return new MailFault(response === undefined ? "mail.cut-off" : "mail.protocol", data, {
      certainly: true,
      again: true,
    });
  }
  const words = wordsOf((response ?? "").replaceAll(status === "" ? "\0" : status, ""), to);
  const data = { host, code, status: status || String(code), words };
  const known = { certainly: true, code, ...(status === "" ? {} : { status }) };
  // Out of order: another connection may do.
  if (code < 500 || code === 503) return new MailFault("mail.busy", data, { ...known, again: true });
  const key = keyOf(code, status, command);
  // A wrong password or a blocked network is no fault of the mail: it waits until somebody has put that right.
  if (key === "mail.login" || key === "mail.server-refused") return new MailFault(key, data, { ...known, again: true });
  const dead = aboutAddress.has(key) && tellsDeadAddress(status, words);
  return new MailFault(dead ? "mail.address-unknown" : key, data, { ...known, again: false, dead });
}
