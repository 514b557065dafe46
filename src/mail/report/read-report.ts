import type { Email } from "postal-mime";
import { sha256 } from "../../contract/index.ts";
import { readDeliveryStatus, readFeedback, type Told } from "./delivery-status.ts";
import { fieldBlocks } from "./fields.ts";
import type { MailReport } from "./report.ts";

/** What stands behind the first bytes of a report is the mail it is about, and that we know. */
export const longestReport = 256 * 1024;

/** What every report names; a mail without it is not taken apart. */
const named = /message\/(?:(?:global-)?delivery-status|feedback-report)/i;

/** What a mail can cost at most; deeper or longer ones are none of ours. */
const limits = { maxNestingDepth: 16, maxHeadersSize: 128 * 1024, maxRfc822NestingDepth: 1 };

/** A report has three or four parts, and the mail in it some more. */
const mostParts = 200;

const sendForm = /^[a-z0-9]{1,64}$/;

function textOf(mail: Email, types: readonly string[]): string | undefined {
  const part = mail.attachments.find(({ mimeType }) => types.includes(mimeType));
  if (part === undefined) return undefined;
  return typeof part.content === "string" ? part.content : new TextDecoder().decode(part.content);
}

/** Our Message-ID in the mail that came back, or the id in the address that the report was sent to. */
function sendOf(mail: Email): string | undefined {
  const returned = textOf(mail, ["text/rfc822-headers", "message/rfc822", "message/global", "message/global-headers"]);
  const [head] = fieldBlocks(returned?.slice(0, limits.maxHeadersSize) ?? "");
  const [, byMessage = ""] = /^<([^@<>]+)@/.exec(head?.get("message-id") ?? "") ?? [];
  if (sendForm.test(byMessage.toLowerCase())) return byMessage.toLowerCase();
  // Servers change the case of an address.
  const [, byToken] = /\+([a-z0-9]{1,64})@/i.exec(mail.to?.[0]?.address ?? mail.deliveredTo ?? "") ?? [];
  return byToken?.toLowerCase();
}

function toldIn(mail: Email): Told | undefined {
  const status = textOf(mail, ["message/delivery-status", "message/global-delivery-status"]);
  if (status !== undefined) return readDeliveryStatus(status, mail.text);
  const feedback = textOf(mail, ["message/feedback-report"]);
  return feedback === undefined ? undefined : readFeedback(feedback);
}

/**
 * Reads a mail that came back: a delivery status notification (RFC 3464) or a complaint (RFC 5965). Whatever it is, this
 * ends in bounded time and memory and does not throw.
 * @returns undefined where it is neither
 */
export async function readReport(bytes: Uint8Array): Promise<MailReport | undefined> {
  const start = bytes.subarray(0, longestReport);
  const text = new TextDecoder("latin1").decode(start);
  if (!named.test(text) || text.split("\n--", mostParts + 1).length > mostParts) return undefined;
  const { default: PostalMime } = await import("postal-mime");
  try {
    const mail = await PostalMime.parse(start, { ...limits, forceRfc822Attachments: true });
    const told = toldIn(mail);
    if (told === undefined) return undefined;
    const { send: said, ...rest } = told;
    const send = said !== undefined && sendForm.test(said) ? said : sendOf(mail);
    return { id: sha256(start), ...rest, ...(send === undefined ? {} : { send }) };
  } catch {
    // A mail that cannot be read is no report: nothing of it may stop those behind it.
    return undefined;
  }
}
