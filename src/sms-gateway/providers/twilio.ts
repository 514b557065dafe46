import { isMessagingService } from "../check-settings.ts";
import { type SmsAccountSettings, type SmsSecrets, usualServers } from "../settings.ts";
import { unfit } from "../sms-fault.ts";
import { withStop } from "../stop.ts";
import { everyCall } from "./custom-settings.ts";
import { asObject, given, idIn, type SmsProvider, wholeNumber } from "./provider.ts";

/** States in which Twilio gives a message up at once. */
const givenUp: ReadonlySet<unknown> = new Set(["failed", "undelivered", "canceled"]);

/**
 * Twilio, `POST /2010-04-01/Accounts/{AccountSid}/Messages.json` (twilio.com/docs/messaging/api/message-resource). It
 * knows no key of ours: after a 500 the message may be on its way (twilio.com/docs/errors/20500).
 */
export function twilio(settings: SmsAccountSettings, { secret = "" }: SmsSecrets): SmsProvider {
  const { accountSid, sender } = settings;
  const base = `${settings.server || usualServers.twilio}/2010-04-01/Accounts/${accountSid}`;
  const shared = { ...everyCall, inside: settings.inside, authentication: "basic", user: accountSid } as const;
  return {
    call: {
      ...shared,
      address: `${base}/Messages.json`,
      body: "form",
      rows: [
        given("To", "to"),
        given(isMessagingService(sender) ? "MessagingServiceSid" : "From", "sender"),
        given("Body", "text"),
      ],
    },
    secret: secret.trim(),
    hidden: [secret.trim()],
    material: (message) => ({ to: message.to, sender, text: withStop(message, settings.stop) }),
    read(answer) {
      const { sid, status, num_segments, error_code } = asObject(answer);
      const reference = idIn(sid);
      if (reference === undefined) return undefined;
      if (givenUp.has(status))
        throw unfit("sms.given-up", { host: new URL(base).host, code: idIn(error_code) ?? String(status) });
      // 0 where a messaging service has yet to choose the number.
      return { reference, segments: wholeNumber(num_segments) || undefined };
    },
    check: {
      call: { ...shared, method: "GET", address: `${base}.json` },
      read(answer) {
        const { sid, status } = asObject(answer);
        if (sid !== accountSid) return undefined;
        return status === "active"
          ? { key: "sms.verified", data: { host: new URL(base).host } }
          : { key: "sms.verified-inactive", data: { host: new URL(base).host } };
      },
    },
  };
}
