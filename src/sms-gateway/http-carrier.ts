import type { Clock } from "../clock.ts";
import { Fault, type Json } from "../contract/index.ts";
import { compileService, readJson, type ServiceOutcome } from "../service/index.ts";
import type { SmsCarrier, TextMessageTaken } from "../sms/index.ts";
import { measureSms } from "../sms/index.ts";
import { asObject, type SmsProvider } from "./providers/provider.ts";
import { saidBy } from "./said.ts";
import { SmsFault, unfit } from "./sms-fault.ts";
import { withStop, withStopNumber } from "./stop.ts";
import { turnsOf } from "./turns.ts";

/** What may have been done although no answer of ours came of it: too much to read, or no text. */
const inDoubt: ReadonlySet<string> = new Set(["http.too-large", "service.answer-unfit"]);

/** What a provider's words are read with. */
interface Reading {
  host: string;
  hidden: readonly string[];
  read(answer: Json | undefined): TextMessageTaken | undefined;
}

const bodyOf = (text: Json | undefined) => (typeof text === "string" ? readJson(text) : undefined);

/** @throws SmsFault */
function takenOf(outcome: ServiceOutcome, { host, hidden, read }: Reading): TextMessageTaken {
  if (outcome.state === "unknown")
    throw new SmsFault(
      "sms.unknown",
      { host, code: outcome.reason.data.code ?? "" },
      { certainly: false, again: false },
    );
  const { status, data } = asObject(outcome.message.service);
  if (outcome.state === "sent") {
    const taken = read(bodyOf(data));
    if (taken === undefined)
      throw new SmsFault("sms.unclear", { host, status: Number(status) }, { certainly: false, again: false });
    return { ...taken, reference: taken.reference || outcome.reference };
  }
  const { reason, again, after } = outcome;
  if (reason instanceof SmsFault) throw reason;
  if (inDoubt.has(reason.key))
    throw new SmsFault("sms.unclear", { host, status: Number(status ?? 0) }, { certainly: false, again: false });
  if (reason.key === "service.refused") {
    const said = saidBy(typeof data === "string" ? undefined : data, hidden);
    throw unfit(said === "" ? "sms.refused-silently" : "sms.refused", { host, status: Number(status), said });
  }
  throw new SmsFault(reason.key, reason.data, { certainly: true, again, ...(after !== undefined && { after }) });
}

/**
 * Messages that go to a provider by HTTP, one call each. A call without an answer is never made again by itself, unless
 * the provider knows our key.
 * @param stop the line that marketing messages end with
 * @throws Fault where the provider cannot be called as it is set
 */
export function httpCarrier(
  provider: SmsProvider,
  { clock, pace, stop }: { clock: Clock; pace: number; stop: string },
): SmsCarrier {
  const { call, secret, proof, check } = provider;
  const service = compileService(call, secret, clock, proof);
  const { host } = service;
  const turns = turnsOf(pace, clock);
  return {
    repeatable: call.recovery === "key",
    async submit(message) {
      const material = provider.material(message);
      await turns.next();
      const occasion = { message: material, language: message.language, timeZone: "UTC", now: message.at };
      const outcome = await service.call(message.id, occasion);
      const hidden = [...provider.hidden, message.to, message.to.slice(1), message.text];
      try {
        return takenOf(outcome, { host, hidden, read: provider.read });
      } catch (error) {
        if (error instanceof SmsFault && error.after !== undefined) turns.pause(error.after);
        throw error;
      }
    },
    measure(message) {
      const added = provider.added?.(message) ?? "";
      return measureSms(withStopNumber(withStop(message, stop)) + added);
    },
    ...(check !== undefined && {
      async verify() {
        const asked = compileService(check.call, secret, clock, check.proof);
        const outcome = await asked.call("check", { message: {}, language: "en", timeZone: "UTC", now: clock.now() });
        let verified: ReturnType<typeof check.read>;
        takenOf(outcome, {
          host,
          hidden: provider.hidden,
          read(answer) {
            verified = check.read(answer);
            return verified && { reference: "" };
          },
        });
        if (verified === undefined) throw new Fault("sms.unclear", { host, status: 200 });
        return verified;
      },
    }),
    async close() {
      turns.close();
    },
  };
}
