import { CampaignMessage, Fault } from "../../src/contract/index.ts";
import type { Performer, SendOutcome, Unknown } from "../../src/journey/index.ts";
import { measureSms, type SmsCarrier, type TextMessage } from "../../src/sms/index.ts";
import { numberOf, SmsFault, unfit } from "../../src/sms-gateway/index.ts";
import type { Task } from "../../src/store/index.ts";
import type { Rehearsal } from "../shared/play-role.ts";

/** What a sender hands messages over to, and what it allows. */
export interface SmsWay {
  /** The way of a journey: that of a test is another where nothing leaves the house. */
  carrierOf(test: boolean): SmsCarrier;
  /** ISO 3166-1 alpha-2, of recipients of whom no country is known. */
  country(): string | undefined;
  /** Most parts of a message. */
  most: number;
}

/** The text message of a claimed send. @throws SmsFault, Fault `send.no-content` */
function textMessageOf(task: Task, country: string | undefined): TextMessage {
  const { content } = CampaignMessage.parse(task.message);
  if (content?.channel !== "sms" || content.text === undefined) throw new Fault("send.no-content", { channel: "sms" });
  if (content.text.trim() === "") throw unfit("sms.no-text");
  const { purpose = "service", language, text } = content;
  const to = numberOf(task.recipient, country);
  return { id: task.id, to, text, purpose, language, at: Date.now(), test: task.journey.test };
}

function outcomeOf(error: unknown): SendOutcome | Unknown {
  if (!(error instanceof SmsFault)) throw error;
  const { certainly, again, after } = error;
  if (!certainly) return { state: "unknown", reason: error };
  return { state: "not-sent", reason: error, again, ...(after !== undefined && { after }) };
}

async function handOver(task: Task, { carrierOf, country, most }: SmsWay): Promise<SendOutcome | Unknown> {
  try {
    const message = textMessageOf(task, country());
    const carrier = carrierOf(message.test);
    const measured = carrier.measure?.(message) ?? measureSms(message.text);
    const { segments, encoding, units } = measured;
    if (segments > most) throw unfit("sms.too-long", { segments, encoding, units, most });
    const taken = await carrier.submit(message);
    return { state: "sent", reference: taken.reference, segments: taken.segments ?? segments };
  } catch (error) {
    return outcomeOf(error);
  }
}

/** What was begun before a crash, as a folder knows it. */
async function lookedUp(task: Task, carrier: SmsCarrier): Promise<SendOutcome | { state: "never-seen" }> {
  const found = await carrier.lookup?.(task.id);
  if (found === undefined) return { state: "never-seen" };
  const { reference, segments } = found;
  return { state: "sent", reference, ...(segments !== undefined && { segments }) };
}

/** What would be handed over, to nobody. */
export function smsRehearsal(country: () => string | undefined, most: number): Rehearsal {
  return {
    channel: "sms",
    async write(task) {
      const { to, text } = textMessageOf(task, country());
      const { segments, encoding, units } = measureSms(text);
      if (segments > most) throw unfit("sms.too-long", { segments, encoding, units, most });
      return { content: { channel: "sms", to, text, segments } };
    },
  };
}

/** Messages of one node under way at the same time: those that wait for their turn take no place of other senders. */
const atOnce = 8;

/** How sends are done: asked for again where the carrier knows them, left to a person where nobody does. */
export function performerOf(way: SmsWay): Performer {
  const real = way.carrierOf(false);
  const recovery = real.lookup !== undefined ? "lookup" : real.repeatable ? "key" : "park";
  return {
    channel: "sms",
    recovery,
    ...(recovery !== "lookup" && { atOnce }),
    perform: (task) => handOver(task, way),
    ...(recovery === "lookup" && { lookup: (task: Task) => lookedUp(task, way.carrierOf(task.journey.test)) }),
    settled: async (task) => way.carrierOf(task.journey.test).settle?.(task.id),
  };
}
