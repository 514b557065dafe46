import { createHash } from "node:crypto";
import type { Clock } from "../../clock.ts";
import { compileService, type Proof, type ServiceSettings } from "../../service/index.ts";
import { measureSms } from "../../sms/index.ts";
import { type SmsAccountSettings, type SmsSecrets, usualServers } from "../settings.ts";
import { SmsFault, unfit } from "../sms-fault.ts";
import { withStop } from "../stop.ts";
import { everyCall } from "./custom-settings.ts";
import { asObject, given, idIn, type SmsProvider } from "./provider.ts";

/** The line that OVH adds to a message with a STOP clause. */
const stopClause = "\nSTOP:36111";
/** Milliseconds for which the difference to OVH's clock is kept. */
const clockKept = 3_600_000;

/** How far OVH's clock is ahead of ours, in seconds: a signature of another time is turned down. */
function clockOf(base: string, inside: boolean, clock: Clock): () => Promise<number> {
  const asked = compileService({ ...everyCall, inside, method: "GET", address: `${base}/auth/time` }, "", clock);
  let known: { until: number; ahead: number } | undefined;
  return async () => {
    const now = clock.now();
    if (known !== undefined && now < known.until) return known.ahead;
    const occasion = { message: {}, language: "en", timeZone: "UTC", now };
    const outcome = await asked.call("time", occasion);
    const { data } = asObject(outcome.state === "sent" ? outcome.message.service : undefined);
    if (typeof data !== "string" || !/^\s*\d{10}\s*$/.test(data))
      throw new SmsFault("sms.no-time", { host: asked.host }, { certainly: true, again: true });
    const ahead = Number(data) - Math.floor(clock.now() / 1000);
    known = { until: now + clockKept, ahead };
    return ahead;
  };
}

/** The signature of a call, as docs.ovh.com describes it (First steps with the API). */
function signature(parts: readonly string[]): string {
  return `$1$${createHash("sha1").update(parts.join("+")).digest("hex")}`;
}

/**
 * OVHcloud, `POST /sms/{serviceName}/jobs` (eu.api.ovh.com/console). It answers 200 also where it refuses the number.
 */
export function ovh(settings: SmsAccountSettings, secrets: SmsSecrets, clock: Clock): SmsProvider {
  const { serviceName, applicationKey, sender, inside } = settings;
  const secret = secrets.secret?.trim() ?? "";
  const consumerKey = secrets.consumerKey?.trim() ?? "";
  if (secret === "" || !/^[\x21-\x7e]+$/.test(consumerKey)) throw unfit("service.no-secret");
  const base = settings.server || usualServers.ovh;
  const ahead = clockOf(base, inside, clock);

  const proven = ({ method, address }: ServiceSettings): Proof => ({
    async headers(_id, body, now) {
      const timestamp = String(Math.floor(now / 1000) + (await ahead()));
      const said = Buffer.from(body).toString("utf8");
      return {
        "x-ovh-application": applicationKey,
        "x-ovh-consumer": consumerKey,
        "x-ovh-timestamp": timestamp,
        "x-ovh-signature": signature([secret, consumerKey, method, address, said, timestamp]),
      };
    },
    refused: () => false,
  });

  const names = ["message", "receivers", "sender", "senderForResponse", "noStopClause"];
  const call: ServiceSettings = {
    ...everyCall,
    inside,
    address: `${base}/sms/${serviceName}/jobs`,
    body: "table",
    rows: [...names, "charset", "class", "coding", "priority", "validityPeriod"].map((name) => given(name)),
  };
  const check: ServiceSettings = { ...everyCall, inside, method: "GET", address: `${base}/sms/${serviceName}` };
  return {
    call,
    secret: "",
    hidden: [secret, consumerKey],
    proof: proven(call),
    material(message) {
      const text = withStop(message, settings.stop);
      return {
        message: text,
        receivers: [message.to],
        // Without a sender OVH shows a short number, which one can answer.
        ...(sender === "" ? { senderForResponse: true } : { sender, senderForResponse: false }),
        noStopClause: message.purpose === "service",
        ...{ charset: "UTF-8", class: "phoneDisplay", priority: "high", validityPeriod: 2880 },
        coding: measureSms(text).encoding === "UCS-2" ? "8bit" : "7bit",
      };
    },
    added: ({ purpose }) => (purpose === "marketing" ? stopClause : ""),
    read(answer) {
      const { ids, invalidReceivers } = asObject(answer);
      if (Array.isArray(invalidReceivers) && invalidReceivers.length > 0)
        throw unfit("sms.number-refused", { host: new URL(base).host });
      const reference = Array.isArray(ids) ? idIn(ids[0]) : undefined;
      return reference === undefined ? undefined : { reference };
    },
    check: {
      call: check,
      proof: proven(check),
      read(answer) {
        const { creditsLeft } = asObject(answer);
        return typeof creditsLeft === "number"
          ? { key: "sms.verified-credits", data: { credits: Math.floor(creditsLeft) } }
          : undefined;
      },
    },
  };
}
