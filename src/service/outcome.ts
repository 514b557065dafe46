import { Fault, type Json, type JsonObject, type ServicePart } from "../contract/index.ts";
import type { HttpAnswer } from "../http.ts";
import { refusedInside } from "../inside.ts";
import { pauseAsked } from "../retry-after.ts";
import { type AnswerReader, readJson } from "./answer.ts";
import type { ServiceSettings } from "./settings.ts";
import { neverLeft, verdictOf } from "./verdict.ts";

/** What became of a call; of the shape that the engine asks of every sender. */
export type ServiceOutcome =
  | { state: "sent"; reference: string; message: JsonObject }
  | { state: "not-sent"; reason: Fault; again: boolean; after?: number; message: JsonObject }
  | { state: "unknown"; reason: Fault };

/** How much of a refusal's body goes on with the message, in characters. */
const refusalLimit = 10_000;

const part = (service: ServicePart): JsonObject => service as unknown as JsonObject;

/** Whether a call that may have been done can be made again: the service knows its key, or it only reads. */
function repeatable({ recovery, method }: ServiceSettings): boolean {
  return recovery === "key" || method === "GET";
}

/** What a service said, as the call's outcome. */
export function outcomeOfAnswer(
  answer: HttpAnswer,
  call: { key: string; host: string; settings: ServiceSettings; read: AnswerReader; language: string; now: number },
): ServiceOutcome {
  const { key, host, settings, read, language, now } = call;
  const { status, text, headers } = answer;
  const verdict = verdictOf(status);
  if (verdict === "done") {
    const found = read(text, language);
    if (found.ok) {
      const { data } = found;
      const service = part({ id: key, status, ...(data !== undefined && { data }) });
      return { state: "sent", reference: `${host} ${status}`, message: { service, payload: data ?? null } };
    }
    const { problems } = found;
    const where = problems.map(({ pointer }) => pointer || "/").join(", ");
    const reason = new Fault("service.answer-unfit", { host, count: problems.length, where });
    const service = part({ id: key, status, problems });
    return { state: "not-sent", reason, again: false, message: { service } };
  }
  const told = toldBy(text);
  const message = { service: part({ id: key, status, ...(told !== undefined && { data: told }) }) };
  if (verdict === "redirect")
    return { state: "not-sent", reason: new Fault("service.redirect", { host, status }), again: false, message };
  if (verdict === "refused")
    return { state: "not-sent", reason: new Fault("service.refused", { host, status }), again: false, message };
  if (verdict === "broken" && !repeatable(settings))
    return { state: "unknown", reason: new Fault("service.unknown", { host, code: status }) };
  const after = pauseAsked(headers["retry-after"], now);
  const reason = new Fault("service.unavailable", { host, status });
  return { state: "not-sent", reason, again: true, ...(after !== undefined && { after }), message };
}

/** What a refusal says, for whoever wires the second output. */
function toldBy(text: string | undefined): Json | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  return text.length > refusalLimit ? text.slice(0, refusalLimit) : (readJson(text) ?? text);
}

/** What kept a call from being made or from being answered, as its outcome. */
export function outcomeOfFault(
  fault: Fault,
  { key, settings }: { key: string; settings: ServiceSettings },
): ServiceOutcome {
  const message = { service: part({ id: key }) };
  const { host = "", code = "" } = fault.data;
  const failed = (reason: Fault, again: boolean): ServiceOutcome => ({ state: "not-sent", reason, again, message });
  switch (fault.key) {
    case "http.unreachable":
      if (code === refusedInside) return failed(new Fault("service.inside", { host }), false);
      if (repeatable(settings) || neverLeft(code)) return failed(fault, true);
      return { state: "unknown", reason: new Fault("service.unknown", { host, code }) };
    case "http.slow":
      if (repeatable(settings)) return failed(fault, true);
      return { state: "unknown", reason: new Fault("service.unknown", { host, code: "timeout" }) };
    case "service.token-unavailable":
      return failed(fault, true);
    default:
      return failed(fault, false);
  }
}
