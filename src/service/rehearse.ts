import type { JsonObject } from "../contract/index.ts";
import { originOf } from "./address.ts";
import { answerReader } from "./answer.ts";
import { outcomeOfAnswer, type ServiceOutcome } from "./outcome.ts";
import { type Occasion, requestOf } from "./request.ts";
import type { ServiceSettings } from "./settings.ts";

/** A call as it would be made, without what proves it, and what becomes of it. */
interface RehearsedCall {
  method: string;
  url: string;
  body?: string;
  outcome: ServiceOutcome;
}

/**
 * Writes the call that a message asks for and reads an answer to it as that of the service; nobody is called.
 * @throws Fault, TemplateFault what keeps the call from being made
 */
export function rehearseCall(
  settings: ServiceSettings,
  key: string,
  occasion: Occasion,
  { status = 200, data }: { status?: number; data?: JsonObject },
): RehearsedCall {
  const { method, url, body } = requestOf(settings, occasion);
  const { host } = new URL(originOf(settings.address));
  const text = data === undefined ? "" : JSON.stringify(data);
  const answer = { status, text, bytes: Buffer.from(text), headers: {} };
  const { language, now } = occasion;
  const outcome = outcomeOfAnswer(answer, { key, host, settings, read: answerReader(settings), language, now });
  return { method, url, ...(body !== undefined && { body: Buffer.from(body).toString("utf8") }), outcome };
}
