import { type ReceiptName, receiptStatus } from "../../contract/index.ts";
import { sentence } from "../../language/index.ts";
import type { Spoken } from "../accept-language.ts";
import { type Answer, answerReply, batchReply, type Refusal, type Reply, refusal, refusalReply } from "../problem.ts";
import { exampleOf, type KitFacts } from "./facts.ts";

/** What a sender is to do about an answer: nothing, send the same again, mend it, mend it and give it another id, ask the campaign's owner, stop. */
type ToDo = "nothing" | "again" | "mend" | "renew" | "ask" | "known" | "stop";

export interface KitReceipt {
  receipt: ReceiptName;
  status: number;
  toDo: ToDo;
  /** As the webhook would answer. */
  example: Reply;
}

const toDo: Readonly<Record<ReceiptName, ToDo>> = {
  accepted: "nothing",
  early: "nothing",
  held: "nothing",
  duplicate: "nothing",
  conflict: "ask",
  "unknown-case": "known",
  ended: "nothing",
  "reused-id": "renew",
  invalid: "renew",
  malformed: "mend",
  unauthorised: "mend",
  forbidden: "ask",
  gone: "stop",
  "too-large": "mend",
  unsupported: "mend",
  "too-many": "again",
  unavailable: "again",
};

/** Receipts that never come where an event does this. */
const neverOf: Readonly<Record<KitFacts["mode"], readonly ReceiptName[]>> = {
  continue: ["early"],
  release: [],
  update: [],
  start: ["early", "unknown-case"],
  exit: ["early"],
};

const eventId = "evt-1001";

/** Every receipt that a sender may get, with an example of each: written by what writes the real ones. */
export function kitReceipts(facts: KitFacts, language: Spoken): KitReceipt[] {
  const never = neverOf[facts.mode];
  const names = (Object.keys(receiptStatus) as ReceiptName[]).filter((name) => !never.includes(name));
  return names.map((receipt) => {
    const example = exampleReply(receipt, facts, language);
    return { receipt, status: receiptStatus[receipt], toDo: toDo[receipt], example };
  });
}

/** Answers of a status that no receipt stands for alone. */
export function otherReplies(facts: KitFacts, language: Spoken): Record<405 | 408, Reply> & { 207?: Reply } {
  const of = (receipt: "unsupported" | "malformed", code: string, status: number, data = {}) =>
    refusalReply(refusal(receipt, code, language, { status, data }), language);
  const item = (receipt: "accepted" | "unknown-case", index: number) => {
    const { status, body } = stored(receipt, facts, language, `${eventId}/${index}`);
    return { status, body: JSON.parse(body) as object };
  };
  return {
    ...(facts.batch > 0 && { 207: batchReply([item("accepted", 0), item("unknown-case", 1)], language) }),
    405: of("unsupported", "webhook.method", 405),
    408: of("malformed", "webhook.too-slow", 408, { seconds: 10 }),
  };
}

/** Receipts of calls that got as far as the store. */
const storedOnes: ReadonlySet<ReceiptName> = new Set([
  ...(["accepted", "early", "held", "duplicate", "conflict", "unknown-case", "ended", "reused-id"] as const),
]);

function stored(receipt: ReceiptName, facts: KitFacts, language: Spoken, id = eventId): Reply {
  const answer: Answer = { receipt, eventId: id, caseKey: caseKeyOf(facts) };
  const kept = receiptStatus[receipt] < 300 || receipt === "conflict";
  return answerReply(answer, kept ? `${facts.base}${facts.receipts}/${exampleToken}` : undefined, language);
}

/** In the place of what leads to a receipt. */
export const exampleToken = "00000000000000000000000000";

function caseKeyOf(facts: KitFacts): string | undefined {
  const field = facts.fields.find(({ target }) => target === "case-key");
  if (field === undefined) return undefined;
  return String(field.name.split(".").reduce<unknown>((at, name) => (at as never)?.[name], exampleOf(facts)));
}

function exampleReply(receipt: ReceiptName, facts: KitFacts, language: Spoken): Reply {
  if (storedOnes.has(receipt)) return stored(receipt, facts, language);
  const [key] = facts.fields.filter(({ target }) => target === "case-key");
  const pointer = `/${(key?.name ?? "caseKey").replaceAll(".", "/")}`;
  const missing = sentence("webhook.field.required", {}, language);
  const retry: Partial<Refusal> = receipt === "too-many" || receipt === "unavailable" ? { retryAfter: 5 } : {};
  const problems = receipt === "invalid" ? [{ pointer, code: "webhook.field.required", detail: missing }] : [];
  const code = receipt === "invalid" ? "webhook.invalid" : `webhook.answer.${receipt}`;
  const data: Refusal["data"] = receipt === "invalid" ? { count: 1 } : {};
  const refused = refusal(receipt, code, language, { ...retry, problems, data });
  return refusalReply(refused, language);
}
