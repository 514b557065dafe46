import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../../clock.ts";
import type { JsonObject, ReceiptName } from "../../contract/index.ts";
import { readJson } from "../../service/index.ts";
import {
  type Authentication,
  compileAuthentication,
  hold,
  ignore,
  json,
  type Reply,
  readBody,
  refusal,
  refusalReply,
  slotOf,
  spokenTo,
  writeReply,
} from "../../webhook/index.ts";
import type { LetterEvent, PrintProvider } from "./provider.ts";
import type { EventSettings } from "./settings.ts";

/** What became of an event: `early`: it is to come again. */
export type Heard = "kept" | "known" | "unknown" | "early";

const limits = { body: 262_144, time: 10_000 };
/** Seconds: how far the time of a call may be from ours, and when an early event may come again. */
const window = 300;
const comeBack = 60;
const proofId = "provider";

/** Pingen signs the body alone, in hexadecimal (pingencom/pingen2-sdk-js, src/webhook.ts). */
export const pingenEvents: EventSettings = {
  ...{
    signatureHeader: "Signature",
    signaturePrefix: "",
    encoding: "hex",
    time: "none",
    timeHeader: "",
    timeUnit: "s",
  },
  ...{ eventName: "", eventKey: "", eventState: "", eventWhy: "" },
};

/** How calls of a provider are known. @throws Fault what is wrong with the settings or the secret */
export function eventProof(settings: EventSettings, eventSecret: string): Authentication {
  const { signatureHeader, signaturePrefix, encoding, time, timeHeader, timeUnit } = settings;
  const stamped = time === "none" ? [] : [{ part: "timestamp" }, { part: "text", text: "." }];
  const scheme = {
    ...{ algorithm: "sha256", encoding },
    signature: {
      ...{ headers: [signatureHeader.trim()], prefix: signaturePrefix.trim() },
      separator: time === "signature" ? "," : "",
    },
    ...(time === "signature" && { timestamp: { in: "signature", prefix: "t=", unit: timeUnit } }),
    ...(time === "header" && { timestamp: { in: "header", header: timeHeader.trim(), unit: timeUnit } }),
    signed: [...stamped, { part: "body" }],
    secret: { encoding: "utf8" },
  };
  const proofs = [{ id: proofId, name: "provider", kind: "hmac", scheme }];
  return compileAuthentication({ proofs, window }, { [slotOf(proofId, "current")]: eventSecret.trim() });
}

interface Ear {
  proof: Authentication;
  event: PrintProvider["event"];
  clock: Clock;
  /** Keeps what an event says; rejects where it could not be kept. */
  heard(event: LetterEvent): Promise<Heard>;
}

/** Answers a call of a provider. Never rejects. */
export async function hearProvider(ear: Ear, request: IncomingMessage, response: ServerResponse): Promise<void> {
  request.on("error", ignore);
  response.on("error", ignore);
  const held = hold();
  try {
    const reply = await judge(ear, request, held);
    if (reply !== undefined) await writeReply(request, response, reply, ear.clock);
  } finally {
    held.release();
  }
}

/** Undefined: the caller went away. */
async function judge(
  { proof, event, clock, heard }: Ear,
  request: IncomingMessage,
  held: ReturnType<typeof hold>,
): Promise<Reply | undefined> {
  const { headers, rawHeaders, method = "POST", url = "/" } = request;
  const language = spokenTo(headers["accept-language"]);
  const refuse = (receipt: ReceiptName, code: string, more: Parameters<typeof refusal>[3] = {}): Reply =>
    refusalReply(refusal(receipt, code, language, more), language);
  if (method !== "POST") return refuse("unsupported", "webhook.method", { status: 405 });
  const read = await readBody(request, limits.body, limits.time, clock, held);
  if (read.state === "cut") return undefined;
  if (read.state === "too-large") return refuse("too-large", "webhook.too-large", { data: { limit: limits.body } });
  if (read.state === "too-slow")
    return refuse("malformed", "webhook.too-slow", { status: 408, data: { seconds: limits.time / 1000 } });
  if (read.state === "no-room") return refuse("unavailable", "webhook.no-room", { retryAfter: 2 });
  const [path = "/", query = ""] = url.split("?", 2);
  const call = { headers, rawHeaders, method, path, query, body: read.bytes, now: clock.now() };
  const proven = await proof.check({ ...call, remoteAddress: request.socket.remoteAddress });
  if (!proven.ok) return refuse("unauthorised", proven.code, { data: proven.data });
  const body = readJson(read.bytes.toString("utf8"));
  if (typeof body !== "object" || body === null || Array.isArray(body)) return refuse("malformed", "print.event-form");
  const told = event(body as JsonObject);
  const answer = (what: string) => json(200, "application/json", { event: what }, language);
  // Of a batch, an e-bill, or a kind that is made later: nothing is lost by it.
  if (told === undefined) return answer("ignored");
  const became = await heard(told).catch(() => "early" as const);
  // A letter of somebody else who uses the same account is no fault of the caller.
  if (became === "early") return refuse("unavailable", "print.event-early", { retryAfter: comeBack });
  return answer(became);
}
