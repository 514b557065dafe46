import type { Json, JsonObject } from "../../contract/index.ts";
import type { BodyRow, Proof, ServiceSettings } from "../../service/index.ts";
import type { SmsVerified, TextMessage, TextMessageTaken } from "../../sms/index.ts";

/** A provider's call as it is made for each message, and what its answers say. */
export interface SmsProvider {
  /** The call; `to`, `text`, `sender` and whatever `material` gives stand in its rows. */
  call: ServiceSettings;
  secret: string;
  /** Secrets that an answer might repeat. */
  hidden: readonly string[];
  /** In the place of an authentication of `call`. */
  proof?: Proof;
  /** @throws SmsFault where the provider would not send it as it is meant */
  material(message: TextMessage): JsonObject;
  /** Characters that the provider adds to a message. */
  added?(message: Pick<TextMessage, "purpose">): string;
  /**
   * What a 2xx answer says. Undefined: it is not this provider's answer, and nobody knows.
   * @throws SmsFault where it says that the message was not taken
   */
  read(answer: Json | undefined): TextMessageTaken | undefined;
  /** A call that only tells whether the settings are right. */
  check?: { call: ServiceSettings; proof?: Proof; read(answer: Json | undefined): SmsVerified | undefined };
}

/** A row whose value is one of the material, as it is. */
export function given(name: string, value: string = name): BodyRow {
  return { name, source: "message", value, required: false };
}

export const asObject = (answer: Json | undefined): JsonObject =>
  typeof answer === "object" && answer !== null && !Array.isArray(answer) ? answer : {};

/** A whole number that is written as a number or as digits; undefined: it is none. */
export function wholeNumber(value: Json | undefined): number | undefined {
  const number =
    typeof value === "number" || (typeof value === "string" && /^\d{1,15}$/.test(value)) ? Number(value) : NaN;
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** An id as providers write them: digits, or a short word. */
export function idIn(value: Json | undefined): string | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : undefined;
  return typeof value === "string" && /^[\x21-\x7e]{1,128}$/.test(value) ? value : undefined;
}
