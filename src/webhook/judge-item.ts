import type { IncomingMessage } from "node:http";
import { canonicalJson, type Problem, type ReceiptName, receiptStatus, sha256 } from "../contract/index.ts";
import type { Spoken } from "./accept-language.ts";
import type { Accepted } from "./authentication/index.ts";
import type { CallItem } from "./body/index.ts";
import type { Endpoint } from "./endpoint.ts";
import { identify } from "./identity.ts";
import {
  type Answer,
  answerBody,
  answerCode,
  answerReply,
  type Refusal,
  type Reply,
  refusal,
  refusalBody,
  refusalReply,
} from "./problem.ts";

/** What one event is answered: written out when it is asked for, alone or as part of a batch. */
export interface Ruling {
  receipt: ReceiptName;
  status: number;
  eventId?: string;
  caseKey?: string;
  refused?: Refusal;
  reply(): Reply;
  body(): object;
}

export interface ItemHearing {
  endpoint: Endpoint;
  request: IncomingMessage;
  language: Spoken;
  proof: Accepted;
  item: CallItem;
  /** Place in its batch, from 0; undefined: alone. */
  index: number | undefined;
  /** The whole body. */
  bytes: Uint8Array;
  /** Milliseconds since the epoch. */
  receivedAt: number;
}

/** Reads the fields of an event, finds its id and hands it over to be kept. Never rejects. */
export async function judgeItem(hearing: ItemHearing): Promise<Ruling> {
  const { endpoint, request, language, proof, item, index } = hearing;
  const bodyHash = index === undefined ? sha256(hearing.bytes) : sha256(canonicalJson(item.body));
  const identity = identify(endpoint.identity, {
    headers: request.headers,
    proofId: proof.eventId,
    proofField: proof.eventIdField,
    proofIdSigned: proof.eventIdSigned,
    signs: proof.signs,
    signsBody: proof.signsBody,
    item,
    bodyHash,
    index,
  });
  if (identity === undefined) {
    return refused(refusal("malformed", "webhook.identity.missing", language), language);
  }
  const eventId = identity.id;
  const read = endpoint.fields.read(item.body, language, item.text);
  if (!read.ok) {
    const { caseKey } = read;
    const problems = below(item.pointer, read.problems);
    const data = { count: problems.length };
    return refused(refusal("invalid", "webhook.invalid", language, { eventId, caseKey, problems, data }), language);
  }

  const { caseKey, data, recipient } = read;
  try {
    const answer = await endpoint.accept({
      eventId,
      idProven: identity.proven,
      bodyHash,
      caseKey,
      data,
      recipient,
      unknown: read.unknown,
      test: proof.test,
      sender: proof.sender,
      receivedAt: hearing.receivedAt,
    });
    return answered(answer, hearing);
  } catch (error) {
    endpoint.failed?.(error);
    const more = { eventId, caseKey, retryAfter: 5 };
    return refused(refusal("unavailable", "webhook.not-kept", language, more), language);
  }
}

/** The problems with their pointers from the beginning of what was sent. */
function below(pointer: string, problems: Problem[]): Problem[] {
  if (pointer === "") return problems;
  return problems.map((problem) => ({ ...problem, pointer: `${pointer}${problem.pointer}` }));
}

function refused(one: Refusal, language: Spoken): Ruling {
  const { receipt, status, eventId, caseKey } = one;
  const reply = () => refusalReply(one, language);
  return { receipt, status, eventId, caseKey, refused: one, reply, body: () => refusalBody(one, language) };
}

function answered(answer: Answer, { endpoint, request, language }: ItemHearing): Ruling {
  const { receipt, eventId, caseKey, statusToken } = answer;
  const status = receiptStatus[receipt];
  const statusUrl = statusToken === undefined ? undefined : endpoint.statusUrl?.(statusToken, request);
  return {
    receipt,
    status,
    eventId,
    caseKey,
    ...(status >= 300 && { refused: asRefusal(answer, language) }),
    reply: () => answerReply(answer, statusUrl, language),
    body: () => answerBody(answer, statusUrl, language),
  };
}

/** What the store turned down, told on the second output like every other refusal. */
function asRefusal(answer: Answer, language: Spoken): Refusal {
  const { receipt, eventId, caseKey, journeyId, reason } = answer;
  return { ...refusal(receipt, answerCode(answer), language, { eventId, caseKey }), journeyId, reason };
}
