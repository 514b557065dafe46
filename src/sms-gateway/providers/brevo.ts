import { measureSms } from "../../sms/index.ts";
import { type SmsAccountSettings, type SmsSecrets, usualServers } from "../settings.ts";
import { unfit } from "../sms-fault.ts";
import { asksForStopCode, withStop } from "../stop.ts";
import { everyCall } from "./custom-settings.ts";
import { asObject, given, idIn, type SmsProvider, wholeNumber } from "./provider.ts";

/** How many text messages the account can still pay, as `GET /account` tells it. */
function creditsIn(plans: unknown): number {
  const found = Array.isArray(plans) ? plans.find((plan) => asObject(plan).type === "sms") : undefined;
  const { credits } = asObject(found);
  return typeof credits === "number" ? Math.floor(credits) : 0;
}

/**
 * Brevo, `POST /transactionalSMS/send` (developers.brevo.com/reference/sendtransacsms). A text with `[STOP_CODE]` is a
 * marketing message to Brevo, whatever it is called: it would be held at night and on Sundays in France.
 */
export function brevo(settings: SmsAccountSettings, { secret = "" }: SmsSecrets): SmsProvider {
  const base = settings.server || usualServers.brevo;
  const shared = { ...everyCall, inside: settings.inside, authentication: "api-key", header: "api-key" } as const;
  return {
    call: {
      ...shared,
      address: `${base}/transactionalSMS/send`,
      body: "table",
      rows: [...["sender", "recipient", "content", "type", "tag", "unicodeEnabled"].map((name) => given(name))],
    },
    secret,
    hidden: [secret.trim()],
    material(message) {
      const content = withStop(message, settings.stop);
      if (message.purpose === "service" && asksForStopCode(content)) throw unfit("sms.stop-in-service");
      return {
        sender: settings.sender.replace("+", ""),
        recipient: message.to.slice(1),
        content,
        type: message.purpose === "marketing" ? "marketing" : "transactional",
        tag: message.id,
        // Else Brevo writes other letters in the place of what GSM-7 lacks.
        unicodeEnabled: measureSms(content).encoding === "UCS-2",
      };
    },
    read(answer) {
      const { messageId, reference: other, smsCount } = asObject(answer);
      // Its ids are of 64 bits: one that a number of JSON cannot hold is told by its other name.
      const reference = idIn(messageId) ?? idIn(other);
      return reference === undefined ? undefined : { reference, segments: wholeNumber(smsCount) };
    },
    check: {
      call: { ...shared, method: "GET", address: `${base}/account` },
      read(answer) {
        const { email, plan } = asObject(answer);
        if (typeof email !== "string") return undefined;
        return { key: "sms.verified-credits", data: { credits: creditsIn(plan) } };
      },
    },
  };
}
