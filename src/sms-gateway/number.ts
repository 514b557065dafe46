import type { Recipient } from "../contract/index.ts";
import { e164 } from "../phone.ts";
import { unfit } from "./sms-fault.ts";

/**
 * The number that a recipient's text message goes to, in E.164.
 * @param country ISO 3166-1 alpha-2, of recipients without an address; may be unknown
 * @throws SmsFault `sms.no-number`, `sms.not-a-number`, which name no number
 */
export function numberOf({ phone = "", postalAddress }: Recipient, country: string | undefined): string {
  if (phone.trim() === "") throw unfit("sms.no-number");
  const home = postalAddress?.country ?? country;
  const number = e164(phone, home);
  if (number !== undefined) return number;
  throw home === undefined || phone.trim().startsWith("+")
    ? unfit("sms.not-a-number")
    : unfit("sms.not-a-number-of", { country: home });
}
