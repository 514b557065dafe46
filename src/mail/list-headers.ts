import type { Mailbox } from "./address.ts";
import { unfitMail } from "./mail-fault.ts";

/** Half of the longest line of a mail (RFC 5322 §2.1.1): both ways may stand on one. */
const longest = 490;

/**
 * The header fields that let a mail program end these mails with one click (RFC 2369, RFC 8058): one List-Unsubscribe
 * with all ways, and List-Unsubscribe-Post where one of them is https, the only one that may be called so.
 * @param mailbox takes unsubscriptions by mail
 * @throws MailFault `mail.unsubscribe-address`
 */
export function listHeaders(
  unsubscribe: string | undefined,
  mailbox: Mailbox | undefined,
  id: string,
): Record<string, string> {
  const ways: string[] = [];
  let post = false;
  if (unsubscribe !== undefined) {
    const url = URL.parse(unsubscribe);
    // A URL writes itself in ASCII, without spaces, `<` and `>`; a comma would end it in this field.
    const written = url?.href.replaceAll(",", "%2C") ?? "";
    if (url === null || !/^https?:$/.test(url.protocol) || written.length > longest || /[<>\s]/.test(written))
      throw unfitMail("mail.unsubscribe-address", { longest });
    ways.push(`<${written}>`);
    post = url.protocol === "https:";
  }
  if (mailbox !== undefined) {
    const address = `${encodeURIComponent(mailbox.local)}@${mailbox.domain}`;
    ways.push(`<mailto:${address}?subject=unsubscribe%20${id}>`);
  }
  if (ways.length === 0) return {};
  return {
    "List-Unsubscribe": ways.join(",\r\n "),
    ...(post ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {}),
  };
}
