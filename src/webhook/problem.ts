import { type Problem, type ReceiptName, receiptStatus } from "../contract/index.ts";
import { sentence } from "../language/index.ts";
import type { Spoken } from "./accept-language.ts";

/** What became of an accepted call; `accept` of an endpoint answers it. */
export interface Answer {
  receipt: ReceiptName;
  eventId: string;
  caseKey?: string;
  journeyId?: string;
  /** `same-event`, `same-decision`, `too-late`, `test-only` … */
  reason?: string;
  /** Unguessable; what became of the event is told under it. */
  statusToken?: string;
}

/** A call that was turned away before it reached the store. Carries values of single fields, never the body. */
export interface Refusal {
  receipt: ReceiptName;
  /** That of the receipt, but for 405 (`unsupported`) and 408 (`malformed`), which the closed table has no name for. */
  status: number;
  /** Catalogue key of `detail`. */
  code: string;
  detail: string;
  /** What `detail` is filled in with. */
  data: Record<string, string | number>;
  problems: Problem[];
  /** As claimed: proven only on `malformed` and `invalid`, which come after the signature. */
  eventId?: string;
  caseKey?: string;
  /** Seconds. */
  retryAfter?: number;
  /** Of the reply. */
  headers?: Readonly<Record<string, string>>;
  /** Of what the store turned down. */
  journeyId?: string;
  reason?: string;
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
    "eventId" | "caseKey" | "retryAfter" | "headers"
  > = {},
): Refusal {
  const { data = {}, status = receiptStatus[receipt], problems = [], ...rest } = more;
  return { receipt, status, code, detail: sentence(code, data, language), data, problems, ...rest };
}

/** A refusal as problem details, RFC 9457. */
export function refusalReply(refused: Refusal, language: Spoken): Reply {
  const { status, headers, retryAfter } = refused;
  const more: Record<string, string> = { ...headers };
  if (status === 405) more.allow = "POST, OPTIONS";
  if (retryAfter !== undefined) more["retry-after"] = String(retryAfter);
  return json(status, "application/problem+json", refusalBody(refused, language), language, more);
}

/** The members of a refusal, alone or in the list of a batch. */
export function refusalBody(refused: Refusal, language: Spoken): object {
  const { receipt, status, code, detail, problems, eventId, caseKey } = refused;
  return {
    ...problemMembers(receipt, status, detail, language),
    code,
    eventId,
    caseKey,
    ...(problems.length === 0 ? {} : { problems }),
  };
}

/** Seconds after which a sender whose call could not be stored may come back. */
const comeBack = 5;

/** What became of an accepted call: the receipt itself, or problem details where its status is an error. */
export function answerReply(answer: Answer, statusUrl: string | undefined, language: Spoken): Reply {
  const status = receiptStatus[answer.receipt];
  const body = answerBody(answer, statusUrl, language);
  if (status < 300) return json(status, "application/json", body, language);
  const headers: Record<string, string> = status === 429 || status === 503 ? { "retry-after": String(comeBack) } : {};
  return json(status, "application/problem+json", body, language, headers);
}

/** The members of an answer, alone or in the list of a batch. */
export function answerBody(answer: Answer, statusUrl: string | undefined, language: Spoken): object {
  const { receipt, eventId, caseKey, journeyId, reason } = answer;
  const status = receiptStatus[receipt];
  const duplicate = receipt === "duplicate" || undefined;
  if (status < 300) return { receipt, eventId, caseKey, journeyId, duplicate, reason, statusUrl };
  const detail = sentence(answerCode(answer), {}, language);
  return { ...problemMembers(receipt, status, detail, language), eventId, caseKey, journeyId, reason, statusUrl };
}

/** Catalogue key of what a caller is told of an answer. */
export function answerCode({ receipt, reason }: Answer): string {
  return `webhook.answer.${reason === "too-late" || reason === "test-only" ? reason : receipt}`;
}

/** One item of a batch: what it is answered, with the status that it would have had alone. */
export interface ItemReply {
  status: number;
  body: object;
}

/**
 * A batch: one receipt an item, in the order in which they came. The status is theirs where they have the same one, 207
 * where they differ, and 503 where one of them could not be stored: sent again, all others are duplicates.
 */
export function batchReply(items: readonly ItemReply[], language: Spoken): Reply {
  const statuses = [...new Set(items.map(({ status }) => status))];
  const again = statuses.includes(503);
  const status = again ? 503 : statuses.length === 1 ? (statuses[0] ?? 200) : 207;
  const body = { receipts: items.map((item) => ({ status: item.status, ...item.body })) };
  return json(status, "application/json", body, language, again ? { "retry-after": String(comeBack) } : {});
}

function problemMembers(receipt: ReceiptName, status: number, detail: string, language: Spoken): object {
  const type = `urn:belle-histoire:receipt:${receipt}`;
  return { type, title: sentence(`webhook.receipt.${receipt}`, {}, language), status, detail, receipt };
}

/** A JSON reply that nobody keeps a copy of. */
export function json(
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
