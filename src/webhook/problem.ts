import { type Problem, type ReceiptName, receiptStatus } from "../contract/index.ts";
import { sentence } from "../language/index.ts";
import type { Spoken } from "./accept-language.ts";

/** What became of an accepted call; `accept` of an endpoint answers it. */
export interface Answer {
  receipt: ReceiptName;
  eventId: string;
  caseKey?: string;
  journeyId?: string;
  /** `same-event`, `same-decision`, `too-late` … */
  reason?: string;
}

/** A call that was turned away before it reached the store. Carries values of single fields, never the body. */
export interface Refusal {
  receipt: ReceiptName;
  /** That of the receipt, but for 405 (`unsupported`) and 408 (`malformed`), which the closed table has no name for. */
  status: number;
  /** Catalogue key of `detail`. */
  code: string;
  detail: string;
  problems: Problem[];
  /** As claimed: proven only on `malformed` and `invalid`, which come after the signature. */
  eventId?: string;
  caseKey?: string;
  /** Seconds. */
  retryAfter?: number;
}

/** A reply, ready to be written. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Makes a refusal with its sentence. */
export function refusal(
  receipt: ReceiptName,
  code: string,
  language: Spoken,
  more: { status?: number; data?: Record<string, string | number>; problems?: Problem[] } & Pick<
    Refusal,
    "eventId" | "caseKey" | "retryAfter"
  > = {},
): Refusal {
  const { data = {}, status = receiptStatus[receipt], problems = [], ...rest } = more;
  return { receipt, status, code, detail: sentence(code, data, language), problems, ...rest };
}

/** A refusal as problem details, RFC 9457. */
export function refusalReply(refused: Refusal, language: Spoken): Reply {
  const { receipt, status, code, detail, problems, eventId, caseKey, retryAfter } = refused;
  const headers: Record<string, string> = {};
  if (status === 401) headers["www-authenticate"] = "Standard-Webhooks";
  if (status === 405) headers.allow = "POST";
  if (retryAfter !== undefined) headers["retry-after"] = String(retryAfter);
  const members = { code, eventId, caseKey, ...(problems.length === 0 ? {} : { problems }) };
  return problemReply(receipt, status, detail, members, language, headers);
}

/** What became of an accepted call: the receipt itself, or problem details where its status is an error. */
export function answerReply(answer: Answer, language: Spoken): Reply {
  const { receipt, eventId, caseKey, journeyId, reason } = answer;
  const status = receiptStatus[receipt];
  if (status < 300)
    return reply(status, "application/json", { receipt, eventId, caseKey, journeyId, reason }, language);
  const headers: Record<string, string> = status === 429 || status === 503 ? { "retry-after": "5" } : {};
  const detail = sentence(`webhook.answer.${reason === "too-late" ? reason : receipt}`, {}, language);
  return problemReply(receipt, status, detail, { eventId, caseKey, journeyId, reason }, language, headers);
}

function problemReply(
  receipt: ReceiptName,
  status: number,
  detail: string,
  members: Record<string, unknown>,
  language: Spoken,
  headers: Record<string, string>,
): Reply {
  const type = `urn:belle-histoire:receipt:${receipt}`;
  const title = sentence(`webhook.receipt.${receipt}`, {}, language);
  const body = { type, title, status, detail, receipt, ...members };
  return reply(status, "application/problem+json", body, language, headers);
}

function reply(
  status: number,
  type: string,
  body: object,
  language: Spoken,
  headers: Record<string, string> = {},
): Reply {
  const text = `${JSON.stringify(body)}\n`;
  return {
    status,
    headers: {
      "content-type": type,
      "content-length": String(Buffer.byteLength(text)),
      "content-language": language,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...headers,
    },
    body: text,
  };
}
