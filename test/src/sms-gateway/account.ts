import { systemClock } from "../../../src/clock.ts";
import type { SmsCarrier, TextMessage } from "../../../src/sms/index.ts";
import { openSmsCarrier, type SmsAccountSettings, SmsFault, type SmsSecrets } from "../../../src/sms-gateway/index.ts";

export const accountSid = `AC${"0123456789abcdef".repeat(2)}`;

/** An account of no provider, which says everything that some provider wants. */
export const settings: SmsAccountSettings = {
  ...{ kind: "custom", folder: "", sender: "Belle", pace: 0, stop: "", server: "" },
  ...{ serviceName: "sms-ab12345-1", applicationKey: "appKey0123456789", accountSid },
  ...{ address: "", method: "POST", headers: [], body: "template", rows: [] },
  template: '{ "to": {{ to | json }}, "text": {{ text | json }}, "from": {{ sender | json }}, "ref": {{ id | json }} }',
  ...{ authentication: "bearer", user: "", header: "", inside: false, recovery: "park", reference: "message.id" },
};

export const secrets: SmsSecrets = { secret: "s3cret-of-the-account", consumerKey: "consumerKey9876" };

export function open(change: Partial<SmsAccountSettings>, more: SmsSecrets = secrets): SmsCarrier {
  return openSmsCarrier({ ...settings, ...change }, more, systemClock);
}

export const message: TextMessage = {
  ...{ id: "send1", to: "+33612345678", text: "Votre crédit est accordé.", purpose: "service", language: "fr" },
  ...{ at: Date.parse("2026-03-31T09:30:00Z"), test: false },
};

/** What a carrier says of a message that it does not take; fails where it takes it. */
export async function faultOf(run: Promise<unknown>): Promise<SmsFault> {
  try {
    await run;
  } catch (error) {
    if (error instanceof SmsFault) return error;
    throw error;
  }
  throw new Error("it was taken");
}

/** The fault in short: key, whether certainly not taken, whether another try is right. */
export async function brief(run: Promise<unknown>): Promise<[string, boolean, boolean]> {
  const { key, certainly, again } = await faultOf(run);
  return [key, certainly, again];
}
