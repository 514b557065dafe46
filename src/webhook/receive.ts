import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../clock.ts";
import type { Json } from "../contract/index.ts";
import { type ReceiptName, sha256 } from "../contract/index.ts";
import { type Spoken, spokenTo } from "./accept-language.ts";
import { type Secret, verify } from "./authentication/index.ts";
import { mediaFault, parseBody, type Readable } from "./body/index.ts";
import type { CompiledFields } from "./fields/index.ts";
import { type Answer, answerReply, type Refusal, type Reply, refusal, refusalReply } from "./problem.ts";
import { readBody } from "./read-body.ts";
import { ignore, writeReply } from "./write-reply.ts";

/** Largest body in bytes, and milliseconds that a sender has for it. */
export const receiveLimits = { body: 262_144, deadline: 10_000 } as const;

const readable: Readable = { kinds: ["json", "event"], gzip: false };

/** A call that is proven, parsed and complete. */
export interface AcceptedCall {
  eventId: string;
  /** SHA-256 of the bytes of the body, lower-case hex. */
  bodyHash: string;
  caseKey: string;
  data: Record<string, Json>;
  recipient: Record<string, Json>;
  /** JSON Pointers of what the table of fields does not ask for. */
  unknown: string[];
  /** Milliseconds since the epoch. */
  receivedAt: number;
}

export interface Endpoint {
  /** Asked at every call. None: the endpoint is closed, never open. */
  secrets(): readonly Secret[];
  fields: CompiledFields;
  /** Largest body in bytes. */
  limit: number;
  /** Milliseconds for the whole body; 10 s where absent. */
  deadline?: number;
  clock: Clock;
  /** Keeps the call. The sender is answered when it resolves; told to come back when it rejects. */
  accept(call: AcceptedCall): Promise<Answer>;
  /** Told of every refusal after the path matched, for the node's second output. */
  refused?(refused: Refusal): void;
  /** Told what `accept` rejected with, and of faults in the hooks themselves, for the log. */
  failed?(error: unknown): void;
}

/**
 * The way of one call whose path is already resolved. Never rejects, and answers each call once; a caller who goes away
 * is let go. `Expect: 100-continue` needs nothing here: while a server has no `checkContinue` listener, Node writes the
 * 100 itself and then emits `request`.
 */
export async function receive(endpoint: Endpoint, request: IncomingMessage, response: ServerResponse): Promise<void> {
  request.on("error", ignore);
  response.on("error", ignore);
  const language = spokenTo(request.headers["accept-language"]);
  const outcome = await judge(endpoint, request, language).catch((error: unknown): Refused => {
    report(endpoint, error);
    return { refused: refusal("unavailable", "webhook.not-kept", language, { retryAfter: 5 }) };
  });
  if (outcome === undefined) return;
  const { reply, refused } = outcome.refused ? { ...outcome, reply: refusalReply(outcome.refused, language) } : outcome;
  const writing = writeReply(request, response, reply, endpoint.clock, reply.status === 408);
  try {
    if (refused !== undefined) endpoint.refused?.(refused);
    await writing;
  } catch (error) {
    report(endpoint, error);
  }
}

type Refused = { refused: Refusal };
type Answered = { reply: Reply; refused?: undefined };

/** What a call is answered; undefined: the caller went away. Rejects only when a hook of the endpoint is at fault. */
async function judge(
  endpoint: Endpoint,
  request: IncomingMessage,
  language: Spoken,
): Promise<Answered | Refused | undefined> {
  const receivedAt = endpoint.clock.now();
  const { headers } = request;
  const refuse = (receipt: ReceiptName, code: string, more: Parameters<typeof refusal>[3] = {}): Refused => ({
    refused: refusal(receipt, code, language, more),
  });

  if (request.method !== "POST") return refuse("unsupported", "webhook.method", { status: 405 });
  const tooLarge = () => refuse("too-large", "webhook.too-large", { data: { limit: endpoint.limit } });
  if (Number(headers["content-length"] ?? 0) > endpoint.limit) return tooLarge();
  const media = mediaFault(headers, readable);
  if (media !== undefined) return refuse("unsupported", media.code, { data: { value: media.value.slice(0, 100) } });
  const secrets = endpoint.secrets();
  if (secrets.length === 0) return refuse("unavailable", "webhook.no-secret", { retryAfter: 60 });

  const deadline = endpoint.deadline ?? receiveLimits.deadline;
  const read = await readBody(request, endpoint.limit, deadline, endpoint.clock);
  if (read.state === "cut") return undefined;
  if (read.state === "too-large") return tooLarge();
  if (read.state === "too-slow") {
    return refuse("malformed", "webhook.too-slow", { status: 408, data: { seconds: deadline / 1000 } });
  }

  const verified = verify(secrets, headers, read.bytes, receivedAt);
  if (!verified.verified) {
    const { reason, seconds = 0, id } = verified;
    return refuse("unauthorised", `webhook.verify.${reason}`, { data: { seconds }, eventId: id });
  }
  const eventId = verified.id;
  const parsed = parseBody(read.bytes, language);
  if (!parsed.ok) return refuse("malformed", "webhook.malformed", { eventId, problems: [parsed.problem] });
  const fields = endpoint.fields.read(parsed.body, language);
  if (!fields.ok) {
    const { problems, caseKey } = fields;
    return refuse("invalid", "webhook.invalid", { eventId, caseKey, problems, data: { count: problems.length } });
  }

  const { caseKey, data, recipient, unknown } = fields;
  const call: AcceptedCall = { eventId, bodyHash: sha256(read.bytes), caseKey, data, recipient, unknown, receivedAt };
  try {
    return { reply: answerReply(await endpoint.accept(call), language) };
  } catch (error) {
    report(endpoint, error);
    return refuse("unavailable", "webhook.not-kept", { eventId, caseKey, retryAfter: 5 });
  }
}

function report(endpoint: Endpoint, error: unknown): void {
  try {
    endpoint.failed?.(error);
  } catch {
    // A log that fails has nowhere left to say so, and must not end the process.
  }
}
