import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Recipient } from "../../../src/contract/index.ts";
import { numberOf, SmsFault } from "../../../src/sms-gateway/index.ts";

const address = (country: string) => ({ country, postalCode: "1", locality: "L", thoroughfare: [] });
const numberOr = (recipient: Partial<Recipient>, country?: string) => {
  try {
    return numberOf({ id: "R", ...recipient }, country);
  } catch (error) {
    assert.ok(error instanceof SmsFault);
    assert.ok(!JSON.stringify(error.data).includes("12"), "the fault names the number");
    return `${error.key} ${error.data.country ?? ""}`.trim();
  }
};

describe("the number of a text message", () => {
  const cases: [phone: string | undefined, home: string | undefined, campaign: string | undefined, expected: string][] =
    [
      ["06 12 34 56 78", "FR", undefined, "+33612345678"],
      ["06 12 34 56 78", undefined, "FR", "+33612345678"],
      ["07400 123456", "GB", "FR", "+447400123456"],
      ["+33 6 12 34 56 78", "GB", undefined, "+33612345678"],
      ["0033 6 12 34 56 78", "FR", undefined, "+33612345678"],
      ["0692 12 34 56", "RE", "FR", "+262692123456"],
      [undefined, "FR", "FR", "sms.no-number"],
      ["  ", "FR", "FR", "sms.no-number"],
      ["06 12 34 56 78", undefined, undefined, "sms.not-a-number"],
      ["06 12 34", "FR", undefined, "sms.not-a-number-of FR"],
      ["+33 6 12 34", "FR", undefined, "sms.not-a-number"],
      ["06 12 34 56 78 poste 12", "FR", undefined, "sms.not-a-number-of FR"],
      ["12345", "FR", undefined, "sms.not-a-number-of FR"],
      ["call 0612345678", "FR", undefined, "sms.not-a-number-of FR"],
    ];
  for (const [phone, home, campaign, expected] of cases)
    it(`"${phone}" at home in ${home ?? campaign ?? "no country"} is ${expected}`, () => {
      assert.equal(
        numberOr({ phone, ...(home !== undefined && { postalAddress: address(home) }) }, campaign),
        expected,
      );
    });
});
