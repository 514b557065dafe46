import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { systemClock } from "../../../src/clock.ts";
import type { Json } from "../../../src/contract/index.ts";
import { SmsFault } from "../../../src/sms-gateway/index.ts";
import { brevo } from "../../../src/sms-gateway/providers/brevo.ts";
import { custom } from "../../../src/sms-gateway/providers/custom.ts";
import { ovh } from "../../../src/sms-gateway/providers/ovh.ts";
import { twilio } from "../../../src/sms-gateway/providers/twilio.ts";
import { saidBy } from "../../../src/sms-gateway/said.ts";
import { long } from "../../size.ts";
import { secrets, settings } from "./account.ts";

const own = { ...settings, address: "https://sms.example.org", reference: "message.0.id" };
const providers = [brevo(own, secrets), ovh(own, secrets, systemClock), twilio(own, secrets), custom(own, secrets)];

/** Answers made of the names that some provider uses, with anything in them. */
const names = ["messageId", "smsCount", "ids", "invalidReceivers", "sid", "status", "num_segments", "error_code"];
const more = ["message", "0", "id", "code", "error", "errors", "plan", "credits", "creditsLeft", "email", "__proto__"];
const odd = fc.constantFrom<Json>(
  "",
  "failed",
  -1,
  1e308,
  2 ** 60,
  "9".repeat(400),
  [],
  {},
  null,
  [null],
  ["x y"],
  "a\nb",
  true,
);
const answer = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    odd,
    fc.jsonValue() as fc.Arbitrary<Json>,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names, ...more), tie("value"), { maxKeys: 5 }),
  ),
})).value;

describe("answers that no provider gives", () => {
  const runs = { seed: 11, numRuns: long(3_000, 100_000) };

  it("are taken for none, or for a message with a sound reference, and never break anything", () => {
    fc.assert(
      fc.property(fc.option(answer, { nil: undefined }), (given) => {
        for (const { read, check } of providers) {
          try {
            const taken = read(given);
            if (taken !== undefined) {
              assert.match(taken.reference, /^[\x21-\x7e]{1,128}$/);
              assert.ok(taken.segments === undefined || Number.isSafeInteger(taken.segments));
            }
          } catch (error) {
            assert.ok(error instanceof SmsFault && error.certainly && !error.again, String(error));
          }
          check?.read(given);
        }
      }),
      runs,
    );
  });

  it("are told in at most 200 characters of one line, without numbers and secrets", () => {
    const hidden = ["s3cret-of-the-account", "Zoé"];
    const words = fc.constantFrom(
      "+33612345678",
      "06 12 34 56 78",
      "s3cret-of-the-account",
      "Zoé",
      "no",
      "\n",
      "\u202e",
    );
    const sentence = fc.array(words, { maxLength: 8 }).map((parts) => parts.join(" "));
    const told = fc.record({ code: fc.oneof(sentence, fc.integer({ max: 99_999 })), message: sentence, error: answer });
    fc.assert(
      fc.property(fc.oneof(answer, told as fc.Arbitrary<Json>), (given) => {
        const said = saidBy(given, hidden);
        assert.ok(said.length <= 200);
        assert.doesNotMatch(said, /\d[\s().-]*(?:\d[\s().-]*){5,}|s3cret|Zoé|[\p{Cc}\u202e]/u);
      }),
      runs,
    );
  });
});
