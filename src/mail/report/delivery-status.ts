import { tellsDeadAddress } from "../dead-address.ts";
import { wordsOf } from "../smtp/verdict.ts";
import { type Fields, fieldBlocks, fromXtext, typedValue } from "./fields.ts";
import type { MailReport } from "./report.ts";

/** What a delivery status or a feedback report says, before it is known of which send. */
export type Told = Omit<MailReport, "id">;

const whatOf: ReadonlyMap<string, Told["what"]> = new Map([
  ["failed", "soft"],
  ["delayed", "delayed"],
  ["delivered", "delivered"],
  ["relayed", "delivered"],
  ["expanded", "delivered"],
]);
const spam = new Set(["abuse", "fraud", "virus", "other", "opt-out", "opt-out-list"]);

/** The closer of the two codes: servers write 5.0.0 above a text that holds 5.1.1. */
function statusOf(fields: Fields, diagnostic: string): string {
  const [said = ""] = /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get("status") ?? "") ?? [];
  const [inWords = ""] = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(diagnostic) ?? [];
  return inWords !== "" && (said === "" || said.endsWith(".0.0")) && !inWords.endsWith(".0.0") ? inWords : said;
}

function recipientOf(fields: Fields): { recipient: string } | undefined {
  // The original one: what it was forwarded to is nobody of ours.
  const recipient = typedValue(fields.get("original-recipient")) || typedValue(fields.get("final-recipient"));
  return /^[^\s@]+@[^\s@]+$/.test(recipient) ? { recipient } : undefined;
}

/** What the part for people says behind the address: some servers write the reason there and nowhere else. */
function behindAddress(forPeople: string, recipient: string | undefined): string {
  const at = recipient === undefined ? -1 : forPeople.toLowerCase().indexOf(recipient.toLowerCase());
  return at === -1
    ? ""
    : forPeople
        .slice(at + (recipient?.length ?? 0))
        .slice(0, 500)
        .trim();
}

/**
 * Reads a `message/delivery-status` part, RFC 3464; of several recipients the one that failed.
 * @param forPeople the text that stands before it
 */
export function readDeliveryStatus(text: string, forPeople = ""): Told | undefined {
  const [perMessage, ...all] = fieldBlocks(text);
  const actionOf = (one: Fields) => one.get("action")?.toLowerCase() ?? "";
  const actions = all.filter((one) => whatOf.has(actionOf(one)));
  const fields = actions.find((one) => actionOf(one) === "failed") ?? actions[0];
  if (perMessage === undefined || fields === undefined) return undefined;
  const recipient = recipientOf(fields);
  const diagnostic = typedValue(fields.get("diagnostic-code")) || behindAddress(forPeople, recipient?.recipient);
  const status = statusOf(fields, diagnostic);
  const what = whatOf.get(actionOf(fields)) ?? "soft";
  const send = fromXtext(perMessage.get("original-envelope-id") ?? "").toLowerCase();
  return {
    what: what === "soft" && tellsDeadAddress(status, diagnostic) ? "hard" : what,
    ...(send === "" ? {} : { send }),
    ...recipient,
    ...(status === "" ? {} : { status }),
    ...(diagnostic === "" ? {} : { words: wordsOf(diagnostic, recipient?.recipient) }),
  };
}

/** Reads a `message/feedback-report` part, RFC 5965; reports of other kinds, such as on authentication, are none of ours. */
export function readFeedback(text: string): Told | undefined {
  const [fields] = fieldBlocks(text);
  if (fields === undefined || !spam.has(fields.get("feedback-type")?.toLowerCase() ?? "")) return undefined;
  const send = fromXtext(fields.get("original-envelope-id") ?? "").toLowerCase();
  const [recipient = ""] = /[^\s<>@]+@[^\s<>@]+/.exec(fields.get("original-rcpt-to") ?? "") ?? [];
  return {
    what: "complaint",
    ...(send === "" ? {} : { send }),
    ...(recipient === "" ? {} : { recipient }),
  };
}
