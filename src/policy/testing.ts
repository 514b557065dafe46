import { Fault, type JsonObject, type Recipient } from "../contract/index.ts";
import type { Sending, Testing } from "./rules.ts";

/** The clock of a test journey: from its beginning on it runs so many times faster. */
export interface TestClock {
  /** What a test journey takes an instant for. */
  ahead(at: number): number;
  /** When an instant of a test journey comes. */
  back(at: number): number;
}

export function testClock(startedAt: number, faster: number): TestClock {
  return {
    ahead: (at) => startedAt + (at - startedAt) * faster,
    back: (at) => Math.ceil(startedAt + (at - startedAt) / faster),
  };
}

/**
 * The recipient of a test, with the addresses of the campaign's tests in the place of their own.
 * @throws Fault `policy.no-test-email`, `policy.no-test-phone`, `policy.no-test-service` where the channel has no such address
 */
export function redirected(recipient: Recipient, { channel }: Pick<Sending, "channel">, testing: Testing): Recipient {
  const { email: _email, phone: _phone, ...rest } = recipient;
  const { email, phone, service } = testing;
  if (channel === "email" && email === undefined) throw new Fault("policy.no-test-email");
  if (channel === "sms" && phone === undefined) throw new Fault("policy.no-test-phone");
  if (channel === "service" && service === undefined) throw new Fault("policy.no-test-service");
  return { ...rest, ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) };
}

/** The same in what a message carries: nobody's own address is left in it for a sender to find. */
export function redirectedMessage(message: JsonObject, recipient: Recipient): JsonObject {
  return "recipient" in message ? { ...message, recipient: recipient as unknown as JsonObject } : message;
}
