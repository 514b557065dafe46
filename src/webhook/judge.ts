import type { IncomingMessage } from "node:http";
import type { Spoken } from "./accept-language.ts";
import { type Accepted, type Call, sourceOf } from "./authentication/index.ts";
import { mediaFault, parseCall } from "./body/index.ts";
import type { Endpoint, SeenCall } from "./endpoint.ts";
import type { Hold } from "./held-bytes.ts";
import { judgeItem, type Ruling } from "./judge-item.ts";
import { optionsReply } from "./options.ts";
import { batchReply, type Refusal, type Reply, refusal, refusalReply } from "./problem.ts";
import { readBody } from "./read-body.ts";

/** Milliseconds that a sender has for its body. */
const usualDeadline = 10_000;

/** What a call is answered, and what was refused of it. */
export interface Judged {
  reply: Reply;
  refused: Refusal[];
}

export interface Hearing {
  endpoint: Endpoint;
  request: IncomingMessage;
  language: Spoken;
  held: Hold;
  /** Filled in as far as the call comes. */
  seen: SeenCall;
}

/** What a call is answered; undefined: the caller went away. Rejects only when a hook of the endpoint is at fault. */
export async function judge(hearing: Hearing): Promise<Judged | undefined> {
  const { endpoint, request, language, seen } = hearing;
  const atDoor = await judgeHead(hearing);
  if (atDoor !== undefined) return atDoor;
  const bytes = await readWhole(hearing);
  if (bytes === undefined || !Buffer.isBuffer(bytes)) return bytes;
  seen.bytes = bytes.length;

  const { path, query } = splitUrl(request.url ?? "/");
  const { headers, rawHeaders, method = "POST" } = request;
  const { remoteAddress } = request.socket;
  const call: Call = { headers, rawHeaders, method, path, query, remoteAddress, body: bytes, now: seen.at };
  const checking = endpoint.authentication.check(call);
  const proof = checking instanceof Promise ? await checking : checking;
  if (!proof.ok) {
    const { status, code, data, eventId, challenge } = proof;
    const more = challenge === undefined ? {} : { headers: { "www-authenticate": challenge } };
    return refuse(hearing, status === 403 ? "forbidden" : "unauthorised", code, { data, eventId, ...more });
  }
  seen.proof = proof;
  return judgeBody(hearing, bytes, proof, language);
}

/** Everything that can be told before the body is read: method, address, rate, length, media type. */
async function judgeHead(hearing: Hearing): Promise<Judged | undefined> {
  const { endpoint, request, seen } = hearing;
  const { headers, method } = request;
  if (method === "OPTIONS") {
    const reply = optionsReply(headers, endpoint.origins, endpoint.perMinute);
    if (reply !== undefined) {
      seen.receipt = "accepted";
      return { reply, refused: [] };
    }
  }
  if (method !== "POST") return refuse(hearing, "unsupported", "webhook.method", { status: 405 });
  const caller = { headers, remoteAddress: request.socket.remoteAddress };
  const elsewhere = endpoint.authentication.checkAddress(caller);
  if (elsewhere !== undefined) return refuse(hearing, "forbidden", elsewhere.code, { data: elsewhere.data });
  seen.source = sourceOf(caller, endpoint.addresses);
  const over = await endpoint.rates(seen.source ?? "unknown");
  if (over !== undefined) return refuse(hearing, "too-many", "webhook.answer.too-many", over);
  if (Number(headers["content-length"] ?? 0) > endpoint.limit) return tooLarge(hearing);
  seen.contentType = headers["content-type"];
  const media = mediaFault(headers);
  if (media === undefined) return undefined;
  const data = { value: media.value.slice(0, 100) };
  return refuse(hearing, "unsupported", media.code, { data, headers: media.headers });
}

/** The bytes of the body, the reply to a sender who is too slow or sends too much, or undefined when it went away. */
async function readWhole(hearing: Hearing): Promise<Buffer | Judged | undefined> {
  const { endpoint, request, held } = hearing;
  const deadline = endpoint.deadline ?? usualDeadline;
  const read = await readBody(request, endpoint.limit, deadline, endpoint.clock, held);
  switch (read.state) {
    case "read":
      return read.bytes;
    case "cut":
      return undefined;
    case "too-large":
      return tooLarge(hearing);
    case "too-slow":
      return refuse(hearing, "malformed", "webhook.too-slow", { status: 408, data: { seconds: deadline / 1000 } });
    case "no-room":
      return refuse(hearing, "unavailable", "webhook.no-room", { retryAfter: 2 });
  }
}

async function judgeBody(hearing: Hearing, bytes: Buffer, proof: Accepted, language: Spoken): Promise<Judged> {
  const { endpoint, request, seen } = hearing;
  const { headers } = request;
  const { limit, batch } = endpoint;
  const parsing = parseCall({ headers, bytes, limit, language, batch });
  const parsed = parsing instanceof Promise ? await parsing : parsing;
  if (!parsed.ok) {
    const { receipt, code, data, problems, headers: more } = parsed;
    return refuse(hearing, receipt, code, { data, problems, headers: more, eventId: proof.eventId });
  }
  seen.body = parsed.items[0]?.body;
  const one = (item: (typeof parsed.items)[number], index?: number) =>
    judgeItem({ endpoint, request, language, proof, item, index, bytes, receivedAt: seen.at });
  const rulings: Ruling[] = parsed.batch ? await Promise.all(parsed.items.map(one)) : [await one(parsed.items[0]!)];
  const refused = rulings.flatMap((ruling) => ruling.refused ?? []);
  const first = rulings[0]!;
  seen.receipt = first.receipt;
  seen.eventId = first.eventId;
  seen.caseKey = first.caseKey;
  if (!parsed.batch) return { reply: first.reply(), refused };
  return {
    reply: batchReply(
      rulings.map(({ status, body }) => ({ status, body: body() })),
      language,
    ),
    refused,
  };
}

type Details = Parameters<typeof refusal>[3];

function refuse({ language }: Hearing, receipt: Refusal["receipt"], code: string, more: Details = {}): Judged {
  const refused = refusal(receipt, code, language, more);
  return { reply: refusalReply(refused, language), refused: [refused] };
}

function tooLarge(hearing: Hearing): Judged {
  return refuse(hearing, "too-large", "webhook.too-large", { data: { limit: hearing.endpoint.limit } });
}

function splitUrl(url: string): { path: string; query: string } {
  const at = url.indexOf("?");
  return at === -1 ? { path: url, query: "" } : { path: url.slice(0, at), query: url.slice(at + 1) };
}
