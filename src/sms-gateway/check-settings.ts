import { Fault } from "../contract/index.ts";
import { addressFault, settingsFaults } from "../service/index.ts";
import { isGsm7 } from "../sms/index.ts";
import { customService } from "./providers/custom-settings.ts";
import { paceBounds, type SmsAccountSettings, type SmsKind, smsKinds } from "./settings.ts";

/** Twilio's id of a messaging service. */
export function isMessagingService(sender: string): boolean {
  return /^MG[0-9a-f]{32}$/.test(sender);
}

/**
 * What is wrong with a sender: a name has 1 to 11 letters, digits and spaces with a letter among them, which is what
 * networks show (3GPP TS 23.040 §9.1.2.5); a number is a short code, or an international number.
 */
export function senderFault(sender: string, kind: SmsKind): Fault | undefined {
  if (sender === "") return kind === "brevo" || kind === "twilio" ? new Fault("sms.no-sender") : undefined;
  if (kind === "twilio" && isMessagingService(sender)) return undefined;
  if (/^\+?[0-9]+$/.test(sender))
    return /^(?:\+[1-9][0-9]{6,14}|[0-9]{3,15})$/.test(sender) ? undefined : new Fault("sms.sender-number");
  const isName = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/.test(sender);
  return isName && sender.length <= 11 ? undefined : new Fault("sms.sender-name", { length: sender.length });
}

/** What is wrong with the base address of a provider; empty is the usual one. */
export function serverFault(server: string): Fault | undefined {
  if (server === "") return undefined;
  const fits = addressFault(server) === undefined && !/[{}?#]/.test(server);
  return fits ? undefined : new Fault("sms.server");
}

function paceFault(pace: number): Fault | undefined {
  const { least, most } = paceBounds;
  return pace >= least && pace <= most ? undefined : new Fault("sms.pace", { least, most });
}

/** What is wrong with the line that marketing messages end with. */
export function stopFault(stop: string): Fault | undefined {
  return isGsm7(stop) && !/[\r\n]/.test(stop) && stop.length <= 40 ? undefined : new Fault("sms.stop");
}

export const isServiceName = (name: string) => /^sms-[A-Za-z0-9]+-[0-9]+$/.test(name);
export const isAccountSid = (sid: string) => /^AC[0-9a-f]{32}$/.test(sid);
export const isApplicationKey = (key: string) => /^[A-Za-z0-9]{8,64}$/.test(key);

/** Everything that is wrong with an account, but for its secrets and the templates of its own calls. */
export function accountFaults(settings: SmsAccountSettings): Fault[] {
  const { kind, sender, server, pace, stop, serviceName, applicationKey, accountSid } = settings;
  // From an environment variable it may be anything.
  if (!smsKinds.includes(kind)) return [new Fault("sms.kind", { kinds: smsKinds.join(", ") })];
  const faults = [senderFault(sender, kind), stopFault(stop)];
  if (kind !== "folder") faults.push(paceFault(pace));
  if (kind === "brevo" || kind === "ovh" || kind === "twilio") faults.push(serverFault(server));
  if (kind === "ovh" && !isServiceName(serviceName)) faults.push(new Fault("sms.service-name"));
  if (kind === "ovh" && !isApplicationKey(applicationKey)) faults.push(new Fault("sms.application-key"));
  if (kind === "twilio" && !isAccountSid(accountSid)) faults.push(new Fault("sms.account-sid"));
  if (kind === "custom") faults.push(...settingsFaults(customService(settings)));
  return faults.filter((fault) => fault !== undefined);
}
