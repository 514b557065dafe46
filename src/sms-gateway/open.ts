import type { Clock } from "../clock.ts";
import type { SmsCarrier } from "../sms/index.ts";
import { accountFaults } from "./check-settings.ts";
import { httpCarrier } from "./http-carrier.ts";
import { smsOutbox } from "./outbox.ts";
import { brevo } from "./providers/brevo.ts";
import { custom } from "./providers/custom.ts";
import { ovh } from "./providers/ovh.ts";
import type { SmsProvider } from "./providers/provider.ts";
import { twilio } from "./providers/twilio.ts";
import { type SmsAccountSettings, type SmsKind, type SmsSecrets, usualStops } from "./settings.ts";

type Preset = (settings: SmsAccountSettings, secrets: SmsSecrets, clock: Clock) => SmsProvider;
const presets: Readonly<Record<Exclude<SmsKind, "folder">, Preset>> = { brevo, ovh, twilio, custom };

/**
 * Opens the way of an account. Nothing is called before the first message.
 * @throws Fault the first thing that is wrong with the settings, a template or a secret
 */
export function openSmsCarrier(settings: SmsAccountSettings, secrets: SmsSecrets, clock: Clock): SmsCarrier {
  const tidy: SmsAccountSettings = {
    ...settings,
    sender: settings.sender.trim(),
    stop: settings.stop.trim() || usualStops[settings.kind],
    server: settings.server.trim().replace(/\/+$/, ""),
    serviceName: settings.serviceName.trim(),
    applicationKey: settings.applicationKey.trim(),
    accountSid: settings.accountSid.trim(),
  };
  for (const fault of accountFaults(tidy)) throw fault;
  const { kind, pace, stop } = tidy;
  if (kind === "folder") return smsOutbox(tidy.folder, { sender: tidy.sender, stop });
  return httpCarrier(presets[kind](tidy, secrets, clock), { clock, pace, stop });
}
